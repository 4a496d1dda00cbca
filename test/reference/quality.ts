import type { Fraction } from './fraction.ts';
import { add, divide, exact, less, multiply, negate, ONE, ratio, subtract, whole, ZERO } from './fraction.ts';
import type { World } from './world.ts';
import { parameter } from './world.ts';

const HALF = ratio(1n, 2n);

/**
 * numerator/denominator of an indicator in a year. "A result counts if its denominator is > 0 and at least minimum_denominator; with less it
 * is as if it were not there, in N and in N−1."
 */
function share(world: World, teamId: string, year: number, indicator: string, least: bigint): Fraction | undefined {
  const row = world.facts.quality.find(
    (r) => r.team_id === teamId && Number(r.year) === year && r.indicator === indicator,
  );
  if (row === undefined || BigInt(row.denominator) === 0n || BigInt(row.denominator) < least) return undefined;
  return ratio(BigInt(row.numerator), BigInt(row.denominator));
}

/** Whether thresholds of the year are known. */
function thresholdsOf(world: World, indicator: string, year: number) {
  return world.facts.thresholds.find((t) => t.indicator === indicator && Number(t.year) === year);
}

/**
 * "An indicator is rated if it has a result of N that counts and thresholds of N are known. r, r0 = 100 ×
 * numerator/denominator of N and N−1 (r0 may be missing), I intermediate, T target; for DOWN change all four signs."
 */
function rating(
  world: World,
  teamId: string,
  year: number,
  indicator: { id: string; direction: string },
  least: bigint,
): Fraction | undefined {
  const thresholds = thresholdsOf(world, indicator.id, year);
  const now = share(world, teamId, year, indicator.id, least);
  const before = share(world, teamId, year - 1, indicator.id, least);
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
 * "Score = w₁ × mean(socle) + w₂ × mean(à la carte) + experience_points × numerator/denominator of EXPERIENCE of N (0 if absent or
 * denominator 0; it needs no thresholds and no least denominator), with quality_weights.with if an à la carte indicator is rated, else
 * .without. No rated socle indicator: no score. Both hold whatever unrated is."
 * The parameters are those of `day`, the first day of the statement's period.
 */
export function scoreOfYear(
  world: World,
  teamId: string,
  year: number,
  scheme: string,
  day: string,
): Fraction | undefined {
  const value = (name: string): unknown => parameter(world, scheme, name, day);
  const least = BigInt(String(value('minimum_denominator')));
  const family = (name: string) =>
    world.regulation.indicators
      .filter((indicator) => indicator.family === name)
      .map((indicator) => ({
        rating: rating(world, teamId, year, indicator, least),
        hasThresholds: thresholdsOf(world, indicator.id, year) !== undefined,
      }));
  const isRated = (name: string): boolean => family(name).some((one) => one.rating !== undefined);
  // "The mean is over the rated indicators of the family (unrated IGNORE), or over all indicators of the family in
  // parameters.json that have thresholds of N, each unrated one counting 0 (ZERO)."
  const meanOf = (name: string): Fraction =>
    mean(
      value('unrated') === 'ZERO'
        ? family(name)
            .filter((one) => one.hasThresholds)
            .map((one) => one.rating ?? ZERO)
        : family(name)
            .map((one) => one.rating)
            .filter((one) => one !== undefined),
    );
  if (!isRated('SOCLE')) return undefined;
  const weights = value('quality_weights') as Record<'with' | 'without', unknown[]>;
  const [w1, w2] = isRated('A_LA_CARTE') ? weights.with : weights.without;
  const points = exact(value('experience_points'));
  const experience = share(world, teamId, year, 'EXPERIENCE', 0n) ?? ZERO;
  const base = add(multiply(exact(w1), meanOf('SOCLE')), multiply(exact(w2), meanOf('A_LA_CARTE')));
  return add(base, multiply(points, experience));
}

/**
 * "Where it has no score, by quality_provisional: NONE: there is none, with flag QUALITY_MISSING. LAST_KNOWN: of the two years before the
 * year asked for, the score of the later one that has any (with the parameters of the statement's date) takes its place in everything, the
 * gate included, with flag QUALITY_PROVISIONAL and without QUALITY_MISSING; if neither has one, as NONE."
 */
export function qualityScore(
  world: World,
  teamId: string,
  year: number,
  { scheme, day, flags }: { scheme: string; day: string; flags: Set<string> },
): Fraction | undefined {
  const asked = scoreOfYear(world, teamId, year, scheme, day);
  if (asked !== undefined) return asked;
  if (parameter(world, scheme, 'quality_provisional', day) === 'LAST_KNOWN') {
    const earlier =
      scoreOfYear(world, teamId, year - 1, scheme, day) ?? scoreOfYear(world, teamId, year - 2, scheme, day);
    if (earlier !== undefined) {
      flags.add('QUALITY_PROVISIONAL');
      return earlier;
    }
  }
  flags.add('QUALITY_MISSING');
  return undefined;
}
