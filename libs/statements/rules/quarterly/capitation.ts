/** Line CAPITATION: the yearly amounts of the patients on the list, for a quarter. Source: rules, quarterly statement, step 2. */
import { type Quarter, firstDayOf } from '#libs/kernel/day.ts';
import { type Fraction, divide, fraction, multiply, sum } from '#libs/kernel/fraction.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import { valueOn } from '#libs/regulation/regulation.ts';
import { presenceDays } from '#libs/statements/rules/quarterly/presence.ts';
import type { TeamQuarterSums } from '#libs/statements/rules/sums.ts';

const QUARTERS_OF_YEAR = 4;

/** G = Σ grid(profile) / 4 × comorbidity factor × presence, cents. */
export function capitation(team: Team, quarter: Quarter, { weightedCents }: TeamQuarterSums): Fraction {
  return termOfG(team, quarter, weightedCents);
}

/** The same of any sums of yearly cents × days of presence, by comorbidity 0, 1, 2 or more. */
export function termOfG(team: Team, quarter: Quarter, weighted: TeamQuarterSums['weightedCents']): Fraction {
  const [none, one, more] = valueOn(team.scheme, 'comorbidity_factor', firstDayOf(quarter));
  const [ofNone, ofOne, ofMore] = weighted;
  const all = sum([multiply(fraction(ofNone), none), multiply(fraction(ofOne), one), multiply(fraction(ofMore), more)]);
  return divide(all, fraction(QUARTERS_OF_YEAR * presenceDays(team, quarter)));
}
