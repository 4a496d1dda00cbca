/**
 * The parts of duplicate events that name patients. In a sealed log they are sealed too, with a key per pair, or with the key of the
 * patient who stays.
 */
import type { DuplicatesEvent } from '#libs/enrolment/duplicates/events.ts';
import { referenceIn, subjectOfPatient } from '#libs/event-store/sealed/sealed-names.ts';
import type { SealedPart } from '#libs/event-store/sealed/sealed-parts.ts';

/** The key subject of a pair: it may name two patients, so it has a separate key. */
export function pairSubject(merge: string): string {
  return `merge/${merge}`;
}

const subjectOf: SealedPart['subjectOf'] = (_, { merge }) => pairSubject(String(merge));
const PAIR: SealedPart = { subjectOf, fields: { patient: '', into: '' } };
const REASONED: SealedPart = { subjectOf, fields: { patient: '', into: '', reason: '' } };

/** Keyed by type of event. */
export const DUPLICATES_SEALED: Readonly<Record<DuplicatesEvent['type'], SealedPart>> = {
  MergeProposed: REASONED,
  PatientsMerged: PAIR,
  SeparationProposed: REASONED,
  PatientsSeparated: PAIR,
  MergeRefused: REASONED,
  MergeWithdrawn: PAIR,
  LookAlikeDismissed: REASONED,
  MergeOfErased: {
    subjectOf: (_, { patient, into }) =>
      subjectOfPatient(String(referenceIn(String(patient)) === undefined ? patient : into)),
    fields: PAIR.fields,
  },
};
