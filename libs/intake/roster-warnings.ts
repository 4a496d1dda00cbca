/**
 * Warnings that need the teams whole, so they are given when everything of an import is in: two memberships of one doctor on
 * one day, a credit that falls into no statement.
 */
import { dayText } from '#libs/kernel/day.ts';
import { hasStatement, periodOfTeam } from '#libs/enrolment/statement-periods.ts';
import { type Credit, type Membership, type Team, type Teams, isTreating } from '#libs/enrolment/teams.ts';
import type { Warning } from '#libs/intake/faults.ts';
import { masked } from '#libs/intake/identifiers.ts';

/** Of the doctors and teams that the import was about. */
export function rosterWarnings(
  teams: Teams,
  doctors: ReadonlySet<string>,
  creditTeams: ReadonlySet<string>,
): Warning[] {
  const overlaps = [...doctors].flatMap((rpps) => overlapping(teams.membershipsOf.get(rpps) ?? []));
  const lost = [...creditTeams].flatMap((id) => {
    const team = teams.byId.get(id);
    return team === undefined
      ? []
      : team.credits.filter((credit) => !isInStatement(team, credit)).map((credit) => creditWarning(team, credit));
  });
  return [...overlaps, ...lost];
}

function overlapping(memberships: readonly Membership[]): Warning[] {
  const asTreating = memberships.filter((membership) => isTreating(membership) && membership.until >= membership.from);
  return asTreating.flatMap((a, i) =>
    asTreating
      .slice(i + 1)
      .filter(
        (b) =>
          a.team !== b.team && a.team.scheme.family === b.team.scheme.family && a.from <= b.until && b.from <= a.until,
      )
      .map((b): Warning => {
        const day = dayText(Math.max(a.from, b.from));
        return {
          code: 'TWO_TEAMS',
          file: 'members.csv',
          line: undefined,
          sentence: `le médecin ${a.rpps} est membre de ${masked(a.team.id)} et de ${masked(b.team.id)} le ${day} ; l'adhésion la plus récente l'emporte, puis le plus petit identifiant.`,
        };
      }),
  );
}

function isInStatement(team: Team, { dueOn }: Credit): boolean {
  return hasStatement(team, periodOfTeam(team, dueOn));
}

function creditWarning(team: Team, { dueOn, label }: Credit): Warning {
  return {
    code: 'CREDIT_WITHOUT_STATEMENT',
    file: 'credits.csv',
    line: undefined,
    sentence: `le crédit « ${masked(label)} » de ${masked(team.id)} dû le ${dayText(dueOn)} ne tombe dans aucun décompte ; vérifiez sa date ou la phase de l'équipe.`,
  };
}
