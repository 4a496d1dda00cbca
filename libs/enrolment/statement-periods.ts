/**
 * The periods for which a team has a statement, by the family of its scheme.
 * Source: rules, "Quarterly statement" and "Yearly statement, IPEP".
 */
import type { Day } from '#libs/kernel/day.ts';
import { type Period, firstDayOfPeriod, lastDayOfPeriod, nextPeriod, periodOn } from '#libs/kernel/period.ts';
import { type Team, phaseOn } from '#libs/enrolment/teams.ts';
import { traitsOf } from '#libs/regulation/families.ts';

const ACTIVE = 'ACTIVE';

/** Whether the team has a statement for the period. False for a period of another kind than the family uses. */
export function hasStatement(team: Team, period: Period): boolean {
  const { period: kind, requires } = traitsOf(team.scheme);
  if (period.kind !== kind) return false;
  const first = firstDayOfPeriod(period);
  if (requires === 'IN_EXPERIMENT_ON_FIRST_DAY') return phaseOn(team, first) !== undefined;
  return phaseOn(team, first) === ACTIVE && phaseOn(team, lastDayOfPeriod(period)) === ACTIVE;
}

/** The period of the team that contains a day: a quarter or a year. */
export function periodOfTeam({ scheme }: Team, day: Day): Period {
  return periodOn(traitsOf(scheme).period, day);
}

/** The periods that can be calculated on a day, ascending: quarters that have begun, years that have ended. */
export function periodsCalculable(team: Team, asOf: Day): readonly Period[] {
  const begun = team.phases[0]?.from;
  if (begun === undefined) return [];
  const { calculable } = traitsOf(team.scheme);
  const isCalculable = (period: Period): boolean =>
    calculable === 'FROM_FIRST_DAY' ? firstDayOfPeriod(period) <= asOf : lastDayOfPeriod(period) < asOf;
  const periods: Period[] = [];
  for (let period = periodOfTeam(team, begun); isCalculable(period); period = nextPeriod(period))
    if (hasStatement(team, period)) periods.push(period);
  return periods;
}
