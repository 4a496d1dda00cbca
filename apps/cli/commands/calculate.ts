/** `decompte calculate`: calculates the draft statements of a range. */
import { dayOfInstant } from '#libs/kernel/day.ts';
import { agreed, counted } from '#libs/kernel/counted.ts';
import { frenchDay, periodInFrench } from '#libs/kernel/french-days.ts';
import { type QuarterRange, isWithin, periodFromText } from '#libs/kernel/period.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { StageProgress } from '#libs/statements/calculation/calculate.ts';
import { calculationFigures, totalOf } from '#libs/statements/calculation/summary.ts';
import { CalculateStatements } from '#libs/statements/calculation/commands/calculate-statements.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { euros } from '#libs/kernel/euros.ts';
import { eachPeriod, varianceWords } from '#apps/cli/after-decision.ts';
import { commandLineCommit, knownOn, rangeArgument } from '#apps/cli/arguments.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { tellRegulation } from '#apps/cli/regulation-in-force.ts';
import { type StoreOptions } from '#apps/cli/stores.ts';
import { ProgressLine, printJson, message, result } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

export interface CalculateOptions extends StoreOptions {
  readonly from: string;
  readonly to: string;
  readonly knownOn?: string;
  readonly team?: string;
  readonly json?: boolean;
}

const STAGES = {
  rosters: 'équipes',
  dossiers: 'dossiers',
  contributions: 'calcul',
  record: 'enregistrement',
  entries: 'registre des actes',
} as const;

export function stages(progress: ProgressLine): StageProgress {
  return (stage, done, total) => {
    progress.show(STAGES[stage], done, total);
  };
}

export async function calculateCommand(options: CalculateOptions): Promise<number> {
  const { team } = options;
  const asked = {
    range: rangeArgument(options.from, options.to),
    knownOn: knownOn(options.knownOn),
    ...(team === undefined ? {} : { team }),
  };
  return withModules(options, [StatementsModule], async ({ query, command, progress }) => {
    await tellRegulation(query);
    const commit = commandLineCommit('calculate');
    const summary = await command(new CalculateStatements(asked, commit, stages(progress)));
    progress.end();
    const { pin, statements, recorded, noLongerDue } = summary;
    if (options.json === true) {
      printJson(calculationFigures(summary));
      return;
    }
    result(
      `${counted(statements.length, 'décompte')} de ${periodInFrench(options.from)} à ${periodInFrench(options.to)}, ${agreed(statements.length, 'connu')} au ${frenchDay(pin.knownOn)} (événement ${pin.position}, réglementation ${pin.regulationVersion}) : ${euros(totalOf(statements))}.`,
    );
    message(`${counted(recorded, 'nouveau ou changé', 'nouveaux ou changés')} depuis le dernier calcul.`);
    const [first, ...others] = periodsToSubmit(asked.range, statements);
    if (pin.knownOn > dayOfInstant(commit.recordedAt))
      message(
        `Le ${frenchDay(pin.knownOn)} est à venir : ce qui est calculé ainsi ne se soumet pas. Sans --known-on, le calcul est tel que connu aujourd’hui.`,
      );
    else if (recorded > 0 && first !== undefined) message(`Ensuite : ${nextAfter(options, [first, ...others])}.`);
    for (const { team: gone, period } of noLongerDue)
      message(
        `${gone} ${periodInFrench(period)} : plus de décompte : l’équipe n’est pas dans l’expérimentation, telle que connue à ce jour.`,
      );
  });
}

type Calculated = readonly { readonly period: string }[];

/** The periods that a submission of the range takes: a year only if all of it is there, unless there is nothing else. */
function periodsToSubmit(range: QuarterRange, statements: Calculated): readonly string[] {
  const all = [...new Set(statements.map(({ period }) => period))].sort(compareText);
  const within = all.filter((period) => isWithin(periodFromText(period), range));
  return within.length === 0 ? all : within;
}

/** Suggests nothing outside of the calculated range. */
function nextAfter({ team, from, to }: CalculateOptions, periods: readonly [string, ...string[]]): string {
  const range = `--from ${periodInFrench(from)} --to ${periodInFrench(to)}`;
  if (team === undefined) return `${varianceWords(periods)}, puis decompte submit ${range} --as NOM`;
  const named = quoted(team);
  const of = periods.length === 1 ? `${named} ${periodInFrench(periods[0])}` : `${named} ${range}`;
  return `decompte show ${named} ${eachPeriod(periods)}, puis decompte submit ${of} --as NOM`;
}
