/** Presence: how long a patient is on the list of a team in a quarter, as a whole or in days. Source: rules, "Quarterly statement", steps 1 and 2. */
import { type Quarter, daysOf, firstDayOf } from '#libs/kernel/day.ts';
import { isInOptionOf } from '#libs/acts/act-ledger.ts';
import { LISTING_FAMILY, type Listing, listedDays, mayBeAttached } from '#libs/enrolment/attachment.ts';
import { type Patient, aldCountOn, profileOn } from '#libs/enrolment/patient.ts';
import { type Team, rowOn } from '#libs/enrolment/teams.ts';
import { type Regulation, valueOn } from '#libs/regulation/regulation.ts';
import type { OwnRate } from '#libs/statements/rules/quarterly/own-fidelisation.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';

export interface PresenceShare {
  readonly team: string;
  readonly quarter: Quarter;
  /** Days on the list in the quarter; 1 when presence is that of the first day. */
  readonly days: number;
  /** Amount of the profile in the grid, cents. */
  readonly yearlyCents: bigint;
  /** 0, 1, or 2 for more: index of the comorbidity factor. */
  readonly comorbidity: 0 | 1 | 2;
  /** Index of the profile on the first day. */
  readonly profile: number;
  /** Only where each patient has a rate of his own. */
  readonly ownRate?: OwnRate;
}

/** The presences of a patient in the quarters of the frame: on the list of a team, and in its option. */
export function presences(
  patient: Patient,
  listing: (quarter: Quarter) => Listing,
  { quarters, teams, regulation }: Frame,
): PresenceShare[] {
  const found: PresenceShare[] = [];
  if (patient.person === undefined || !mayBeAttached(patient, LISTING_FAMILY, teams)) return found;
  const add = (team: Team, quarter: Quarter, days: number): void => {
    if (!isInOptionOf(team, patient, quarter)) return;
    found.push({ team: team.id, quarter, days, ...weight(patient, team, quarter, regulation) });
  };
  for (let quarter = quarters.from; quarter <= quarters.to; quarter++) {
    const listed = listing(quarter);
    if (listed.wholeQuarter !== undefined) add(listed.wholeQuarter, quarter, 1);
    else for (const [team, days] of listedDays(patient, listed, teams)) add(team, quarter, days);
  }
  return found;
}

/** Yearly amount of the profile in the grid of the scope of the team, cents, and comorbidity, on the first day of the quarter. */
function weight(
  patient: Patient,
  team: Team,
  quarter: Quarter,
  { ageBands, grids }: Regulation,
): Pick<PresenceShare, 'yearlyCents' | 'comorbidity' | 'profile'> {
  const first = firstDayOf(quarter);
  const profile = profileOn(patient, first, ageBands);
  const grid = grids.get(valueOn(team.scheme, 'grid', first).get(rowOn(team, first)?.scope ?? '') ?? '');
  const yearlyCents = profile === undefined ? undefined : grid?.[profile];
  if (profile === undefined || yearlyCents === undefined)
    throw new RangeError(`the grid of ${team.id} has no amount for the profile of ${patient.id}`);
  return { yearlyCents, comorbidity: Math.min(aldCountOn(patient, first), 2) as 0 | 1 | 2, profile };
}

/** Days of a whole presence in a quarter. */
export function presenceDays(team: Team, quarter: Quarter): number {
  return valueOn(team.scheme, 'presence', firstDayOf(quarter)) === 'FIRST_DAY' ? 1 : daysOf(quarter);
}
