/**
 * The contribution of one patient to each team and period. It is pure, so that the sums of a team do not depend on the order of the
 * patients or the number of machines, and so that the contribution of one patient can be subtracted and added again.
 */
import { type Quarter, quarterOf } from '#libs/kernel/day.ts';
import { memoised } from '#libs/kernel/memo.ts';
import { type LedgerEntry, ledgerEntries } from '#libs/acts/act-ledger.ts';
import { type Listing, listingOf } from '#libs/enrolment/attachment.ts';
import type { Dossier } from '#libs/enrolment/dossier.ts';
import { type Patient, patientAsKnown } from '#libs/enrolment/patient.ts';
import { type GroupYearShare, groupYearShares } from '#libs/spending/group-year.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';
import { keptContribution } from '#libs/statements/rules/kept.ts';
import { ownRate } from '#libs/statements/rules/quarterly/own-fidelisation.ts';
import { type PresenceShare, presences } from '#libs/statements/rules/quarterly/presence.ts';

export interface Contribution {
  readonly presences: readonly PresenceShare[];
  readonly entries: readonly LedgerEntry[];
  readonly years: readonly GroupYearShare[];
}

export function contribution(dossier: Dossier, frame: Frame): Contribution {
  if (dossier.kept !== undefined) return keptContribution(dossier.kept, frame);
  const patient = patientAsKnown(dossier, frame.known);
  const listing = listings(patient, frame);
  const entries = entriesOf(patient, listing, frame);
  return {
    presences: presences(patient, listing, frame).map((presence) => withOwnRate(presence, entries, frame)),
    entries,
    years: groupYearShares(patient, frame.years, frame),
  };
}

/** The same presence where the list has one rate. */
function withOwnRate(
  presence: PresenceShare,
  entries: Contribution['entries'],
  { teams, quarters }: Frame,
): PresenceShare {
  const team = teams.byId.get(presence.team);
  const rate = team === undefined ? undefined : ownRate(team, presence.quarter, entries, quarters.from);
  return rate === undefined ? presence : { ...presence, ownRate: rate };
}

/** Only the act ledger entries of a contribution. */
export function patientEntries(dossier: Dossier, frame: Frame): readonly LedgerEntry[] {
  if (dossier.kept !== undefined) return keptContribution(dossier.kept, frame).entries;
  const patient = patientAsKnown(dossier, frame.known);
  return entriesOf(patient, listings(patient, frame), frame);
}

function listings(patient: Patient, { teams }: Frame): (quarter: Quarter) => Listing {
  return memoised((quarter) => listingOf(patient, quarter, teams));
}

function entriesOf(
  patient: Patient,
  listing: (quarter: Quarter) => Listing,
  { quarters, teams }: Frame,
): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (const act of patient.acts) {
    const quarter = quarterOf(act.careOn);
    if (quarter < quarters.from || quarter > quarters.to) continue;
    for (const entry of ledgerEntries(act, patient, listing(quarter), teams)) entries.push(entry);
  }
  return entries;
}
