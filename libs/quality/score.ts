/** The quality score of a team for a year, in points. Source: rules, "Quality score". */
import {
  type Fraction,
  HALF,
  ONE,
  ZERO,
  add,
  compare,
  divide,
  fraction,
  multiply,
  subtract,
  sum,
} from '#libs/kernel/fraction.ts';
import type { Day } from '#libs/kernel/day.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import type { ReferenceData, Threshold } from '#libs/enrolment/reference-data.ts';
import { type QualityResult, type Team, qualityKey } from '#libs/enrolment/teams.ts';
import { type Indicator, type Regulation, type Scheme, valueOn } from '#libs/regulation/regulation.ts';
import type { ParameterValue, QualityWeights } from '#libs/regulation/values.ts';

export interface ScoreRules {
  readonly indicators: Regulation['indicators'];
  readonly weights: QualityWeights;
  readonly experiencePoints: Fraction;
  readonly unrated: ParameterValue<'unrated'>;
  readonly minimumDenominator: number;
  readonly provisional: ParameterValue<'quality_provisional'>;
}

/** An indicator in a year, with the basis of its rating. */
export interface MeasuredIndicator {
  readonly indicator: Indicator;
  readonly result: QualityResult | undefined;
  /** The result of the year before. */
  readonly before: QualityResult | undefined;
  readonly threshold: Threshold | undefined;
  /** Between 0 and 1; undefined if it is not rated. */
  readonly rating: Fraction | undefined;
  /** The points for a rating of 1; 0 if the indicator is not in the mean of its family. */
  readonly points: Fraction;
}

/** The score of a year, with all its parts. */
interface ScoreOfYear {
  readonly year: number;
  /** Points; undefined if no socle indicator is rated. */
  readonly score: Fraction | undefined;
  /** Points of [socle, à la carte]. */
  readonly weights: readonly [Fraction, Fraction];
  readonly indicators: readonly MeasuredIndicator[];
  /** It has no thresholds and no least denominator; `points`: the maximum. */
  readonly experience: { readonly points: Fraction; readonly result: QualityResult | undefined };
}

/** The score that a statement uses: of the requested year, or of an earlier one until that is known. */
export interface UsedScore extends ScoreOfYear {
  readonly isProvisional: boolean;
}

const EXPERIENCE = 'EXPERIENCE';
/** The maximum age of a provisional score, in years. */
const YEARS_BACK = 2;

export function scoreRulesOn(scheme: Scheme, day: Day, { indicators }: Pick<Regulation, 'indicators'>): ScoreRules {
  return {
    indicators,
    weights: valueOn(scheme, 'quality_weights', day),
    experiencePoints: valueOn(scheme, 'experience_points', day),
    unrated: valueOn(scheme, 'unrated', day),
    minimumDenominator: valueOn(scheme, 'minimum_denominator', day),
    provisional: valueOn(scheme, 'quality_provisional', day),
  };
}

/**
 * While the score of the year is unknown, depends on `quality_provisional`: no score, or the latest known score of the two years before.
 */
export function usedScore(team: Team, year: number, rules: ScoreRules, reference: ReferenceData): UsedScore {
  const asked = scoreOfYear(team, year, rules, reference);
  if (asked.score === undefined && rules.provisional === 'LAST_KNOWN')
    for (let earlier = year - 1; earlier >= year - YEARS_BACK; earlier--) {
      const found = scoreOfYear(team, earlier, rules, reference);
      if (found.score !== undefined) return { ...found, isProvisional: true };
    }
  return { ...asked, isProvisional: false };
}

/** The rules behind the score of one year; `provisional` only decides which year is used (usedScore). */
type RulesOfYear = Omit<ScoreRules, 'provisional'>;

interface WorkedOut {
  readonly rules: RulesOfYear;
  readonly reference: ReferenceData;
  readonly score: ScoreOfYear;
}

/** Cached per team: the quarters of a year use the same score, and its fractions are long. */
const workedOut = memoisedOf((_: Team): WorkedOut[] => []);

/** w₁ × mean(socle) + w₂ × mean(à la carte) + the points of experience; no score if no socle indicator is rated. */
export function scoreOfYear(team: Team, year: number, rules: RulesOfYear, reference: ReferenceData): ScoreOfYear {
  const ofTeam = workedOut(team);
  const before = ofTeam.find(
    (one) => one.score.year === year && one.reference === reference && isSame(one.rules, rules),
  );
  if (before !== undefined) return before.score;
  const score = workOutScore(team, year, rules, reference);
  ofTeam.push({ rules, reference, score });
  return score;
}

const OF_YEAR: Readonly<Record<keyof RulesOfYear, true>> = {
  indicators: true,
  weights: true,
  experiencePoints: true,
  unrated: true,
  minimumDenominator: true,
};

function isSame(a: RulesOfYear, b: RulesOfYear): boolean {
  return (Object.keys(OF_YEAR) as (keyof RulesOfYear)[]).every((name) => a[name] === b[name]);
}

function workOutScore(team: Team, year: number, rules: RulesOfYear, { thresholds }: ReferenceData): ScoreOfYear {
  const measured: Omit<MeasuredIndicator, 'points'>[] = [];
  for (const indicator of rules.indicators.values()) {
    if (indicator.family === EXPERIENCE) continue;
    const { id, direction } = indicator;
    const result = team.quality.get(qualityKey(year, id));
    const before = team.quality.get(qualityKey(year - 1, id));
    const threshold = thresholds.get(qualityKey(year, id));
    const counting = [result, before].map((one) => (counts(one, rules) ? one : undefined));
    const rating = indicatorRating(counting[0], counting[1], threshold, direction);
    measured.push({ indicator, result, before, threshold, rating });
  }
  const rated = (family: Indicator['family']): boolean =>
    measured.some(({ indicator, rating }) => indicator.family === family && rating !== undefined);
  const weights = rated('A_LA_CARTE') ? rules.weights.with : rules.weights.without;
  const indicators = withPoints(measured, weights, rules);
  const experience = { points: rules.experiencePoints, result: team.quality.get(qualityKey(year, EXPERIENCE)) };
  const earned = indicators.map(({ rating, points }) => (rating === undefined ? ZERO : multiply(points, rating)));
  const score = rated('SOCLE') ? add(sum(earned), experiencePoints(experience)) : undefined;
  return { year, score, weights, indicators, experience };
}

/** A result with a denominator below the minimum counts as no result. */
function counts(result: QualityResult | undefined, { minimumDenominator }: RulesOfYear): boolean {
  return result !== undefined && result.denominator >= minimumDenominator;
}

/** The points of a family are shared by its rated indicators, or by all that have thresholds, by `unrated`. */
function withPoints(
  measured: readonly Omit<MeasuredIndicator, 'points'>[],
  [socle, aLaCarte]: ScoreOfYear['weights'],
  { unrated }: RulesOfYear,
): readonly MeasuredIndicator[] {
  const isShared = ({ rating, threshold }: Omit<MeasuredIndicator, 'points'>): boolean =>
    unrated === 'ZERO' ? threshold !== undefined : rating !== undefined;
  const sharing = Map.groupBy(measured.filter(isShared), ({ indicator }) => indicator.family);
  return measured.map((one) => {
    const { family } = one.indicator;
    const number = isShared(one) ? (sharing.get(family)?.length ?? 0) : 0;
    const points = number === 0 ? ZERO : divide(family === 'SOCLE' ? socle : aLaCarte, fraction(number));
    return { ...one, points };
  });
}

/** 0 if experience is not measured. */
export function experiencePoints({ points, result }: ScoreOfYear['experience']): Fraction {
  return result === undefined || result.denominator === 0
    ? ZERO
    : multiply(points, fraction(result.numerator, result.denominator));
}

/**
 * Rating of one indicator between 0 and 1; undefined when its result has a denominator of 0 or its thresholds are unknown.
 * r ≥ T: 1. I ≤ r < T: ½ + ½ (r−I)/(T−I). r < I: ½ (r−r0)/(I−r0) if r > r0, else 0. For DOWN all four signs change.
 */
export function indicatorRating(
  result: QualityResult | undefined,
  before: QualityResult | undefined,
  threshold: Threshold | undefined,
  direction: 'UP' | 'DOWN',
): Fraction | undefined {
  const r = percent(result, direction);
  if (r === undefined || threshold === undefined) return undefined;
  const intermediate = signed(threshold.intermediate, direction);
  const target = signed(threshold.target, direction);
  if (compare(r, target) >= 0) return ONE;
  if (compare(r, intermediate) >= 0)
    return add(HALF, multiply(HALF, divide(subtract(r, intermediate), subtract(target, intermediate))));
  const r0 = percent(before, direction);
  if (r0 === undefined || compare(r, r0) <= 0) return ZERO;
  return multiply(HALF, divide(subtract(r, r0), subtract(intermediate, r0)));
}

function percent(result: QualityResult | undefined, direction: 'UP' | 'DOWN'): Fraction | undefined {
  if (result === undefined || result.denominator === 0) return undefined;
  return signed(fraction(100n * BigInt(result.numerator), result.denominator), direction);
}

function signed(value: Fraction, direction: 'UP' | 'DOWN'): Fraction {
  return direction === 'UP' ? value : { numerator: -value.numerator, denominator: value.denominator };
}
