/** Keys of subjects in the form of every store: each wrapped together with its subject; the most recently used are also open in memory. */
import { type KeyObject, createHmac, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { LRUCache } from 'lru-cache';
import { secretKey } from '#libs/kernel/secret-key.ts';
import type { WrappingKey } from '#libs/patient-keys/key-file.ts';
import { KeysUnusable, type PatientKeys, type Subject, type SubjectKey } from '#libs/patient-keys/patient-keys.ts';
import { KEY_BYTES, unwrapped, wrapped } from '#libs/patient-keys/wrapping.ts';

const SECRET_NAME = Buffer.from('secret of references');
/** Not a real subject: its reference distinguishes one store from another. */
export const STORE = 'store';
/** Keys, and references, held in memory. */
const HELD = 50_000;

export function newSecret(): Buffer {
  return randomBytes(KEY_BYTES);
}

export function wrappedSecret(secret: Uint8Array, by: Uint8Array): Buffer {
  return wrapped(secret, SECRET_NAME, by);
}

/** `path`: of the store that contains it. Throws KeysUnusable. */
export function openedSecret(bytes: Uint8Array, by: Uint8Array, path: string): Buffer {
  try {
    return unwrapped(bytes, SECRET_NAME, by);
  } catch (cause) {
    throw new KeysUnusable({ code: 'KEYS_UNREADABLE', data: { path, reason: undefined } }, { cause });
  }
}

export function newKeys(wanted: readonly KeylessSubject[]): SubjectKey[] {
  const bytes = randomBytes(KEY_BYTES * wanted.length);
  return wanted.map(([reference, subject], i) => {
    const key = bytes.subarray(KEY_BYTES * i, KEY_BYTES * (i + 1));
    return { reference, subject, key };
  });
}

export function wrappedKey({ reference, subject, key }: SubjectKey, by: Uint8Array): Buffer {
  return wrapped(Buffer.concat([key, Buffer.from(subject)]), Buffer.from(reference, 'hex'), by);
}

/** Throws KeysUnusable. */
export function openedKey(reference: string, bytes: Uint8Array, by: Uint8Array): SubjectKey {
  const content = keyContent(reference, bytes, by);
  return { reference, subject: content.toString('utf8', KEY_BYTES), key: content.subarray(0, KEY_BYTES) };
}

function keyContent(reference: string, bytes: Uint8Array, by: Uint8Array): Buffer {
  try {
    return unwrapped(bytes, Buffer.from(reference, 'hex'), by);
  } catch (cause) {
    throw new KeysUnusable({ code: 'KEY_DAMAGED', data: { reference } }, { cause });
  }
}

/** The key that wraps those of a store, by its fingerprint. Throws KeysUnusable if the file has another one, or does not exist. */
export function wrappingKeyIn(file: WrappingKey, wrappedBy: string): Buffer {
  const found = file.matching(wrappedBy);
  if (found !== undefined) return found;
  const code = existsSync(file.path) ? 'KEYS_WRAPPED_OTHERWISE' : 'KEY_FILE_MISSING';
  throw new KeysUnusable({ code, data: { path: file.path, wrappedBy } });
}

/** References made with the secret of a store. */
export class References {
  readonly #secret: KeyObject;
  readonly #held = new LRUCache<Subject, string>({ maxSize: HELD, sizeCalculation: () => 1 });

  constructor(secret: Uint8Array) {
    this.#secret = secretKey(secret);
  }

  of(subject: Subject): string {
    let reference = this.#held.get(subject);
    if (reference === undefined) {
      reference = createHmac('sha256', this.#secret).update(subject).digest('hex');
      this.#held.set(subject, reference);
    }
    return reference;
  }
}

/** Open keys by reference, the most recently used ones. */
export class HeldKeys {
  readonly #held = new LRUCache<string, SubjectKey>({ maxSize: HELD, sizeCalculation: () => 1 });

  get(reference: string): SubjectKey | undefined {
    return this.#held.get(reference);
  }

  add(key: SubjectKey): void {
    this.#held.set(key.reference, key);
  }

  clear(): void {
    this.#held.clear();
  }

  /** The cached keys, and the references of the others. */
  among(references: Iterable<string>): { readonly found: Map<string, SubjectKey>; readonly missing: string[] } {
    const found = new Map<string, SubjectKey>();
    const missing: string[] = [];
    for (const reference of references) {
      const held = this.#held.get(reference);
      if (held === undefined) missing.push(reference);
      else found.set(reference, held);
    }
    return { found, missing };
  }
}

/** A subject without a key yet. */
export type KeylessSubject = readonly [reference: string, subject: Subject];

/** The existing keys of subjects, and the subjects without a key. */
export async function wantedOf(
  keys: Pick<PatientKeys, 'referenceOf' | 'keysOf'>,
  subjects: Iterable<Subject>,
): Promise<{ readonly all: Map<Subject, SubjectKey>; readonly missing: readonly KeylessSubject[] }> {
  const wanted = new Map(Array.from(subjects, (subject) => [keys.referenceOf(subject), subject]));
  const there = await keys.keysOf(wanted.keys());
  const all = new Map([...there.values()].map((key) => [key.subject, key]));
  return { all, missing: [...wanted].filter(([reference]) => !there.has(reference)) };
}
