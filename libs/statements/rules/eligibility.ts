/**
 * Flags ELIGIBILITY_PROFESSIONALS and ELIGIBILITY_PATIENTS: the team has fewer than the text asks. They never change an amount.
 * Source: rules, "Flags".
 */
import type { Day } from '#libs/kernel/day.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import { valueOn } from '#libs/regulation/regulation.ts';
import type { Flag } from '#libs/statements/rules/statement.ts';
import type { Rules } from '#libs/statements/rules/versions.ts';

/** A flag if `patients` is below the required number, or equal to it when its boundary is gt. */
export function patientFlags(team: Team, day: Day, patients: number, { boundaryUnlessNamed }: Rules): Flag[] {
  const { patients: asked, boundary = boundaryUnlessNamed[team.scheme.family] } = valueOn(
    team.scheme,
    'eligibility',
    day,
  );
  return patients < asked || (boundary === 'gt' && patients === asked) ? ['ELIGIBILITY_PATIENTS'] : [];
}

/**
 * Counts distinct professionals with an active membership on the day. A professional counts in each profession of these memberships,
 * and once in `professionals`, which counts GP and NURSE together.
 */
export function professionalFlags(team: Team, day: Day): Flag[] {
  const asked = valueOn(team.scheme, 'eligibility', day);
  const active = team.members.filter(({ from, until }) => from <= day && until >= day);
  const count = (...professions: readonly string[]): number =>
    new Set(active.filter(({ profession }) => professions.includes(profession)).map(({ rpps }) => rpps)).size;
  const tooFew =
    count('GP', 'NURSE') < asked.professionals ||
    [...asked.byProfession].some(([profession, least]) => count(profession) < least);
  return tooFew ? ['ELIGIBILITY_PROFESSIONALS'] : [];
}
