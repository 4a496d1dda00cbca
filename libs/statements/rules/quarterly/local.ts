/** Line LOCAL: modulation by the poverty rate of the team's commune. Source: rules, quarterly statement, step 4. */
import { type Quarter, firstDayOf, yearOfQuarter } from '#libs/kernel/day.ts';
import { type Fraction, ONE, compare } from '#libs/kernel/fraction.ts';
import type { ReferenceData } from '#libs/enrolment/reference-data.ts';
import { type Team, rowOn } from '#libs/enrolment/teams.ts';
import { valueOn } from '#libs/regulation/regulation.ts';

export interface LocalFactorFound {
  readonly factor: Fraction;
  /** Percent; undefined if no rate is known, which is not a rate of zero. */
  readonly povertyRate: Fraction | undefined;
}

/** T: the latest of the commune's known rows with year ≤ the quarter's; then the band with the greatest lower bound ≤ it. */
export function localFactor(team: Team, quarter: Quarter, { povertyRates }: ReferenceData): LocalFactorFound {
  const first = firstDayOf(quarter);
  const { bands, missing } = valueOn(team.scheme, 'local_factor', first);
  const rates = povertyRates.get(rowOn(team, first)?.commune ?? '') ?? [];
  const povertyRate = rates.findLast(({ year }) => year <= yearOfQuarter(quarter))?.rate;
  if (povertyRate === undefined) return { factor: missing, povertyRate };
  return { factor: bands.findLast(({ from }) => compare(from, povertyRate) <= 0)?.factor ?? ONE, povertyRate };
}
