/** Presence: the quarters, whole or in days, for which a patient counts on the list of a team. Source: rules, "Quarterly statement", steps 1 and 2. */
import { type Quarter, daysOf, firstDayOf } from '#libs/kernel/day.ts';
import { isInOptionOf } from '#libs/acts/act-ledger.ts';
import { LISTING_FAMILY, type Listing, listedDays, mayBeAttached } from '#libs/enrolment/attachment.ts';
import { type Patient, aldCountOn, profileOn } from '#libs/enrolment/patient.ts';
import { type Team, rowOn } from '#libs/enrolment/teams.ts';
import { type Regulation, valueOn } from '#libs/regulation/regulation.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';

export interface PresenceShare {
  readonly team: string;
  readonly quarter: Quarter;
  /** Days listed, of the days of the quarter; 1 of 1 where presence is that of the first day. */
  readonly days: number;
  /** Of his profile in the grid, cents. */
  readonly yearlyCents: bigint;
  /** 0, 1, or 2 for more: index of the comorbidity factor. */
  readonly comorbidity: 0 | 1 | 2;
}

/** The patient's presences in the quarters of the frame: listed by a team, and in its option. */
export function presences(
  patient: Patient,
  listing: (quarter: Quarter) => Listing,
  { quarters, teams, regulation }: Frame,
): PresenceShare[] {
  const found: PresenceShare[] = [];
  if (patient.person === undefined || !mayBeAttached(patient, LISTING_FAMILY, teams)) return found;
  for (let quarter = quarters.from; quarter <= quarters.to; quarter++) {
    const listed = listing(quarter);
    const days =
      listed.wholeQuarter === undefined ? listedDays(patient, listed, teams) : [[listed.wholeQuarter, 1] as const];
    for (const [team, count] of days)
      if (isInOptionOf(team, patient, quarter))
        found.push({ team: team.id, quarter, days: count, ...weight(patient, team, quarter, regulation) });
  }
  return found;
}

/** Yearly amount of his profile in the grid of the team's scope, cents, and his comorbidity, on the first day of the quarter. */
function weight(
  patient: Patient,
  team: Team,
  quarter: Quarter,
  { ageBands, grids }: Regulation,
): Pick<PresenceShare, 'yearlyCents' | 'comorbidity'> {
  const first = firstDayOf(quarter);
  const profile = profileOn(patient, first, ageBands);
  const grid = grids.get(valueOn(team.scheme, 'grid', first).get(rowOn(team, first)?.scope ?? '') ?? '');
  const yearlyCents = profile === undefined ? undefined : grid?.[profile];
  if (yearlyCents === undefined) throw new RangeError(`no amount in the grid for ${patient.id} in ${team.id}`);
  return { yearlyCents, comorbidity: Math.min(aldCountOn(patient, first), 2) as 0 | 1 | 2 };
}

/** Days that make a whole presence in a quarter of a team. */
export function presenceDays(team: Team, quarter: Quarter): number {
  return valueOn(team.scheme, 'presence', firstDayOf(quarter)) === 'FIRST_DAY' ? 1 : daysOf(quarter);
}
