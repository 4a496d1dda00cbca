/** The distance of an indicator's result from its next threshold, and its change since the year before. */
import type { Threshold } from '#libs/enrolment/reference-data.ts';
import type { QualityResult } from '#libs/enrolment/teams.ts';
import { type Fraction, HALF, ONE, compare, divide, fraction, multiply, subtract } from '#libs/kernel/fraction.ts';
import type { Indicator } from '#libs/regulation/regulation.ts';

/** The threshold to reach next. */
type Level = 'INTERMEDIATE' | 'TARGET';

export interface NextRating {
  readonly level: Level;
  /** Percent. */
  readonly threshold: Fraction;
  /** The rating of a result on the threshold: ½, or 1 at the target. */
  readonly rating: Fraction;
  /** Points of percentage to go; never negative. */
  readonly pointsAway: Fraction;
  /** The number by which the numerator must grow, or shrink if less is better, with the same denominator. */
  readonly casesAway: bigint;
}

/** BETTER and WORSE by the direction of the indicator: fewer avoidable stays are better. */
type Trend = 'BETTER' | 'SAME' | 'WORSE';

export interface ResultChange {
  readonly trend: Trend;
  /** Percentage points since the year before; negative if the result fell, whatever the direction of the indicator. */
  readonly points: Fraction;
}

const HUNDRED = fraction(100);

/** Percent; undefined without a denominator. */
function percentOf(result: QualityResult | undefined): Fraction | undefined {
  return result === undefined || result.denominator === 0
    ? undefined
    : multiply(HUNDRED, fraction(result.numerator, result.denominator));
}

/** Undefined at the target, and if there is no rating to start from. */
export function nextRating(
  result: QualityResult | undefined,
  threshold: Threshold | undefined,
  rating: Fraction | undefined,
): NextRating | undefined {
  const reached = percentOf(result);
  if (result === undefined || reached === undefined || threshold === undefined || rating === undefined)
    return undefined;
  if (compare(rating, ONE) >= 0) return undefined;
  const { intermediate, target } = threshold;
  const isNext = compare(rating, HALF) < 0 && compare(intermediate, target) !== 0;
  const level = isNext ? 'INTERMEDIATE' : 'TARGET';
  const next = isNext ? intermediate : target;
  const pointsAway = distance(next, reached);
  return {
    level,
    threshold: next,
    rating: isNext ? HALF : ONE,
    pointsAway,
    casesAway: ceiling(multiply(pointsAway, fraction(result.denominator, 100))),
  };
}

/** Undefined if one of the two years has no result. */
export function changeSince(
  result: QualityResult | undefined,
  before: QualityResult | undefined,
  direction: Indicator['direction'],
): ResultChange | undefined {
  const [now, then] = [percentOf(result), percentOf(before)];
  if (now === undefined || then === undefined) return undefined;
  const moved = compare(now, then) * (direction === 'UP' ? 1 : -1);
  return { trend: moved > 0 ? 'BETTER' : moved < 0 ? 'WORSE' : 'SAME', points: subtract(now, then) };
}

/** A result exactly on a threshold, with a denominator that counts. */
export function resultOn({ threshold }: NextRating, leastDenominator: number): QualityResult {
  const { numerator, denominator } = divide(threshold, HUNDRED);
  const times = Math.max(1, Math.ceil(leastDenominator / Number(denominator)));
  return { numerator: Number(numerator) * times, denominator: Number(denominator) * times };
}

function distance(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) >= 0 ? subtract(a, b) : subtract(b, a);
}

function ceiling({ numerator, denominator }: Fraction): bigint {
  return (numerator + denominator - 1n) / denominator;
}
