/** `decompte compare TEAM`: its amounts under several schemes, and under payment by the act, on its own history. */
import { frenchDay, periodInFrench, quarterInFrench } from '#libs/kernel/french-days.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import { euros } from '#libs/kernel/euros.ts';
import type { ComparedScheme } from '#libs/statements/comparison/comparison.ts';
import { comparisonJson } from '#libs/statements/comparison/comparison-json.ts';
import { type ComparedTeam, type ComparisonAsked, CompareSchemes } from '#libs/statements/queries/compare-schemes.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { assumptionText, comparedLabel } from '#libs/words/labels/comparison.ts';
import { OPTION_LABELS, SCOPE_LABELS } from '#libs/words/labels/teams.ts';
import { codeTyped } from '#libs/kernel/code-typed.ts';
import { WORDS_TO_TYPE } from '#libs/words/typed.ts';
import { parameterLabel, sourceText } from '#libs/words/labels/parameter-text.ts';
import { knownOn, quarterArgument, rangeArgument } from '#apps/cli/arguments.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

export interface CompareOptions extends StoreOptions {
  readonly schemes?: string;
  readonly from?: string;
  readonly to?: string;
  readonly option?: string;
  readonly scope?: string;
  readonly knownOn?: string;
  readonly json?: boolean;
}

export async function compareCommand(team: string, options: CompareOptions): Promise<number> {
  const asked = comparisonOfOptions(options);
  return withModules(options, [StatementsModule], async ({ query }) => {
    const compared = await query(new CompareSchemes(team, asked));
    if (options.json === true) printJson(comparisonJson(compared));
    else result(comparisonText(compared));
  });
}

export function comparisonOfOptions({
  knownOn: day,
  schemes,
  from,
  to,
  option,
  scope,
}: CompareOptions): ComparisonAsked {
  return {
    knownOn: knownOn(day),
    ...(schemes === undefined
      ? {}
      : { schemes: schemes.split(',').map((one) => codeTyped(WORDS_TO_TYPE.comparedScheme, one) ?? one.trim()) }),
    ...(option === undefined ? {} : { option: codeTyped(OPTION_LABELS, option) ?? option }),
    ...(scope === undefined ? {} : { scope: codeTyped(SCOPE_LABELS, scope) ?? scope }),
    range: rangeOf(from, to),
  };
}

function rangeOf(from: string | undefined, to: string | undefined): Partial<QuarterRange> {
  if (from !== undefined && to !== undefined) return rangeArgument(from, to);
  return {
    ...(from === undefined ? {} : { from: quarterArgument('--from', from) }),
    ...(to === undefined ? {} : { to: quarterArgument('--to', to) }),
  };
}

export function comparisonText(compared: ComparedTeam): string {
  const { team, name, range, knownOn: day, regulationVersion, schemes, assumptions, toCome } = compared;
  const head = `${name} (${team}), ${quarterInFrench(range.from)} à ${quarterInFrench(range.to)}, connu au ${frenchDay(day)}, réglementation ${regulationVersion}`;
  const [first] = schemes;
  const rows = (first?.quarters ?? []).map(({ quarter }, i) => [
    toCome.includes(quarter) ? `${periodInFrench(quarter)} (actes à venir)` : periodInFrench(quarter),
    ...schemes.map(({ quarters }) => amount(quarters[i]?.totalCents ?? null)),
  ]);
  const totals = ['total', ...schemes.map(({ totalCents }) => euros(totalCents))];
  const parts = table(
    ['régime', 'versé par le régime', 'actes payés à l’acte', 'total', 'option', 'périmètre'],
    schemes.map(({ scheme, schemeCents, actsCents, totalCents, option, scope }) => [
      comparedLabel(scheme),
      euros(schemeCents),
      euros(actsCents),
      euros(totalCents),
      OPTION_LABELS[option] ?? option,
      SCOPE_LABELS[scope] ?? scope,
    ]),
  );
  const sections = [
    `${head}\nUne comparaison : rien n’en est enregistré, et rien ne s’en décide.`,
    table(['trimestre', ...schemes.map(({ scheme }) => comparedLabel(scheme))], [...rows, totals]),
    parts,
    ...schemes.flatMap(advances),
    ['Ce qui est supposé :', ...assumptions.map((one) => `- ${assumptionText(one)}`)].join('\n'),
    ...schemes.flatMap(inexact),
  ];
  return sections.join('\n\n');
}

function amount(cents: bigint | null): string {
  return cents === null ? '—' : euros(cents);
}

function advances({ scheme, quarters }: ComparedScheme): readonly string[] {
  const paid = quarters.filter(({ advanceCents }) => advanceCents !== null);
  if (paid.length === 0) return [];
  const rows = paid.map(({ quarter, advanceCents, schemeCents }) => [
    periodInFrench(quarter),
    amount(advanceCents),
    euros((schemeCents ?? 0n) - (advanceCents ?? 0n)),
  ]);
  return [`${comparedLabel(scheme)}\n${table(['trimestre', 'avance', 'solde'], rows)}`];
}

const SURENESS: Readonly<Record<string, string>> = {
  reconstructed: 'reconstitué',
  assumed: 'hypothèse',
  override: 'remplacé',
};

/** One line per parameter and certainty: values of one source together, by the days from which they hold. */
function inexact({ scheme, parameters }: ComparedScheme): readonly string[] {
  if (parameters.length === 0) return [];
  const known = [...Map.groupBy(parameters, ({ parameter }) => parameter)].map(([parameter, own]) => {
    const bySource = Map.groupBy(
      own,
      ({ status, reference }) => `${SURENESS[status] ?? status}, ${sourceText(reference)}`,
    );
    const how = [...bySource].map(
      ([source, values]) => `${values.map(({ from }) => frenchDay(from)).join(', ')} : ${source}`,
    );
    return { name: `${parameterLabel(parameter)} (${parameter})`, how: how.join('\n    depuis ') };
  });
  const lines = [...Map.groupBy(known, ({ how }) => how)].map(
    ([how, alike]) => `- ${alike.map(({ name }) => name).join(', ')}\n    depuis ${how}`,
  );
  return [[`${comparedLabel(scheme)}, valeurs qui ne sont pas sûres :`, ...lines].join('\n')];
}
