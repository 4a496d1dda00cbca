/**
 * The contribution of one patient to each team and period. It is pure, so that the sums of a team do not depend on the order of the
 * patients or the number of machines, and so that the contribution of one patient can be subtracted and added again.
 */
import { type Quarter, quarterOf } from '#libs/kernel/day.ts';
import { type ActLedgerEntry, isEverOfTeam, ledgerEntries } from '#libs/acts/act-ledger.ts';
import {
  type Attachment,
  LISTING_FAMILY,
  type Listing,
  attachmentOf,
  listingOf,
  mayBeAttached,
} from '#libs/enrolment/attachment.ts';
import type { Dossier } from '#libs/enrolment/dossier.ts';
import { patientAsKnown } from '#libs/enrolment/patient.ts';
import { groupYearShares } from '#libs/spending/group-year.ts';
import type { Contribution } from '#libs/statements/rules/patient-contribution.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';
import { keptContribution } from '#libs/statements/rules/kept.ts';
import { presences } from '#libs/statements/rules/quarterly/presence.ts';

export function contribution(dossier: Dossier, frame: Frame): Contribution {
  if (dossier.kept !== undefined) return keptContribution(dossier.kept, frame);
  const patient = patientAsKnown(dossier, frame.known);
  const attachment = attachmentOf(patient, LISTING_FAMILY, frame.teams);
  const listing = listings(attachment, frame);
  const entries = entriesOf(attachment, listing, frame);
  return {
    presences: presences(attachment, listing, entries, frame),
    entries,
    years: groupYearShares(patient, frame.years, frame),
  };
}

/** Only the act ledger entries of a contribution. */
export function patientEntries(dossier: Dossier, frame: Frame): readonly ActLedgerEntry[] {
  if (dossier.kept !== undefined) return keptContribution(dossier.kept, frame).entries;
  const attachment = attachmentOf(patientAsKnown(dossier, frame.known), LISTING_FAMILY, frame.teams);
  return entriesOf(attachment, listings(attachment, frame), frame);
}

/** The listings of the frame's quarters, each computed once. */
function listings(attachment: Attachment, { quarters }: Frame): (quarter: Quarter) => Listing {
  const known: Listing[] = [];
  return (quarter) => (known[quarter - quarters.from] ??= listingOf(attachment, quarter));
}

function entriesOf(
  attachment: Attachment,
  listing: (quarter: Quarter) => Listing,
  { quarters }: Frame,
): ActLedgerEntry[] {
  const entries: ActLedgerEntry[] = [];
  const { patient, teams } = attachment;
  const mayBeListed = mayBeAttached(attachment);
  for (const act of patient.acts) {
    // Most patients are on no list, and were never treated by a team.
    if (!mayBeListed && !isEverOfTeam(teams, act)) continue;
    const quarter = quarterOf(act.careOn);
    if (quarter < quarters.from || quarter > quarters.to) continue;
    for (const entry of ledgerEntries(act, attachment, listing(quarter))) entries.push(entry);
  }
  return entries;
}
