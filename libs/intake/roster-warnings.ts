/**
 * Warnings that need complete teams, so they come after the whole import: two memberships of one doctor on one day, a credit outside every
 * statement.
 */
import { dayText } from '#libs/kernel/day.ts';
import { hasStatement, periodOfTeam } from '#libs/enrolment/statement-periods.ts';
import { type Credit, type Membership, type Team, type Teams, isTreating } from '#libs/enrolment/teams.ts';
import type { LocatedWarning } from '#libs/intake/warnings.ts';

/** For the doctors and teams of the import. */
export function rosterWarnings(
  teams: Teams,
  doctors: ReadonlySet<string>,
  creditTeams: ReadonlySet<string>,
): LocatedWarning[] {
  const overlaps = [...doctors].flatMap((rpps) => overlapping(teams.membershipsOf.get(rpps) ?? []));
  const lost = [...creditTeams].flatMap((id) => {
    const team = teams.byId.get(id);
    return team === undefined
      ? []
      : team.credits.filter((credit) => !isInStatement(team, credit)).map((credit) => creditWarning(team, credit));
  });
  return [...overlaps, ...lost];
}

function overlapping(memberships: readonly Membership[]): LocatedWarning[] {
  const asTreating = memberships.filter((membership) => isTreating(membership) && membership.until >= membership.from);
  return asTreating.flatMap((a, i) =>
    asTreating
      .slice(i + 1)
      .filter(
        (b) =>
          a.team !== b.team && a.team.scheme.family === b.team.scheme.family && a.from <= b.until && b.from <= a.until,
      )
      .map((b) => ({
        reason: {
          code: 'TWO_TEAMS',
          data: { rpps: a.rpps, teams: [a.team.id, b.team.id], day: dayText(Math.max(a.from, b.from)) },
        },
        file: 'members.csv',
        line: undefined,
      })),
  );
}

function isInStatement(team: Team, { dueOn }: Credit): boolean {
  return hasStatement(team, periodOfTeam(team, dueOn));
}

function creditWarning(team: Team, { dueOn, label }: Credit): LocatedWarning {
  const data = { team: team.id, label, dueOn: dayText(dueOn) };
  return { reason: { code: 'CREDIT_WITHOUT_STATEMENT', data }, file: 'credits.csv', line: undefined };
}
