/**
 * `decompte quality [TEAM]`: its results at each indicator beside the thresholds of the year, the resulting score, and for each indicator
 * the distance to the next rating and its value. Without a team, the indicators of every team.
 */
import { agreedWith } from '#libs/kernel/counted.ts';
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { decimal, euros, oneDecimal, wholeText } from '#libs/kernel/euros.ts';
import { type Fraction, fraction } from '#libs/kernel/fraction.ts';
import { FindTeamQuality } from '#libs/quality/queries/find-team-quality.ts';
import { QualityModule } from '#libs/quality/quality.module.ts';
import { ratedYearsJson } from '#libs/quality/rated-years-json.ts';
import { followedJson } from '#libs/statements/indicators/followed-json.ts';
import type { FollowedIndicator } from '#libs/statements/indicators/followed.ts';
import { FindIndicators } from '#libs/statements/queries/find-indicators.ts';
import { FindFollowedIndicators } from '#libs/statements/queries/find-followed-indicators.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { INDICATOR_LABELS, LEVEL_LABELS, TREND_LABELS } from '#libs/words/labels/teams.ts';
import { knownOn } from '#apps/cli/arguments.ts';
import { unknownTeamRefusal } from '#apps/cli/teams-named.ts';
import { type CsvOptions, csvFormOfOptions, recordsCsv } from '#apps/cli/csv-form.ts';
import { qualitySummary } from '#apps/cli/quality-summary.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printCsv, printJson, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface QualityOptions extends StoreOptions, CsvOptions {
  readonly knownOn?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
  /** Without a team: prints a line for each team, indicator and year. */
  readonly all?: boolean;
  readonly scheme?: string;
  readonly year?: string;
}

const HEADER = [
  'indicateur',
  'année',
  'résultat',
  'seuil intermédiaire',
  'cible',
  'note',
  'tendance',
  'note suivante',
  'ce qu’elle vaut',
];

/** The fields of a followed indicator that are decimals or exact fractions. */
const EXACT = ['intermediate', 'target', 'rating', 'changePoints', 'nextRating', 'pointsAway'] as const;

export function qualityCommand(team: string | undefined, options: QualityOptions): Promise<number> {
  return team === undefined ? ofAll(options) : ofTeam(team, options);
}

function ofTeam(team: string, options: QualityOptions): Promise<number> {
  if (options.scheme !== undefined || options.year !== undefined || options.all === true)
    throw new CliRefusal('--scheme, --year et --all sont pour toutes les équipes ; ôtez-les, ou l’équipe');
  const form = csvFormOfOptions(options, options.csv === true, '--csv');
  return withModules(options, [QualityModule, StatementsModule], async ({ query }) => {
    const known = knownOn(options.knownOn);
    const found = await query(new FindTeamQuality(team, known));
    const followed = await query(new FindFollowedIndicators(team, known));
    if (found === undefined || followed === undefined) throw unknownTeamRefusal(team);
    if (options.json === true) printJson({ team, ...ratedYearsJson(found), followed: followed.map(followedJson) });
    else if (options.csv === true)
      printCsv(
        recordsCsv(
          followed.map((one) => ({ teamId: team, ...followedJson(one) })),
          EXACT,
          form,
        ),
      );
    else {
      const scores = found.scores.map(({ year, score }) => [
        String(year),
        score === undefined ? 'pas de score' : decimal(score),
      ]);
      const rows = followed.toSorted(byIndicator(found.indicators.map(({ indicator }) => indicator.id))).map(row);
      result(`${table(HEADER, rows)}\n\n${table(['année', 'score, en points'], scores)}`);
    }
  });
}

function ofAll({ scheme, year, ...options }: QualityOptions): Promise<number> {
  if (year !== undefined && !/^\d{4}$/.test(year))
    throw new CliRefusal(`--year vaut « ${year} » ; écrivez une année, par exemple 2023`);
  const form = csvFormOfOptions(options, options.csv === true, '--csv');
  return withModules(options, [StatementsModule], async ({ query }) => {
    const asked = { knownOn: knownOn(options.knownOn), scheme, year: year === undefined ? undefined : Number(year) };
    const found = await query(new FindIndicators(asked));
    const written = found.map(({ team, followed, ...of }) => ({ teamId: team, ...followedJson(followed), ...of }));
    if (options.json === true) printJson(written.map(({ teamId: team, ...one }) => ({ team, ...one })));
    else if (options.csv === true) printCsv(recordsCsv(written, EXACT, form));
    else if (options.all === true)
      result(
        table(
          ['équipe', ...HEADER],
          found.map(({ team, followed }) => [team, ...row(followed)]),
        ),
      );
    else result(qualitySummary(found));
  });
}

/** Orders by indicator, then by year. */
function byIndicator(order: readonly string[]) {
  const placeOf = ({ indicator }: FollowedIndicator): number => order.indexOf(indicator.id);
  return (a: FollowedIndicator, b: FollowedIndicator) => placeOf(a) - placeOf(b) || a.year - b.year;
}

function row({ indicator: { id }, year, result: of, threshold, rating, change, next, worth }: FollowedIndicator) {
  return [
    INDICATOR_LABELS[id] ?? id,
    String(year),
    of === undefined ? '' : share(of),
    threshold === undefined ? '' : percentText(threshold.intermediate),
    threshold === undefined ? '' : percentText(threshold.target),
    rating === undefined ? '' : decimal(rating),
    change === undefined ? '' : `${TREND_LABELS[change.trend] ?? ''} (${pointsText(change.points)})`,
    next === undefined
      ? ''
      : `${LEVEL_LABELS[next.level] ?? ''} à ${pointsText(next.pointsAway)}, soit ${wholeText(next.casesAway)} au numérateur`,
    worth === undefined ? '' : `${euros(worth.nextCents - worth.amountCents)} sur ${spanOf(worth.periods)}`,
  ];
}

/** The percentage of the facts, in French: `48.5` becomes `48,5 %`. */
function percentText(written: string): string {
  return `${written.replace('.', ',')} %`;
}

/** `1,5 point`, `2 points`. */
function pointsText(points: Fraction): string {
  return `${oneDecimal(points)} ${agreedWith(points, 'point')}`;
}

function spanOf(periods: readonly string[]): string {
  const [first = '', last = first] = [periods[0], periods.at(-1)];
  return first === last ? periodInFrench(first) : `${periodInFrench(first)} à ${periodInFrench(last)}`;
}

function share({ numerator, denominator }: { readonly numerator: number; readonly denominator: number }): string {
  const of = `${wholeText(numerator)} sur ${wholeText(denominator)}`;
  return denominator === 0 ? of : `${of}, ${oneDecimal(fraction(100n * BigInt(numerator), denominator))} %`;
}
