/**
 * Copies the data that cannot be rebuilt, while they are in use: the embedded log with the keys of patients, the data that people saved in
 * the read store, the state of deliveries.
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readGivenFile } from '#libs/files/given-file.ts';
import { makeFolder } from '#libs/files/make-folder.ts';
import { syncFolder } from '#libs/files/new-file.ts';
import { writeWholeFile } from '#libs/files/whole-file.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { epochIn, wrappedByIn } from '#libs/patient-keys/sqlite/epoch-in.ts';
import { SAVED_REPLAYS } from '#libs/replay/saved.ts';
import { type KeyPlaces, areKeysThere, copyKeysInto, openKeys, requireNoOtherKeys } from '#libs/runtime/keys.ts';
import { scratchFile } from '#libs/read-store/sqlite/sqlite-catalogue.ts';
import { type StorePaths, openReadStoreAt } from '#libs/runtime/stores.ts';
import { type CopyProgress, copyWhileInUse, settle } from '#libs/sqlite/copy.ts';
import { SIMULATIONS } from '#libs/statements/calculation/simulate.ts';
import { EFFECTS } from '#libs/statements/calculation/simulation-effect.ts';

/** No event makes these documents. */
export const KEPT_BY_PEOPLE = [SIMULATIONS, EFFECTS, SAVED_REPLAYS];

/** How often the log and its keys are copied again because keys were destroyed or rotated meanwhile. */
const ATTEMPTS = 5;

/** The log of a backup until the rest of it is there and verified: no command takes the folder for a log before. */
export function unfinishedBackup(paths: StorePaths): StorePaths {
  return { ...paths, logPath: `${paths.logPath}.incomplet` };
}

/** Missing files are skipped. Throws errors of the system and of SQLite, and STORE_BUSY if keys are destroyed or rotated all the time. */
export async function copyStores(from: StorePaths, to: StorePaths, onProgress: CopyProgress): Promise<void> {
  await copyLogWithKeys(from, to, onProgress);
  const files = [
    [from.deliveriesPath, to.deliveriesPath],
    [from.accessesPath, to.accessesPath],
    ...(from.readServer === undefined
      ? KEPT_BY_PEOPLE.map((name) => [scratchFile(from.readFolder, name), scratchFile(to.readFolder, name)] as const)
      : []),
  ] as const;
  await copyFiles(files, onProgress);
  if (from.readServer !== undefined) await copyKept(from, to);
}

/**
 * The keys come last, so that none of a copied patient is missing. Where one was destroyed since the log was copied, the copy of the log lacks
 * what is kept of its patient: both are copied again. So they are where the keys were rotated, as no key would open the copy any more.
 */
async function copyLogWithKeys(from: StorePaths, to: StorePaths, onProgress: CopyProgress): Promise<void> {
  const keys = keyFiles(from, to);
  const states = (): readonly unknown[] => keys.map(([source]) => [epochIn(source), wrappedByIn(source)]);
  const files = [[from.logPath, to.logPath] as const, ...keys];
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const before = states();
    await copyFiles(files, onProgress);
    if (isDeepStrictEqual(states(), before)) return;
    for (const [, target] of files) rmSync(target, { force: true });
  }
  throw new StoreUnavailable({ code: 'STORE_BUSY', data: {} });
}

async function copyFiles(files: readonly (readonly [string, string])[], onProgress: CopyProgress): Promise<void> {
  for (const [source, target] of files) {
    makeFolder(dirname(target));
    if (existsSync(source)) await copyWhileInUse(source, target, onProgress);
  }
}

/** Gives the log of a backup its name, the last step, without the files that reading it left beside it. */
export function finishBackup(paths: StorePaths): void {
  const { logPath } = unfinishedBackup(paths);
  settle(logPath);
  renameSync(logPath, paths.logPath);
  syncFolder(dirname(paths.logPath));
}

/** Leaves the wrapping key in its place: a copy of the keys is useless without it. */
function keyFiles(from: StorePaths, to: StorePaths): readonly (readonly [string, string])[] {
  if (from.keys === undefined || to.keys === undefined || from.keys.server !== undefined) return [];
  return [[from.keys.store, to.keys.store]];
}

/**
 * Copies the keys after a log, which `copyLog` copies. Throws STORE_BUSY if one was destroyed meanwhile: the copy of the log lacks what is
 * kept of its patient, until it is copied on; or if they were rotated, as the wrapping key may be the one before.
 */
export async function copyKeysAfter<T>(from: StorePaths, to: StorePaths, copyLog: () => Promise<T>): Promise<T> {
  await requireReplaceable(from.keys, to.keys);
  const before = await stateOf(from.keys);
  const copied = await copyLog();
  await copyKeys(from, to);
  if ((await stateOf(from.keys)) !== before) throw new StoreUnavailable({ code: 'STORE_BUSY', data: {} });
  return copied;
}

async function requireReplaceable(from: KeyPlaces | undefined, to: KeyPlaces | undefined): Promise<void> {
  if (from === undefined || to === undefined || isSameStore(from, to) || !(await areKeysThere(from))) return;
  await requireNoOtherKeys(from, to);
}

/** Another text once keys were destroyed, or are wrapped by another key. */
async function stateOf(places: KeyPlaces | undefined): Promise<string | undefined> {
  if (places === undefined || !(await areKeysThere(places))) return undefined;
  const keys = await openKeys(places);
  try {
    return `${await keys.epoch()} ${(await keys.status()).wrappedBy}`;
  } finally {
    await keys.close();
  }
}

/**
 * Copies the keys of patients for a copy of their log, replacing those of an earlier copy; and the wrapping key, unless a setting names
 * another place than beside the log.
 */
async function copyKeys(from: StorePaths, to: StorePaths): Promise<void> {
  if (from.keys === undefined || to.keys === undefined || !(await areKeysThere(from.keys))) return;
  if (isSameStore(from.keys, to.keys)) return;
  const { store, file } = to.keys;
  for (const path of [store, file]) makeFolder(dirname(path));
  if (dirname(from.keys.file) === dirname(from.logPath)) writeWholeFile(file, readGivenFile(from.keys.file), 0o600);
  await copyKeysInto(from.keys, to.keys);
}

/** If the keys are on a server, the file beside the log does not matter. A server and a file are never the same store. */
export function isSameStore(one: KeyPlaces, other: KeyPlaces): boolean {
  return one.server === other.server && (one.server !== undefined || one.store === other.store);
}

/** Copies from a read store on a server into the files of an embedded one. */
async function copyKept(from: StorePaths, to: StorePaths): Promise<void> {
  const [source, target] = [await openReadStoreAt(from), await openReadStoreAt(to)];
  try {
    for (const name of KEPT_BY_PEOPLE) {
      const [kept, copy] = [await source.scratch(name), await target.scratch(name)];
      for await (const puts of kept.scan()) await copy.write({ puts });
    }
  } finally {
    await source.close();
    await target.close();
  }
}
