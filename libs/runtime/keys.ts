/** The place of the patient keys, and how to open them: in a file beside the log, or on a server for services on several machines. */
import { existsSync } from 'node:fs';
import * as v from 'valibot';
import { KeyFile, KeyInMemory } from '#libs/patient-keys/key-file.ts';
import type { MongoPatientKeys } from '#libs/patient-keys/mongodb/mongo-patient-keys.ts';
import { type KeysStatus, KeysUnusable, type PatientKeys, type WrappedKeys } from '#libs/patient-keys/patient-keys.ts';
import { takeKeysIntoFile } from '#libs/patient-keys/sqlite/taking.ts';
import { STORE } from '#libs/patient-keys/subject-keys.ts';
import { SqlitePatientKeys } from '#libs/patient-keys/sqlite/sqlite-patient-keys.ts';
import { KEY_FILE_PATH, PRIVATE_FILE } from '#libs/runtime/variable-kinds.ts';

export interface KeyPlaces {
  /** File of the store of keys, if they are on this machine. */
  readonly store: string;
  /** File of the key that wraps them, which is created together with the store. */
  readonly file: string;
  /** URL of the server that has them; undefined: they are in the file. */
  readonly server?: string | undefined;
}

/** How long a lost connection is retried, ms. */
const RETRY_MS = 10_000;

/** Makes them if they do not exist. Throws KeysUnusable, and the refusals of the server. */
export async function openKeys(places: KeyPlaces): Promise<PatientKeys> {
  if (places.server === undefined) return openLocalKeys(places);
  const { MongoPatientKeys } = await import('#libs/patient-keys/mongodb/mongo-patient-keys.ts');
  const isNew = !(await areKeysThere(places));
  if (isNew) new KeyFile(places.file).makeIfMissing();
  requireSecret(places.file, isNew);
  return MongoPatientKeys.open(places.server, opening(places));
}

/** Makes them if they do not exist. Throws KeysUnusable. */
export function openLocalKeys({ store, file }: KeyPlaces): SqlitePatientKeys {
  const key = new KeyFile(file);
  const isNew = !existsSync(store);
  if (isNew) key.makeIfMissing();
  requireSecret(file, isNew);
  return new SqlitePatientKeys(store, key);
}

/** Wrapped by a key in the memory of this process: without the process nothing opens them. */
export function openKeysOfThisProcess(store: string): PatientKeys {
  return new SqlitePatientKeys(store, new KeyInMemory());
}

/** Applies also to a file that no variable names. A key that can be guessed may not wrap new keys. Throws KeysUnusable. */
function requireSecret(file: string, isNew: boolean): void {
  const { issues } = v.safeParse(isNew ? KEY_FILE_PATH : PRIVATE_FILE, file);
  if (issues !== undefined) throw new KeysUnusable({ code: 'KEY_FILE_REFUSED', data: { why: issues[0].message } });
}

/** Whether there are keys. Throws StoreUnavailable. */
export async function areKeysThere(places: KeyPlaces): Promise<boolean> {
  if (places.server === undefined) return existsSync(places.store);
  const { MongoPatientKeys } = await import('#libs/patient-keys/mongodb/mongo-patient-keys.ts');
  return MongoPatientKeys.isThere(places.server, opening(places));
}

/** Their place, for people: without a password. */
export function placeOfKeys({ server, store }: KeyPlaces): string {
  return server === undefined
    ? store
    : `KEY_STORE_URL (${server.replace(/^([a-z+]+:\/\/)(?:[^@/?]*@)?([^/?]*).*$/, '$1$2')})`;
}

type OnServer = KeyPlaces & { readonly server: string };

/** Moves the keys from the file to the server unchanged, since the same key wraps them. Leaves none in the file. Throws KeysUnusable. */
export async function moveKeys({ store, file }: KeyPlaces, to: OnServer): Promise<KeysStatus> {
  requireSecret(file, false);
  const local = new SqlitePatientKeys(store, new KeyFile(file), true);
  try {
    await local.moveInto((stored) => takeInto(to, stored));
  } finally {
    await local.close();
  }
  const keys = await openKeys(to);
  try {
    return await keys.status();
  } finally {
    await keys.close();
  }
}

/**
 * Throws KeysUnusable if the file of the destination, or the wrapping key beside it, is of another installation, or from before a rotation: it
 * would be replaced, and what it opens would be lost. A server checks this itself.
 */
export async function requireNoOtherKeys(from: KeyPlaces, to: KeyPlaces): Promise<void> {
  if (to.server !== undefined) return;
  const other = new KeysUnusable({ code: 'KEYS_THERE_OF_ANOTHER', data: { path: to.store, key: to.file } });
  if (!existsSync(to.store)) {
    if (existsSync(to.file) && !new KeyFile(to.file).read().equals(new KeyFile(from.file).read())) throw other;
    return;
  }
  // Keys that the key of the destination does not open are others too.
  const [identity, there] = [await identityOf(from), await identityOf(to).catch(() => undefined)];
  if (there !== identity) throw other;
}

async function identityOf(places: KeyPlaces): Promise<string> {
  const keys = await openKeys(places);
  try {
    return keys.referenceOf(STORE);
  } finally {
    await keys.close();
  }
}

/** Copies the keys of one place into another, still wrapped by the same key. The keys of the file stay. Throws KeysUnusable. */
export async function copyKeysInto(from: KeyPlaces, to: KeyPlaces): Promise<void> {
  const keys = await openKeys(from);
  try {
    const stored = await (keys as SqlitePatientKeys | MongoPatientKeys).stored();
    if (to.server === undefined) await takeKeysIntoFile(to.store, stored);
    else await takeInto({ ...to, server: to.server }, stored);
  } finally {
    await keys.close();
  }
}

async function takeInto(to: OnServer, stored: WrappedKeys): Promise<void> {
  const { MongoPatientKeys } = await import('#libs/patient-keys/mongodb/mongo-patient-keys.ts');
  await (await MongoPatientKeys.take(to.server, opening(to), stored)).close();
}

function opening({ file }: KeyPlaces) {
  return { file: new KeyFile(file), now: () => performance.now(), retryForMs: RETRY_MS };
}
