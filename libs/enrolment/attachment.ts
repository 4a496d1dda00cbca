/**
 * Attachment: a patient is on the list of the team of the treating doctor, and moves with the doctor.
 * Source: rules, "Who belongs to whom", Attached and Listed.
 */
import { type Day, type Quarter, firstDayOf, lastDayOf } from '#libs/kernel/day.ts';
import { memoisedPer } from '#libs/kernel/memo.ts';
import { type Patient, declarationOn, isAliveOn } from '#libs/enrolment/patient.ts';
import type { Team, Teams, TeamsOfProfessional } from '#libs/enrolment/teams.ts';
import type { Family } from '#libs/regulation/families.ts';
import { valueOn } from '#libs/regulation/regulation.ts';

/** The family whose teams have a patient list each quarter: their forfait replaces acts. */
export const LISTING_FAMILY: Family = 'SUBSTITUTIVE';

/** A patient and the treating doctors in a family of schemes. */
export interface Attachment {
  readonly patient: Patient;
  /** The declarations, ascending by day; empty if none of the doctors was ever in a team of the family. */
  readonly declared: readonly Declared[];
  readonly teams: Teams;
}

interface Declared {
  readonly declaredOn: Day;
  /** The doctor in the teams of the family; undefined if the doctor was never in one. */
  readonly doctor: TeamsOfProfessional | undefined;
}

const NONE: readonly never[] = [];

export function attachmentOf(patient: Patient, family: Family, teams: Teams): Attachment {
  const treating = teams.actingIn[family].TREATING;
  const isPossible = patient.declarations.some(({ rpps }) => treating.has(rpps));
  return { patient, declared: isPossible ? declaredTo(patient, treating) : NONE, teams };
}

function declaredTo(
  { declarations }: Patient,
  treating: ReadonlyMap<string, TeamsOfProfessional>,
): readonly Declared[] {
  return declarations.map(({ declaredOn, rpps }) => ({ declaredOn, doctor: treating.get(rpps) }));
}

/** Whether one of the treating doctors was ever in a team of the family. Otherwise the patient is never on a list of it. */
export function mayBeAttached({ declared }: Attachment): boolean {
  return declared.length > 0;
}

/** The team a patient is attached to on a day: the team of the treating doctor. */
export function attachedTo({ patient, declared }: Attachment, day: Day): Team | undefined {
  if (!isAliveOn(patient, day)) return undefined;
  return declarationOn(declared, day)?.doctor?.on(day);
}

/** The lists of a patient in one quarter. */
export interface Listing {
  /** The team that lists the patient for the whole quarter: attached on the first day, with presence FIRST_DAY. */
  readonly wholeQuarter: Team | undefined;
  readonly quarter: Quarter;
}

export function listingOf(attachment: Attachment, quarter: Quarter): Listing {
  const team = attachedTo(attachment, firstDayOf(quarter));
  return { quarter, wholeQuarter: team !== undefined && presenceIs('FIRST_DAY', team, quarter) ? team : undefined };
}

/**
 * The team that lists the patient on a day of the quarter: the team of the first day if its presence is FIRST_DAY, otherwise the team
 * of the day if its presence is DAYS.
 */
export function listedBy(attachment: Attachment, day: Day, listing: Listing): Team | undefined {
  if (listing.wholeQuarter !== undefined) return listing.wholeQuarter;
  if (!countsDays(attachment.teams, listing.quarter)) return undefined;
  const team = attachedTo(attachment, day);
  return team !== undefined && presenceIs('DAYS', team, listing.quarter) ? team : undefined;
}

/** Days of the quarter on which each team lists the patient; empty when a team lists the patient for the whole quarter. */
export function listedDays(attachment: Attachment, listing: Listing): ReadonlyMap<Team, number> {
  const days = new Map<Team, number>();
  if (listing.wholeQuarter !== undefined || !countsDays(attachment.teams, listing.quarter)) return days;
  const end = lastDayOf(listing.quarter) + 1;
  const changes = daysOfChange(attachment, listing.quarter);
  changes.forEach((from, i) => {
    const team = listedBy(attachment, from, listing);
    if (team !== undefined) days.set(team, (days.get(team) ?? 0) + (changes[i + 1] ?? end) - from);
  });
  return days;
}

/** The first day of the quarter, and each later day on which the attachment can change, ascending. */
function daysOfChange({ patient, declared }: Attachment, quarter: Quarter): readonly Day[] {
  const [first, last] = [firstDayOf(quarter), lastDayOf(quarter)];
  const days = new Set<Day>([first]);
  const note = (day: Day): void => {
    if (day > first && day <= last) days.add(day);
  };
  if (patient.person === undefined) return [first];
  note(patient.person.birth);
  note(patient.person.diedOn);
  for (const { declaredOn, doctor } of declared) {
    if (declaredOn > last) continue;
    note(declaredOn);
    for (const { from, until } of doctor?.memberships ?? NONE) {
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
