/**
 * Events about duplicate patients, stream `duplicates`: which ids belong to one person. The names of patients are sealed if facts are, with
 * a key for each pair (DUPLICATES_SEALED).
 */
import { record, text, typed, whole } from '#libs/kernel/field.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';

/** `patient` would be, or is, the person that `into` names. */
export interface Pair {
  readonly patient: string;
  readonly into: string;
}

/** A pair in its recorded form. The ids are empty once one of the two is erased. */
interface RecordedPair extends Pair {
  /** Id of the merge or separation; it names no patient. */
  readonly merge: string;
}

interface ReasonedPair extends RecordedPair {
  readonly reason: string;
}

type MergeProposed = Event<'MergeProposed', ReasonedPair>;
/** The facts of both are one patient's from the day known on. */
type PatientsMerged = Event<'PatientsMerged', RecordedPair>;
type SeparationProposed = Event<'SeparationProposed', ReasonedPair>;
/** The merge was wrong: from the day known on they are two again. */
type PatientsSeparated = Event<'PatientsSeparated', RecordedPair>;
type MergeRefused = Event<'MergeRefused', ReasonedPair>;
type MergeWithdrawn = Event<'MergeWithdrawn', RecordedPair>;
/** The two ids look like one person, but belong to two. */
type LookAlikeDismissed = Event<'LookAlikeDismissed', ReasonedPair>;

/** The beginning of its effect in calculations. `knownOn`: YYYY-MM-DD. */
interface When {
  readonly knownOn: string;
  readonly position: number;
}

/**
 * Two ids belonged to one person for a time, and one of them is erased: a substitute id replaces it. The earlier events of the pair name
 * the erased patient and are forgotten.
 */
export type MergeOfErased = Event<'MergeOfErased', RecordedPair & { readonly merged: When; readonly separated: When }>;

export type DuplicatesEvent =
  | MergeProposed
  | PatientsMerged
  | SeparationProposed
  | PatientsSeparated
  | MergeRefused
  | MergeWithdrawn
  | LookAlikeDismissed
  | MergeOfErased;

const PAIR = record<RecordedPair>({ merge: text, patient: text, into: text });
const WHEN = record<When>({ knownOn: text, position: whole });
const REASONED = record<ReasonedPair>({ merge: text, patient: text, into: text, reason: typed });

export const DUPLICATES_EVENTS = eventCodec<DuplicatesEvent>({
  MergeProposed: eventSchema(1, REASONED),
  PatientsMerged: eventSchema(1, PAIR),
  SeparationProposed: eventSchema(1, REASONED),
  PatientsSeparated: eventSchema(1, PAIR),
  /** The end of a proposal to merge, or to undo a merge. */
  MergeRefused: eventSchema(1, REASONED),
  MergeWithdrawn: eventSchema(1, PAIR),
  LookAlikeDismissed: eventSchema(1, REASONED),
  MergeOfErased: eventSchema(1, record({ merge: text, patient: text, into: text, merged: WHEN, separated: WHEN })),
});
