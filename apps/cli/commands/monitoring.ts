/** `decompte monitoring`: the experiment by scheme and period, and its published figures beside it. */
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { decimal, euros, oneDecimal } from '#libs/kernel/euros.ts';
import { type Fraction, fraction, multiply, roundToCents } from '#libs/kernel/fraction.ts';
import { type BesidePublished, besidePublished } from '#libs/monitoring/beside.ts';
import { besideJson, schemePeriodJson } from '#libs/monitoring/monitoring-json.ts';
import { MonitoringModule } from '#libs/monitoring/monitoring.module.ts';
import { type Movements, movementKey } from '#libs/monitoring/movements.ts';
import { PUBLISHED_FIGURES } from '#libs/monitoring/published-figures.ts';
import { FindMonitoring } from '#libs/monitoring/queries/find-monitoring.ts';
import { type SchemePeriod, leakageShare, perPatientYear } from '#libs/monitoring/scheme-periods.ts';
import { MEASURE_LABELS, PUBLISHED_SOURCES } from '#libs/words/labels/monitoring.ts';
import { knownOn, quarterArgument } from '#apps/cli/arguments.ts';
import { type CsvOptions, csvFormOfOptions, recordsCsv } from '#apps/cli/csv-form.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printCsv, printJson, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface MonitoringOptions extends StoreOptions, CsvOptions {
  readonly scheme?: string;
  readonly from?: string;
  readonly to?: string;
  readonly knownOn?: string;
  readonly csv?: boolean;
  readonly json?: boolean;
}

export function monitoringCommand(options: MonitoringOptions): Promise<number> {
  const from = options.from === undefined ? undefined : quarterArgument('--from', options.from);
  const to = options.to === undefined ? undefined : quarterArgument('--to', options.to);
  if (from !== undefined && to !== undefined && from > to)
    throw new CliRefusal(
      `--from ${periodInFrench(options.from ?? '')} est après --to ${periodInFrench(options.to ?? '')} ; inversez-les`,
    );
  const form = csvFormOfOptions(options, options.csv === true, '--csv');
  return withModules(options, [MonitoringModule], async ({ query }) => {
    const day = { knownOn: knownOn(options.knownOn), isOfDay: options.knownOn !== undefined };
    const { scheme } = options;
    const { periods, movements = new Map() } = await query(
      new FindMonitoring({ ...day, scheme, from, to, withMovements: true }),
    );
    // A figure belongs to its own quarters, whatever range is shown.
    const whole = from === undefined && to === undefined && scheme === undefined;
    const all = whole ? periods : (await query(new FindMonitoring({ ...day, withMovements: false }))).periods;
    const beside = besidePublished(
      PUBLISHED_FIGURES.filter((figure) => scheme === undefined || figure.scheme === scheme),
      all,
    );
    const written = periods.map((one) => schemePeriodJson(one, movements));
    if (options.csv === true)
      printCsv(recordsCsv(written, ['leakageShare', 'consultationsPerPatientYear', 'score'], form));
    else if (options.json === true)
      printJson({
        periods: written,
        published: beside.map((one) => ({ ...besideJson(one), source: PUBLISHED_SOURCES[one.figure.id] })),
      });
    else result(asText(periods, movements, beside));
  });
}

const HEADER = [
  'période',
  'équipes',
  'patients',
  'entrés',
  'sortis',
  'montant',
  'décidé',
  'forfait par patient et an',
  'fuite',
  'actes par patient et an',
  'score moyen',
];

function asText(periods: readonly SchemePeriod[], movements: Movements, beside: readonly BesidePublished[]): string {
  if (periods.length === 0) return 'Aucun décompte de ces trimestres : decompte calculate en fait.';
  const ofSchemes = [...Map.groupBy(periods, ({ scheme }) => scheme)].map(
    ([scheme, own]) =>
      `${scheme}\n${table(
        HEADER,
        own.map((one) => row(one, movements)),
      )}${comingAndGoing(own)}`,
  );
  const published = table(
    ['chiffre publié', 'publié', 'mesuré', 'mesuré / publié', 'source'],
    beside.map(({ figure, published: value, measured, ratio }) => [
      `${figure.scheme}, ${MEASURE_LABELS[figure.measure]}`,
      valueText(figure.measure, value),
      measured === undefined ? 'rien à mesurer' : valueText(figure.measure, measured),
      ratio === undefined ? '' : percentText(ratio),
      PUBLISHED_SOURCES[figure.id],
    ]),
  );
  return [...ofSchemes, published].join('\n\n');
}

function row({ forfait, ...one }: SchemePeriod, movements: Movements): readonly (string | number)[] {
  const movement = movements.get(movementKey(one.scheme, one.period));
  const share = forfait === undefined ? undefined : leakageShare(forfait);
  const acts = forfait && perPatientYear(forfait.ofDoctors.acts, forfait.ofDoctors.patients);
  return [
    periodInFrench(one.period),
    one.teams,
    one.patients,
    movement?.entered ?? 0,
    movement?.left ?? 0,
    euros(one.totalCents),
    euros(one.decidedCents),
    amountText(forfait && perPatientYear(forfait.forfaitCents, forfait.patients)),
    share === undefined ? '' : percentText(share),
    acts === undefined ? '' : oneDecimal(acts),
    one.score === undefined ? '' : oneDecimal(one.score),
  ];
}

/** The teams that came and went, by name. */
function comingAndGoing(own: readonly SchemePeriod[]): string {
  const moves = own.flatMap(({ period, entered, left }) => [
    ...(entered.length === 0 ? [] : [`  ${periodInFrench(period)} : entrées ${entered.join(', ')}`]),
    ...(left.length === 0 ? [] : [`  ${periodInFrench(period)} : sorties ${left.join(', ')}`]),
  ]);
  return moves.map((line) => `\n${line}`).join('');
}

function valueText(measure: BesidePublished['figure']['measure'], value: Fraction): string {
  return measure.endsWith('_CENTS') ? amountText(value) : decimal(value);
}

function amountText(cents: Fraction | undefined): string {
  return cents === undefined ? '' : euros(roundToCents(cents));
}

function percentText(share: Fraction): string {
  return `${oneDecimal(multiply(share, fraction(100)))} %`;
}
