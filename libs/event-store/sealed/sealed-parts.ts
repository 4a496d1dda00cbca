/** Fields of events of other streams that may hold facts about a patient, such as a row set aside. Each event has a key of its own. */
type Json = Readonly<Record<string, unknown>>;

export interface SealedPart {
  /** The key is that of this subject; undefined where there is nothing to seal. */
  readonly subjectOf: (stream: string, data: Json) => string | undefined;
  /** The fields sealed, with what they read as when the key is destroyed. */
  readonly fields: Json;
}

/** By the type of the event. */
export type SealedParts = Readonly<Record<string, SealedPart>>;

/** Holds the sealed fields in the stored payload, after the reference of their key. */
export const SEALED_FIELD = 'sealed';
