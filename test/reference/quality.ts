import type { Fraction } from './fraction.ts';
import { add, divide, exact, less, multiply, negate, ONE, ratio, subtract, whole, ZERO } from './fraction.ts';
import type { World } from './world.ts';
import { parameter } from './world.ts';

const HALF = ratio(1n, 2n);

/** numerator/denominator of an indicator in a year; undefined where no result is known or its denominator is 0. */
function share(world: World, teamId: string, year: number, indicator: string): Fraction | undefined {
  const row = world.facts.quality.find(
    (r) => r.team_id === teamId && Number(r.year) === year && r.indicator === indicator,
  );
  if (row === undefined || BigInt(row.denominator) === 0n) return undefined;
  return ratio(BigInt(row.numerator), BigInt(row.denominator));
}

/**
 * "An indicator is rated if its result of N has a denominator > 0 and thresholds of N are known. r, r0 = 100 ×
 * numerator/denominator of N and N−1 (r0 may be missing), I intermediate, T target; for DOWN change all four signs."
 */
function rating(
  world: World,
  teamId: string,
  year: number,
  indicator: { id: string; direction: string },
): Fraction | undefined {
  const thresholds = world.facts.thresholds.find((t) => t.indicator === indicator.id && Number(t.year) === year);
  const now = share(world, teamId, year, indicator.id);
  const before = share(world, teamId, year - 1, indicator.id);
  if (thresholds === undefined || now === undefined) return undefined;
  const sign = (value: Fraction): Fraction => (indicator.direction === 'DOWN' ? negate(value) : value);
  const percent = whole(100);
  const r = sign(multiply(percent, now));
  const r0 = before === undefined ? undefined : sign(multiply(percent, before));
  const I = sign(exact(thresholds.intermediate));
  const T = sign(exact(thresholds.target));
  // "r ≥ T: 1."
  if (!less(r, T)) return ONE;
  // "I ≤ r < T: ½ + ½ (r−I)/(T−I)."
  if (!less(r, I)) return add(HALF, multiply(HALF, divide(subtract(r, I), subtract(T, I))));
  // "r < I: ½ (r−r0)/(I−r0) if r > r0, else 0 (0 if r0 is missing)."
  if (r0 === undefined || !less(r0, r)) return ZERO;
  return multiply(HALF, divide(subtract(r, r0), subtract(I, r0)));
}

function mean(values: Fraction[]): Fraction {
  return values.length === 0 ? ZERO : divide(values.reduce(add, ZERO), whole(values.length));
}

/**
 * "Score = w₁ × mean(rated socle) + w₂ × mean(rated à la carte) + experience_points × numerator/denominator of
 * EXPERIENCE of N (0 if absent or denominator 0; it needs no thresholds), with quality_weights.with if an à la carte
 * indicator is rated, else .without. No rated socle indicator: no score."
 * The parameters are those of `day`, the first day of the statement's period.
 */
export function qualityScore(
  world: World,
  teamId: string,
  year: number,
  scheme: string,
  day: string,
): Fraction | undefined {
  const rated = (family: string): Fraction[] =>
    world.regulation.indicators
      .filter((indicator) => indicator.family === family)
      .map((indicator) => rating(world, teamId, year, indicator))
      .filter((value) => value !== undefined);
  const socle = rated('SOCLE');
  const aLaCarte = rated('A_LA_CARTE');
  if (socle.length === 0) return undefined;
  const weights = parameter(world, scheme, 'quality_weights', day) as Record<'with' | 'without', unknown[]>;
  const [w1, w2] = aLaCarte.length > 0 ? weights.with : weights.without;
  const points = exact(parameter(world, scheme, 'experience_points', day));
  const experience = share(world, teamId, year, 'EXPERIENCE') ?? ZERO;
  const base = add(multiply(exact(w1), mean(socle)), multiply(exact(w2), mean(aLaCarte)));
  return add(base, multiply(points, experience));
}
