/** Line CAPITATION: the yearly amounts of the patients on the list, for a quarter. Source: rules, quarterly statement, step 2. */
import { type Quarter, firstDayOf } from '#libs/kernel/day.ts';
import { type Fraction, divide, fraction, multiply, sum } from '#libs/kernel/fraction.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import { valueOn } from '#libs/regulation/regulation.ts';
import { presenceDays } from '#libs/statements/rules/quarterly/presence.ts';
import type { TeamQuarterSums } from '#libs/statements/rules/sums.ts';

const QUARTERS_OF_YEAR = 4;

/** G = Σ grid(profile) / 4 × comorbidity factor × presence, cents. */
export function capitation(team: Team, quarter: Quarter, sums: TeamQuarterSums): Fraction {
  const [none, one, more] = valueOn(team.scheme, 'comorbidity_factor', firstDayOf(quarter));
  const [weightedNone, weightedOne, weightedMore] = sums.weightedCents.map((cents) => fraction(cents)) as [
    Fraction,
    Fraction,
    Fraction,
  ];
  const weighted = sum([multiply(weightedNone, none), multiply(weightedOne, one), multiply(weightedMore, more)]);
  return divide(weighted, fraction(QUARTERS_OF_YEAR * presenceDays(team, quarter)));
}
