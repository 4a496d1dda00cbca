/** Line STARTUP_CREDIT: credits due within the period. Source: rules, steps 6 to 8, and yearly statement. */
import type { Day } from '#libs/kernel/day.ts';
import type { Credit, Team } from '#libs/enrolment/teams.ts';

export function creditsDue(team: Team, first: Day, last: Day): readonly Credit[] {
  return team.credits.filter(({ dueOn }) => dueOn >= first && dueOn <= last);
}

export function startupCredit(credits: readonly Credit[]): bigint {
  return credits.reduce((total, { amountCents }) => total + amountCents, 0n);
}
