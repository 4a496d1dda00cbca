/** The variance report as sentences in French, and as CSV. */
import { euros, signedEuros } from '#libs/kernel/euros.ts';
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { type CsvForm, csvTable, figures } from '#libs/kernel/csv.ts';
import { FLAG_SENTENCES, LINE_LABELS, PHASE_LABELS, RATE_LABELS } from '#libs/words/labels/statements.ts';
import { parameterLabel, parameterLine } from '#libs/words/labels/parameter-text.ts';
import { rateValue } from '#libs/words/labels/rates.ts';
import type { VarianceExplanation } from '#libs/week/explanation.ts';
import { percentText, tenthsText } from '#libs/week/percent.ts';
import type { AmountDifference, TeamVariance, VarianceReport } from '#libs/week/variance.ts';

const NONE = 'aucun';
const SHOWN = 60;

/** The reasons why a total is an outlier against a period, one sentence per difference. */
export function explanationSentences({ against, ...why }: VarianceExplanation): readonly string[] {
  const { line, patients, phase, text, rates, flagsThatCame, flagsThatWent, parameters } = why;
  const sentences = [
    ...(line === undefined ? [] : [`${LINE_LABELS[line.line]} bouge le plus : ${signedEuros(line.differenceCents)}`]),
    ...change('patients de la liste', patients, String),
    ...change('phase', phase, (name) => PHASE_LABELS[name] ?? name),
    ...change('texte', text, String),
    ...rates.flatMap(({ rate, ...values }) =>
      change(RATE_LABELS[rate], values, (value) => rateValue({ name: rate, value })),
    ),
    ...flagsThatCame.map((flag) => `nouveau : ${FLAG_SENTENCES[flag]}`),
    ...flagsThatWent.map((flag) => `n’est plus signalé : ${FLAG_SENTENCES[flag]}`),
    ...parameters.flatMap(({ parameter, ...values }) =>
      change(`paramètre « ${parameterLabel(parameter)} »`, values, shortValue),
    ),
  ];
  return sentences.map((sentence) => `par rapport à ${periodInFrench(against)}, ${sentence}`);
}

function change<T>(
  what: string,
  of: { before: T | undefined; after: T | undefined } | undefined,
  show: (value: T) => string,
): string[] {
  if (of === undefined) return [];
  const shown = (value: T | undefined): string => (value === undefined ? NONE : show(value));
  return [`${what} : ${shown(of.before)} → ${shown(of.after)}`];
}

function shortValue(value: unknown): string {
  const text = parameterLine(value);
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN - 1)}…`;
}

/** `+1,00 € (+2,0 %)`; `—` if there was no statement. */
function differenceText(difference: AmountDifference | null): readonly [string, string] {
  return difference === null
    ? ['—', '—']
    : [signedEuros(difference.differenceCents), percentText(difference.tenthsOfPercent)];
}

/** The lines of an outlier, beneath its explanation. */
export function lineSentences({ lines }: TeamVariance): readonly string[] {
  return lines.flatMap(({ line, amountCents, previous, yearBefore }) => {
    if (line === 'TOTAL') return [];
    const shown = [previous, yearBefore].map((one) => (one === null ? '—' : differenceText(one).join(', ')));
    return [`${LINE_LABELS[line]} : ${euros(amountCents)} (${shown.join(' ; ')})`];
  });
}

const HEADER = [
  'team_id',
  'scheme',
  'period',
  'stage',
  'line',
  'amount_cents',
  'previous_period',
  'previous_cents',
  'previous_difference_cents',
  figures('previous_percent'),
  'year_before_period',
  'year_before_cents',
  'year_before_difference_cents',
  figures('year_before_percent'),
  'outlier',
  'why',
];

export function varianceCsv({ period, previous, yearBefore, teams }: VarianceReport, form: CsvForm = 'people'): string {
  const rows = teams.flatMap(({ team, scheme, stage, lines, outlier, why }) =>
    lines.map(({ line, amountCents, previous: before, yearBefore: aYearBefore }) => [
      team,
      scheme,
      period,
      stage,
      line,
      amountCents,
      previous ?? '',
      ...differenceFields(before),
      yearBefore,
      ...differenceFields(aYearBefore),
      line === 'TOTAL' && outlier ? 1 : 0,
      line === 'TOTAL' ? why.flatMap(explanationSentences).join(' | ') : '',
    ]),
  );
  return csvTable(HEADER, rows, form);
}

function differenceFields(difference: AmountDifference | null): (string | bigint)[] {
  if (difference === null) return ['', '', ''];
  const { beforeCents, differenceCents, tenthsOfPercent } = difference;
  return [beforeCents, differenceCents, tenthsOfPercent === null ? '' : tenthsText(tenthsOfPercent)];
}
