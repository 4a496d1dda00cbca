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
  mean,
  multiply,
  subtract,
} from '#libs/kernel/fraction.ts';
import type { Day } from '#libs/kernel/day.ts';
import type { ReferenceData, Threshold } from '#libs/enrolment/reference-data.ts';
import { type QualityResult, type Team, qualityKey } from '#libs/enrolment/teams.ts';
import { type Indicator, type Regulation, type Scheme, valueOn } from '#libs/regulation/regulation.ts';
import type { QualityWeights } from '#libs/regulation/values.ts';

/** What the regulation says of the score. */
interface ScoreRules {
  readonly indicators: Iterable<Indicator>;
  readonly weights: QualityWeights;
  readonly experiencePoints: Fraction;
}

const EXPERIENCE = 'EXPERIENCE';

/** The rules of the score as they are on a day. */
export function scoreRulesOn(scheme: Scheme, day: Day, { indicators }: Pick<Regulation, 'indicators'>): ScoreRules {
  return {
    indicators: indicators.values(),
    weights: valueOn(scheme, 'quality_weights', day),
    experiencePoints: valueOn(scheme, 'experience_points', day),
  };
}

/** The score of a year; undefined when no socle indicator is rated. */
export function qualityScore(
  team: Team,
  year: number,
  { indicators, weights, experiencePoints }: ScoreRules,
  { thresholds }: ReferenceData,
): Fraction | undefined {
  const rated = { SOCLE: [] as Fraction[], A_LA_CARTE: [] as Fraction[] };
  for (const { id, family, direction } of indicators) {
    if (family === EXPERIENCE) continue;
    const rating = indicatorRating(
      team.quality.get(qualityKey(year, id)),
      team.quality.get(qualityKey(year - 1, id)),
      thresholds.get(qualityKey(year, id)),
      direction,
    );
    if (rating !== undefined) rated[family].push(rating);
  }
  if (rated.SOCLE.length === 0) return undefined;
  const [socle, aLaCarte] = rated.A_LA_CARTE.length > 0 ? weights.with : weights.without;
  const measured = multiply(socle, mean(rated.SOCLE));
  const chosen = rated.A_LA_CARTE.length > 0 ? multiply(aLaCarte, mean(rated.A_LA_CARTE)) : ZERO;
  return add(add(measured, chosen), experience(team, year, experiencePoints));
}

/** Points for patient experience, which has no thresholds; 0 when it is not measured. */
function experience(team: Team, year: number, points: Fraction): Fraction {
  const result = team.quality.get(qualityKey(year, EXPERIENCE));
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
