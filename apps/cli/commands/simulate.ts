/** `decompte simulate` and `decompte simulations`: what-ifs compared with the regulation in force, and their effects side by side. */
import { isChosenName } from '#libs/kernel/chosen-name.ts';
import { userInfo } from 'node:os';
import { agreed, counted } from '#libs/kernel/counted.ts';
import { dayText } from '#libs/kernel/day.ts';
import { dayInFrench, frenchDay, periodInFrench } from '#libs/kernel/french-days.ts';
import { euros, signedEuros } from '#libs/kernel/euros.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { type Scenario, readWhatIf, requireReplacing } from '#libs/regulation/what-if.ts';
import { type ComparedGroup, type Grouping, comparedGroups } from '#libs/statements/calculation/compared-scenarios.ts';
import { MeasureSimulation } from '#libs/statements/calculation/commands/measure-simulation.ts';
import { type SimulationEffect, totalsOf } from '#libs/statements/calculation/simulation-effect.ts';
import { totalOf } from '#libs/statements/calculation/summary.ts';
import { CompareScenarios } from '#libs/statements/queries/compare-scenarios.ts';
import { FindSimulations } from '#libs/statements/queries/find-simulations.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { GROUPING_LABELS, cautionsOf, groupText } from '#libs/words/labels/scenarios.ts';
import { WORDS_TO_TYPE } from '#libs/words/typed.ts';
import { choiceArgument, knownOn, instantNow, rangeArgument } from '#apps/cli/arguments.ts';
import { type CalculateOptions, stages } from '#apps/cli/commands/calculate.ts';
import { readParameters, readTextFile } from '#apps/cli/files.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { tellRegulation } from '#apps/cli/regulation-in-force.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, message, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface SimulateOptions extends CalculateOptions {
  readonly parameters?: string;
  readonly grids?: string;
  readonly by?: string;
}

interface SimulationsOptions extends StoreOptions {
  readonly by?: string;
  readonly json?: boolean;
}

export async function simulateCommand(name: string, options: SimulateOptions): Promise<number> {
  if (!isChosenName(name))
    throw new CliRefusal(
      `« ${name} » ne peut pas nommer une simulation ; utilisez des lettres, des chiffres, - _ et .`,
    );
  const by = options.by === undefined ? undefined : choiceArgument('--by', WORDS_TO_TYPE.grouping, options.by);
  const grids = options.grids === undefined ? undefined : readTextFile(options.grids);
  const asked = {
    name,
    scenarios: scenariosOf(options.parameters),
    by: userInfo().username,
    at: instantNow(),
    range: rangeArgument(options.from, options.to),
    knownOn: knownOn(options.knownOn),
    ...(grids === undefined ? {} : { grids }),
    ...(options.team === undefined ? {} : { team: options.team }),
  };
  return withModules(options, [StatementsModule], async ({ query, command, progress }) => {
    await tellRegulation(query);
    const { pin, statements, effects } = await command(new MeasureSimulation(asked, stages(progress)));
    progress.end();
    const groups = comparedGroups(effects, by ?? 'total');
    if (options.json === true) {
      printJson({
        simulation: name,
        knownOn: dayText(pin.knownOn),
        position: pin.position,
        statements: statements.length,
        totalCents: totalOf(statements),
        groups: groups.map(groupJson),
      });
      return;
    }
    for (const { name: scenario, ...of } of effects)
      for (const caution of cautionsOf(of, of.to)) message(`Attention, ${scenario} : ${caution}.`);
    for (const effect of effects) {
      const { statements: number, changed, afterCents } = totalsOf(effect.statements);
      result(
        `Simulation ${effect.name} : ${counted(number, 'décompte')} de ${periodInFrench(options.from)} à ${periodInFrench(options.to)}, ${agreed(number, 'connu')} au ${frenchDay(pin.knownOn)} : ${euros(afterCents)} ; ${counted(changed, 'changé')}.`,
      );
    }
    if (effects.length > 1 || by !== undefined) result(`\n${comparison(effects, groups, by ?? 'total')}`);
  });
}

/** Without names, lists the kept simulations; with names, compares them. */
export async function simulationsCommand(names: readonly string[], options: SimulationsOptions): Promise<number> {
  const by = choiceArgument('--by', WORDS_TO_TYPE.grouping, options.by ?? 'total');
  return withModules(options, [StatementsModule], async ({ query }) => {
    if (names.length > 0) {
      const { effects, groups } = await query(new CompareScenarios(names, by));
      if (options.json === true) printJson({ groups: groups.map(groupJson) });
      else result(comparison(effects, groups, by));
      return;
    }
    const kept = await query(new FindSimulations());
    if (options.json === true)
      printJson({
        simulations: kept.map(({ statements, profiles: _, ...head }) => ({ ...head, ...totalsOf(statements) })),
      });
    else if (kept.length === 0) result('Aucune simulation gardée.');
    else
      result(
        table(
          ['simulation', 'plage', 'connu au', 'version', 'changés', 'effet'],
          kept.map(({ name, from, to, knownOn: day, regulationVersion, statements }) => {
            const { changed, beforeCents, afterCents } = totalsOf(statements);
            return [
              name,
              `${periodInFrench(from)} à ${periodInFrench(to)}`,
              dayInFrench(day),
              regulationVersion,
              changed,
              signed(afterCents - beforeCents),
            ];
          }),
        ),
      );
  });
}

/** Without a file, one scenario without replacements: the result of the version in force. Refuses a file without replacements. */
function scenariosOf(file: string | undefined): readonly Scenario[] {
  if (file === undefined) return readWhatIf({});
  const scenarios = readWhatIf(readParameters(file));
  requireReplacing(scenarios);
  return scenarios;
}

/** A row for each group, a column for each simulation. */
function comparison(effects: readonly SimulationEffect[], groups: readonly ComparedGroup[], by: Grouping): string {
  const rows = Array.from({ length: groups.length / effects.length }, (_, i) =>
    groups.slice(i * effects.length, (i + 1) * effects.length),
  );
  const names = effects.map(({ run, scenario }) => scenario ?? run);
  const written = rows.map((row) => {
    const [first] = row;
    return [
      first === undefined ? '' : groupText(first, by),
      euros(first?.beforeCents ?? 0n),
      ...row.map(({ beforeCents, afterCents }) => signed(afterCents - beforeCents)),
    ];
  });
  return table([GROUPING_LABELS[by], 'en vigueur', ...names], by === 'total' ? written : [...written, totals(rows)]);
}

function totals(rows: readonly (readonly ComparedGroup[])[]): readonly string[] {
  const columns = (rows[0] ?? []).map((_, i) => rows.flatMap((row) => row[i] ?? []));
  return [
    'total',
    euros(sumCentsOf(columns[0] ?? [], ({ beforeCents }) => beforeCents)),
    ...columns.map((own) => signed(sumCentsOf(own, ({ beforeCents, afterCents }) => afterCents - beforeCents))),
  ];
}

function signed(cents: bigint): string {
  return cents === 0n ? '=' : signedEuros(cents);
}

function groupJson({ beforeCents, afterCents, ...of }: ComparedGroup) {
  return { ...of, beforeCents, afterCents, differenceCents: afterCents - beforeCents };
}
