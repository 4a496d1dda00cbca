/** Line CAP: the forfait is at most a multiple of the team's former pay. Source: rules, quarterly statement, step 6. */
import { type Quarter, firstDayOf } from '#libs/kernel/day.ts';
import { type Fraction, fraction, minimum, multiply } from '#libs/kernel/fraction.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import { valueOn } from '#libs/regulation/regulation.ts';
import type { TeamQuarterSums } from '#libs/statements/rules/sums.ts';

export interface Cap {
  /** min(F, cap_rate × R), or F where nothing caps. */
  readonly capped: Fraction;
  /** Null where the text has no cap. */
  readonly rate: Fraction | null;
  /** R, cents; undefined where no reference is known, and then nothing caps. */
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

/** Where no reference revenue is known, by `cap_fallback`: the fees of the quarter's substituted acts, if positive. */
function fallback(team: Team, quarter: Quarter, sums: TeamQuarterSums): bigint | undefined {
  if (valueOn(team.scheme, 'cap_fallback', firstDayOf(quarter)) === 'NONE') return undefined;
  const fees = sums.ledger.get('SUBSTITUTED/')?.baseCents ?? 0n;
  return fees > 0n ? fees : undefined;
}
