/** The quarters whose statements use a score, so that no other sums are made. */
import type { Team } from '#libs/enrolment/teams.ts';
import type { Day } from '#libs/kernel/day.ts';
import { type QuarterRange, periodOn, quartersOf, rangeOfPeriods } from '#libs/kernel/period.ts';
import type { RatedYears } from '#libs/quality/rated-years.ts';
import { periodsOfScore } from '#libs/statements/indicators/followed.ts';

/** Without teams, a range without quarters. */
export function rangeOfScores(teams: readonly (readonly [Team, RatedYears])[], day: Day): QuarterRange {
  const periods = teams.flatMap(([team, { scores }]) => scores.flatMap(({ year }) => periodsOfScore(team, year, day)));
  return rangeOfPeriods(periods) ?? nothingFrom(quartersOf(periodOn('QUARTER', day)));
}

export function nothingFrom({ from }: QuarterRange): QuarterRange {
  return { from, to: from - 1 };
}
