/** Line CAP: the forfait is at most a multiple of the team's former pay. Source: rules, quarterly statement, step 6. */
import { type Quarter, firstDayOf } from '#libs/kernel/day.ts';
import { type Fraction, fraction, minimum, multiply } from '#libs/kernel/fraction.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import { valueOn } from '#libs/regulation/regulation.ts';
import type { TeamQuarterSums } from '#libs/statements/rules/sums.ts';

interface Cap {
  /** min(F, cap_rate × R), or F without a cap. */
  readonly capped: Fraction;
  /** Null when the text has no cap. */
  readonly rate: Fraction | null;
  /** R, cents; undefined if unknown: then there is no cap. */
  readonly referenceCents: bigint | undefined;
}

export function cap(team: Team, quarter: Quarter, forfait: Fraction, sums: TeamQuarterSums): Cap {
  const rate = valueOn(team.scheme, 'cap_rate', firstDayOf(quarter));
  const referenceCents = team.revenueCents.get(quarter) ?? fallback(team, quarter, sums);
  const applies = rate !== null && referenceCents !== undefined;
  return {
    capped: applies ? minimum(forfait, multiply(rate, fraction(referenceCents))) : forfait,
    rate,
    referenceCents,
  };
}

/** Replaces an unknown reference revenue, by `cap_fallback`: the fees of the substituted acts of the quarter, if positive. */
function fallback(team: Team, quarter: Quarter, sums: TeamQuarterSums): bigint | undefined {
  if (valueOn(team.scheme, 'cap_fallback', firstDayOf(quarter)) === 'NONE') return undefined;
  const fees = sums.ledger.get('SUBSTITUTED/')?.baseCents ?? 0n;
  return fees > 0n ? fees : undefined;
}
