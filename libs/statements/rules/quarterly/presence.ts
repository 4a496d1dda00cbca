/** Presence: how long a patient is on the list of a team in a quarter, as a whole or in days. Source: rules, "Quarterly statement", steps 1 and 2. */
import { type Quarter, daysOf, firstDayOf } from '#libs/kernel/day.ts';
import { type ActLedgerEntry, isInOptionOf } from '#libs/acts/act-ledger.ts';
import { memoisedOf, memoisedPer } from '#libs/kernel/memo.ts';
import { type Attachment, type Listing, listedDays, mayBeAttached } from '#libs/enrolment/attachment.ts';
import { type Patient, aldCountOn, profileOn } from '#libs/enrolment/patient.ts';
import { type Team, rowOn } from '#libs/enrolment/teams.ts';
import type { Grid } from '#libs/regulation/grids.ts';
import { type Regulation, valueOn } from '#libs/regulation/regulation.ts';
import { type OwnRate, ownRate } from '#libs/statements/rules/quarterly/own-fidelisation.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';

export interface PresenceShare {
  readonly team: string;
  readonly quarter: Quarter;
  /** Days on the list in the quarter; 1 if presence is measured on the first day. */
  readonly days: number;
  /** Amount of the profile in the grid, cents. */
  readonly yearlyCents: bigint;
  /** 0, 1, or 2 for more: index of the comorbidity factor. */
  readonly comorbidity: 0 | 1 | 2;
  /** Index of the profile on the first day. */
  readonly profile: number;
  /** Set only if each patient has a separate rate. */
  readonly ownRate?: OwnRate;
}

/** A patient who counts for a team in a quarter, with the number of days on its list. */
interface Presence {
  readonly patient: Patient;
  readonly team: Team;
  readonly quarter: Quarter;
  readonly days: number;
}

/**
 * The presences of a patient in the quarters of the frame: on the list of a team, and within its option. `entries`: the entries of his
 * acts.
 */
export function presences(
  attachment: Attachment,
  listing: (quarter: Quarter) => Listing,
  entries: readonly ActLedgerEntry[],
  frame: Frame,
): PresenceShare[] {
  const found: PresenceShare[] = [];
  const { patient } = attachment;
  if (patient.person === undefined || !mayBeAttached(attachment)) return found;
  const { quarters, regulation } = frame;
  const gridOf = gridsOf(regulation);
  const add = (team: Team, quarter: Quarter, days: number): void => {
    if (!isInOptionOf(team, patient, quarter)) return;
    found.push(share({ patient, team, quarter, days }, gridOf(team, quarter), entries, frame));
  };
  for (let quarter = quarters.from; quarter <= quarters.to; quarter++) {
    const listed = listing(quarter);
    if (listed.wholeQuarter !== undefined) add(listed.wholeQuarter, quarter, 1);
    else for (const [team, days] of listedDays(attachment, listed)) add(team, quarter, days);
  }
  return found;
}

/** With the profile and the comorbidity on the first day of the quarter, and the patient's rate if each patient has one. */
function share(
  { patient, team, quarter, days }: Presence,
  grid: Grid | undefined,
  entries: readonly ActLedgerEntry[],
  { quarters, regulation }: Frame,
): PresenceShare {
  const first = firstDayOf(quarter);
  const profile = profileOn(patient, first, regulation.ageBands);
  const yearlyCents = profile === undefined ? undefined : grid?.[profile];
  if (profile === undefined || yearlyCents === undefined)
    throw new RangeError(`the grid of ${team.id} has no amount for the profile of ${patient.id}`);
  const comorbidity = Math.min(aldCountOn(patient, first), 2) as 0 | 1 | 2;
  const rate = ownRate(team, quarter, entries, quarters.from);
  const made = { team: team.id, quarter, days, yearlyCents, comorbidity, profile };
  return rate === undefined ? made : { ...made, ownRate: rate };
}

/** The grid of the scope of a team on the first day of a quarter, the same for every patient. */
const gridsOf = memoisedOf(({ grids }: Regulation) =>
  memoisedPer((team: Team, quarter: Quarter) => {
    const first = firstDayOf(quarter);
    return grids.get(valueOn(team.scheme, 'grid', first).get(rowOn(team, first)?.scope ?? '') ?? '');
  }),
);

/** Days of a whole presence in a quarter. */
export function presenceDays(team: Team, quarter: Quarter): number {
  return valueOn(team.scheme, 'presence', firstDayOf(quarter)) === 'FIRST_DAY' ? 1 : daysOf(quarter);
}
