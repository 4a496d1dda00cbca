/**
 * Attachment: through his treating doctor a patient is on the list of a team, and the list moves with the doctor.
 * Source: rules, "Who belongs to whom", Attached and Listed.
 */
import { type Day, type Quarter, firstDayOf, lastDayOf } from '#libs/kernel/day.ts';
import { memoisedPer } from '#libs/kernel/memo.ts';
import { type Patient, isAliveOn, treatingDoctorOn } from '#libs/enrolment/patient.ts';
import { type Team, type Teams, teamOf } from '#libs/enrolment/teams.ts';
import type { Family } from '#libs/regulation/families.ts';
import { valueOn } from '#libs/regulation/regulation.ts';

/** The family whose teams have a patient list each quarter: their forfait replaces acts. */
export const LISTING_FAMILY: Family = 'SUBSTITUTIVE';

/** The team a patient is attached to on a day, in a family. */
export function attachedTo(patient: Patient, day: Day, family: Family, teams: Teams): Team | undefined {
  if (!isAliveOn(patient, day)) return undefined;
  const doctor = treatingDoctorOn(patient, day);
  return doctor === undefined ? undefined : teamOf(teams, doctor, day, family, 'TREATING');
}

/** Whether one of the treating doctors was ever in a team of the family. Otherwise the patient is not on a list of it, on any day. */
export function mayBeAttached(patient: Patient, family: Family, teams: Teams): boolean {
  const professionals = teams.professionalsOf.get(family);
  return professionals !== undefined && patient.declarations.some(({ rpps }) => professionals.has(rpps));
}

/** The lists of a patient in one quarter. */
export interface Listing {
  /** The team that lists the patient for the whole quarter: attached on the first day, with presence FIRST_DAY. */
  readonly wholeQuarter: Team | undefined;
  readonly quarter: Quarter;
}

export function listingOf(patient: Patient, quarter: Quarter, teams: Teams): Listing {
  const team = attachedTo(patient, firstDayOf(quarter), LISTING_FAMILY, teams);
  return { quarter, wholeQuarter: team !== undefined && presenceIs('FIRST_DAY', team, quarter) ? team : undefined };
}

/**
 * The team that lists the patient on a day of the quarter: the team of the first day if its presence is FIRST_DAY, otherwise the team
 * of the day if its presence is DAYS.
 */
export function listedBy(patient: Patient, day: Day, listing: Listing, teams: Teams): Team | undefined {
  if (listing.wholeQuarter !== undefined) return listing.wholeQuarter;
  if (!countsDays(teams, listing.quarter)) return undefined;
  const team = attachedTo(patient, day, LISTING_FAMILY, teams);
  return team !== undefined && presenceIs('DAYS', team, listing.quarter) ? team : undefined;
}

/** Days of the quarter on which each team lists the patient; empty when a team lists the patient for the whole quarter. */
export function listedDays(patient: Patient, listing: Listing, teams: Teams): ReadonlyMap<Team, number> {
  const days = new Map<Team, number>();
  if (listing.wholeQuarter !== undefined || !countsDays(teams, listing.quarter)) return days;
  const end = lastDayOf(listing.quarter) + 1;
  const changes = daysOfChange(patient, listing.quarter, teams);
  changes.forEach((from, i) => {
    const team = listedBy(patient, from, listing, teams);
    if (team !== undefined) days.set(team, (days.get(team) ?? 0) + (changes[i + 1] ?? end) - from);
  });
  return days;
}

/** The first day of the quarter, and each later day on which the attachment can change, ascending. */
function daysOfChange(patient: Patient, quarter: Quarter, teams: Teams): readonly Day[] {
  const [first, last] = [firstDayOf(quarter), lastDayOf(quarter)];
  const days = new Set<Day>([first]);
  const note = (day: Day): void => {
    if (day > first && day <= last) days.add(day);
  };
  if (patient.person === undefined) return [first];
  note(patient.person.birth);
  note(patient.person.diedOn);
  for (const { rpps, declaredOn } of patient.declarations) {
    if (declaredOn > last) continue;
    note(declaredOn);
    for (const { from, until } of teams.membershipsOf.get(rpps) ?? []) {
      note(from);
      note(until + 1);
    }
  }
  return [...days].sort((a, b) => a - b);
}

/** Whether any team counts presence by days in a quarter. */
const countsDays = memoisedPer(({ byId }: Teams, quarter: Quarter): boolean =>
  [...byId.values()].some(
    (team) =>
      team.scheme.family === LISTING_FAMILY &&
      team.phaseOfQuarter(quarter) !== undefined &&
      presenceIs('DAYS', team, quarter),
  ),
);

function presenceIs(presence: 'FIRST_DAY' | 'DAYS', team: Team, quarter: Quarter): boolean {
  return valueOn(team.scheme, 'presence', firstDayOf(quarter)) === presence;
}
