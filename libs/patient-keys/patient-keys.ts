/**
 * The port of the keys that seal facts about people: one for each subject, a patient or a row set aside. Destroying a key forgets its
 * subject, wherever the sealed bytes are.
 */
import { Failure } from '#libs/kernel/failure.ts';
import type { NoData, Refusal } from '#libs/kernel/domain-error.ts';

/** The unit that one key seals and one erasure forgets, such as `patient/P1`. */
export type Subject = string;

export interface SubjectKey {
  /** Names the subject without revealing it. */
  readonly reference: string;
  readonly subject: Subject;
  /** 32 random bytes. */
  readonly key: Buffer;
}

export interface KeysStatus {
  readonly keys: number;
  readonly destroyed: number;
  /** Fingerprint of the key that wraps them. */
  readonly wrappedBy: string;
}

export type KeysFailure =
  /** The keys are wrapped by another key than the one of the key file. Fingerprints. */
  | Refusal<'KEYS_WRAPPED_OTHERWISE', { readonly path: string; readonly wrappedBy: string }>
  | Refusal<'KEY_FILE_MISSING', { readonly path: string; readonly wrappedBy: string }>
  /** The log is sealed, and its keys are missing or belong to another log. */
  | Refusal<'KEYS_MISSING', { readonly path: string }>
  /** A key is missing that was never destroyed: the store is a copy from before a part of the log. */
  | Refusal<'KEYS_OLDER', { readonly reference: string }>
  /** A key does not open: its bytes were changed, or belong to another subject. */
  | Refusal<'KEY_DAMAGED', { readonly reference: string }>
  /** The store of keys exists but cannot be read. `reason`: the message of the engine, if it comes from there. */
  | Refusal<'KEYS_UNREADABLE', { readonly path: string; readonly reason: string | undefined }>
  /** A sealed part does not open with the key of its subject: another key sealed it, or it was changed. */
  | Refusal<'SEALED_OTHERWISE', { readonly reference: string }>
  /** The store is a copy from before an erasure: an erased person is readable again, until the erasure is finished. */
  | Refusal<'KEYS_OF_BEFORE_ERASURE', NoData>
  /** Other keys exist already at the destination. */
  | Refusal<'KEYS_OF_ANOTHER', { readonly place: string }>
  /** The same in a file. `key`: the file of the key that wraps them. */
  | Refusal<'KEYS_THERE_OF_ANOTHER', { readonly path: string; readonly key: string }>
  /** The keys have moved to a server, or are moving there. */
  | Refusal<'KEYS_MOVED', { readonly path: string }>
  /** The keys of another store were taken only in part. */
  | Refusal<'KEYS_BEING_MOVED', { readonly place: string }>
  /** Others may read the key file, or it contains no key. `why`: a sentence that follows its name. */
  | Refusal<'KEY_FILE_REFUSED', { readonly why: string }>
  /** The dependencies lack a package that seals many rows. */
  | Refusal<'SEALING_PACKAGE_MISSING', { readonly name: string }>
  | Refusal<'SUBJECT_ERASED', { readonly reference: string }>;

/** The keys cannot be used in their present state. */
export class KeysUnusable extends Failure<Exclude<KeysFailure, { readonly code: 'SUBJECT_ERASED' }>> {}

/** The key of the subject is destroyed: no event about it may be recorded again. */
export class SubjectErased extends Failure<Extract<KeysFailure, { readonly code: 'SUBJECT_ERASED' }>> {
  constructor(reference: string) {
    super({ code: 'SUBJECT_ERASED', data: { reference } });
  }
}

/** A digest in hexadecimal. Without the secret of the store, its text cannot be found and a guess cannot be checked. */
export interface KeyedDigests {
  /** 64 digits, the same for ever. */
  referenceOf(subject: Subject): string;
}

export type BeforeMaking = (references: readonly string[]) => Promise<void>;

export interface PatientKeys extends KeyedDigests {
  /** The existing keys, keyed by reference. */
  keysOf(references: Iterable<string>): Promise<ReadonlyMap<string, SubjectKey>>;

  /**
   * Makes the missing keys, on disk before it returns. Keyed by subject. `beforeMaking` gets the references of the missing ones, if there
   * are any; an error that it throws stops this. Throws SubjectErased, and then makes none.
   */
  ensured(subjects: Iterable<Subject>, beforeMaking?: BeforeMaking): Promise<ReadonlyMap<Subject, SubjectKey>>;

  /** A number that changes when a key is destroyed: older results in memory may name an erased person. */
  epoch(): Promise<number>;

  /** References of all keys that were destroyed. */
  destroyed(): Promise<ReadonlySet<string>>;

  /** The given references whose keys were destroyed. */
  destroyedAmong(references: readonly string[]): Promise<ReadonlySet<string>>;

  /**
   * Destroys keys and remembers their references; keys already destroyed are no error. The first key is destroyed before the others, in
   * case of an interruption. Afterwards no file of the store on this machine has their bytes. `at`: an instant, ISO 8601.
   */
  destroy(references: readonly string[], at: string): Promise<void>;

  /** Every subject with a key. */
  subjects(): AsyncIterable<readonly Pick<SubjectKey, 'reference' | 'subject'>[]>;

  /** Wraps every key with another one, after which the old one opens none. All or nothing. */
  rotate(next: Uint8Array): Promise<void>;

  status(): Promise<KeysStatus>;
  close(): Promise<void>;
}

/** Keys on this machine, available without waiting. */
export interface LocalKeys extends PatientKeys {
  /** A key destroyed by another process disappears here once the caller has awaited something. */
  keyOf(reference: string): SubjectKey | undefined;
  isDestroyed(reference: string): boolean;
  /** Whether no key was destroyed since this epoch: it shows as for `keyOf`. */
  isIn(epoch: number): boolean;
  /** Caches keys that another thread found in this epoch, until the next call; false if the epoch is over. */
  hold(keys: Iterable<SubjectKey>, epoch: number): boolean;
}

export function areLocal(keys: PatientKeys): keys is LocalKeys {
  return 'keyOf' in keys;
}

/** All keys of a store in their stored form, for another store that the same key opens. */
export interface WrappedKeys {
  /** A constant of this store that no other store has. */
  readonly identity: string;
  /** Fingerprint. */
  readonly wrappedBy: string;
  readonly secret: Uint8Array;
  readonly keys: AsyncIterable<readonly (readonly [reference: string, wrapped: Uint8Array])[]>;
  readonly destroyed: readonly (readonly [reference: string, at: string])[];
}
