/**
 * What one patient adds to each team and period. Pure, so that a team's sums do not depend on the order in which, or on how
 * many machines, the patients are taken; and so that one patient's part can be taken out and put back.
 */
import { type Quarter, daysOf, firstDayOf, quarterOf } from '#libs/kernel/day.ts';
import { type LedgerEntry, isInOptionOf, ledgerEntries } from '#libs/acts/act-ledger.ts';
import { type Listing, listedDays, listingOf, mayBeAttached } from '#libs/enrolment/attachment.ts';
import type { Dossier } from '#libs/enrolment/dossier.ts';
import { type Patient, aldCountOn, patientAsKnown, profileOn } from '#libs/enrolment/patient.ts';
import { type Team, rowOn } from '#libs/enrolment/teams.ts';
import type { Horizon } from '#libs/enrolment/versions.ts';
import { valueOn } from '#libs/regulation/regulation.ts';
import { type GroupYearShare, groupYearShares } from '#libs/spending/group-year.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';

export interface PresenceShare {
  readonly team: string;
  readonly quarter: Quarter;
  /** Days listed, of the days of the quarter; 1 of 1 where presence is told by the first day. */
  readonly days: number;
  /** Of his profile in the grid, cents. */
  readonly yearlyCents: bigint;
  /** 0, 1, or 2 for more: index of the comorbidity factor. */
  readonly comorbidity: 0 | 1 | 2;
}

export interface Contribution {
  readonly presences: readonly PresenceShare[];
  readonly entries: readonly LedgerEntry[];
  readonly years: readonly GroupYearShare[];
}

export function contribution(dossier: Dossier, frame: Frame, horizon?: Horizon): Contribution {
  const patient = patientAsKnown(dossier, frame.known, horizon);
  const listing = listings(patient, frame);
  const presences: PresenceShare[] = [];
  if (patient.person !== undefined && mayBeAttached(patient, 'SUBSTITUTIVE', frame.teams))
    for (let quarter = frame.quarters.from; quarter <= frame.quarters.to; quarter++)
      addPresences(presences, patient, listing(quarter), frame);
  const years: GroupYearShare[] = [];
  if (mayBeAttached(patient, 'INCENTIVE', frame.teams))
    for (const year of frame.years)
      years.push(
        ...groupYearShares(
          patient,
          year,
          frame.teams,
          frame.incentiveSchemes,
          frame.reference,
          frame.regulation.ageBands,
        ),
      );
  return { presences, entries: entriesOf(patient, listing, frame), years };
}

/** Only the ledger entries of a contribution, to list them. */
export function patientEntries(dossier: Dossier, frame: Frame): readonly LedgerEntry[] {
  const patient = patientAsKnown(dossier, frame.known);
  return entriesOf(patient, listings(patient, frame), frame);
}

function listings(patient: Patient, frame: Frame): (quarter: Quarter) => Listing {
  const known = new Map<Quarter, Listing>();
  return (quarter) => {
    let found = known.get(quarter);
    if (found === undefined) known.set(quarter, (found = listingOf(patient, quarter, frame.teams)));
    return found;
  };
}

function entriesOf(
  patient: Patient,
  listing: (quarter: Quarter) => Listing,
  { quarters, teams }: Frame,
): LedgerEntry[] {
  return patient.acts.flatMap((act) => {
    const quarter = quarterOf(act[4]);
    const inRange = quarter >= quarters.from && quarter <= quarters.to;
    return inRange ? ledgerEntries(act, patient, listing(quarter), teams) : [];
  });
}

/** Source: rules, "Quarterly statement", steps 1 and 2. */
function addPresences(presences: PresenceShare[], patient: Patient, listing: Listing, frame: Frame): void {
  const { wholeQuarter, quarter } = listing;
  if (wholeQuarter !== undefined) addPresence(presences, patient, wholeQuarter, quarter, 1, frame);
  else
    for (const [team, days] of listedDays(patient, listing, frame.teams))
      addPresence(presences, patient, team, quarter, days, frame);
}

function addPresence(
  presences: PresenceShare[],
  patient: Patient,
  team: Team,
  quarter: Quarter,
  days: number,
  { regulation }: Frame,
): void {
  if (!isInOptionOf(team, patient, quarter)) return;
  const first = firstDayOf(quarter);
  const profile = profileOn(patient, first, regulation.ageBands);
  const grid = regulation.grids.get(valueOn(team.scheme, 'grid', first).get(rowOn(team, first)?.scope ?? '') ?? '');
  const yearlyCents = profile === undefined ? undefined : grid?.[profile];
  if (yearlyCents === undefined) throw new RangeError(`no amount in the grid for ${patient.id} in ${team.id}`);
  presences.push({
    team: team.id,
    quarter,
    days,
    yearlyCents,
    comorbidity: Math.min(aldCountOn(patient, first), 2) as 0 | 1 | 2,
  });
}

/** Days that make a whole presence in a quarter of a team. */
export function presenceDays(team: Team, quarter: Quarter): number {
  return valueOn(team.scheme, 'presence', firstDayOf(quarter)) === 'FIRST_DAY' ? 1 : daysOf(quarter);
}
