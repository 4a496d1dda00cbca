/** The contribution of a person over all ids: linked ids are one patient or several, as known on the day. */
import { type LinkedDossiers, personsAsKnown } from '#libs/enrolment/persons.ts';
import type { ActLedgerEntry } from '#libs/acts/act-ledger.ts';
import type { Contribution } from '#libs/statements/rules/patient-contribution.ts';
import { contribution, patientEntries } from '#libs/statements/rules/contribution.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';

export function contributionOf(linked: LinkedDossiers, frame: Frame): Contribution {
  const { dossiers, merges } = linked;
  const [only] = dossiers;
  // Nearly all, among millions.
  if (only !== undefined && dossiers.length === 1 && merges.length === 0) return contribution(only, frame);
  const all = personsAsKnown(linked, frame.known).map(({ dossier }) => contribution(dossier, frame));
  return {
    presences: all.flatMap(({ presences }) => presences),
    entries: all.flatMap(({ entries }) => entries),
    years: all.flatMap(({ years }) => years),
  };
}

/** The act ledger entries of the contribution only. */
export function entriesOf(linked: LinkedDossiers, frame: Frame): readonly ActLedgerEntry[] {
  return personsAsKnown(linked, frame.known).flatMap(({ dossier }) => patientEntries(dossier, frame));
}
