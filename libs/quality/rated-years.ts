/** The results of a team at each indicator, the thresholds of the year and the ratings; they give the score of the year. */
import type { ThresholdVersion } from '#libs/enrolment/roster.ts';
import type { Threshold } from '#libs/enrolment/reference-data.ts';
import { type QualityResult, type Team, qualityKey, resultKey } from '#libs/enrolment/teams.ts';
import { type Day, dayOf } from '#libs/kernel/day.ts';
import { type Fraction, fractionFromText } from '#libs/kernel/fraction.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { scoreOfYear, scoreRulesOn } from '#libs/quality/score.ts';
import { traitsOf } from '#libs/regulation/families.ts';
import type { Indicator, Regulation, Scheme } from '#libs/regulation/regulation.ts';
import type { ParameterName } from '#libs/regulation/values.ts';

export interface RatedYear {
  readonly year: number;
  readonly result: QualityResult | undefined;
  /** In percent as written, with the day on which they were known. */
  readonly threshold: Pick<ThresholdVersion, 'intermediate' | 'target' | 'knownOn'> | undefined;
  /** Between 0 and 1; undefined if it cannot be rated. */
  readonly rating: Fraction | undefined;
}

interface RatedIndicator {
  readonly indicator: Indicator;
  /** Ascending; only years with a result or a threshold. */
  readonly years: readonly RatedYear[];
}

export interface RatedYears {
  /** In the order of the regulation; only indicators with a result or a threshold. */
  readonly indicators: readonly RatedIndicator[];
  /** In points, by the rules of the day on which the score of the year first counts; undefined if no socle indicator is rated. */
  readonly scores: readonly { readonly year: number; readonly score: Fraction | undefined }[];
}

/** The parameters that `scoreRulesOn` reads, in the order in which an explanation names them. */
export const SCORE_PARAMETERS = [
  'quality_weights',
  'unrated',
  'minimum_denominator',
  'quality_provisional',
  'experience_points',
] as const satisfies readonly ParameterName[];

/** Kept as long as the versions, because every team is rated by them. */
const keyed = memoisedOf((thresholds: readonly ThresholdVersion[]) => {
  const written = new Map(thresholds.map((version) => [resultKey(version), version]));
  const exact = new Map([...written].map(([key, version]) => [key, exactThreshold(version)]));
  const reference = {
    thresholds: exact,
    povertyRates: new Map<never, never>(),
    nationalSpendingCents: new Map<never, never>(),
  };
  return { written, reference };
});

/** From the first year with a result of the team to the last year with a result or a threshold. */
export function ratedYears(team: Team, thresholds: readonly ThresholdVersion[], regulation: Regulation): RatedYears {
  const { written, reference } = keyed(thresholds);
  const scores = yearsOf(team, thresholds).map((year) => {
    const day = firstDayOfUse(team, year);
    // A result of before the scheme is shown without a rating.
    if (!hasScoreOn(team.scheme, day)) return { year, score: undefined, indicators: [] };
    return scoreOfYear(team, year, scoreRulesOn(team.scheme, day, regulation), reference);
  });
  const indicators = [...regulation.indicators.values()].map((indicator): RatedIndicator => {
    const rated = scores.map(({ year, indicators: measured }): RatedYear => {
      const key = qualityKey(year, indicator.id);
      const rating = measured.find((one) => one.indicator.id === indicator.id)?.rating;
      return { year, result: team.quality.get(key), threshold: written.get(key), rating };
    });
    return { indicator, years: rated.filter(({ result, threshold }) => (result ?? threshold) !== undefined) };
  });
  return {
    indicators: indicators.filter((one) => one.years.length > 0),
    scores: scores.map(({ year, score }) => ({ year, score })),
  };
}

/** Percent. */
export function exactThreshold({ intermediate, target }: Pick<ThresholdVersion, 'intermediate' | 'target'>): Threshold {
  return { intermediate: fractionFromText(intermediate), target: fractionFromText(target) };
}

/** A yearly statement uses the score of its own year, a quarterly one that of the year before. */
function firstDayOfUse({ scheme }: Team, year: number): Day {
  return dayOf(traitsOf(scheme).period === 'YEAR' ? year : year + 1, 1, 1);
}

/** Whether every parameter of the score that the scheme has, has a value on that day. */
function hasScoreOn({ parameters }: Scheme, day: Day): boolean {
  return SCORE_PARAMETERS.every((name) => parameters.get(name)?.some(({ from }) => from <= day) ?? true);
}

function yearsOf({ quality }: Team, thresholds: readonly ThresholdVersion[]): readonly number[] {
  const measured = [...quality.keys()].map(yearOfKey);
  const first = Math.min(...measured);
  const all = [...measured, ...thresholds.map(({ year }) => year)];
  return [...new Set(all.filter((year) => year >= first))].sort((a, b) => a - b);
}

function yearOfKey(key: string): number {
  return Number.parseInt(key, 10);
}
