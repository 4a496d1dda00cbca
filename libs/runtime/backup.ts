/**
 * Copies the data that cannot be rebuilt, while they are in use: the embedded log with the keys of patients, the data that people saved in
 * the read store, the state of deliveries.
 */
import { copyFileSync, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '#libs/files/make-folder.ts';
import { SAVED_REPLAYS } from '#libs/replay/saved.ts';
import { type KeyPlaces, areKeysThere, copyKeysInto } from '#libs/runtime/keys.ts';
import { scratchFile } from '#libs/read-store/sqlite/sqlite-catalogue.ts';
import { type StorePaths, openReadStoreAt } from '#libs/runtime/stores.ts';
import { type CopyProgress, copyWhileInUse, settle } from '#libs/sqlite/copy.ts';
import { SIMULATIONS } from '#libs/statements/calculation/simulate.ts';
import { EFFECTS } from '#libs/statements/calculation/simulation-effect.ts';

/** No event makes these documents. */
const KEPT_BY_PEOPLE = [SIMULATIONS, EFFECTS, SAVED_REPLAYS];

/** Missing files are skipped. Throws errors of the system and of SQLite. */
export async function copyStores(from: StorePaths, to: StorePaths, onProgress: CopyProgress): Promise<void> {
  const files = [
    [from.logPath, to.logPath],
    [from.deliveriesPath, to.deliveriesPath],
    [from.accessesPath, to.accessesPath],
    ...keyFiles(from, to),
    ...(from.readServer === undefined
      ? KEPT_BY_PEOPLE.map((name) => [scratchFile(from.readFolder, name), scratchFile(to.readFolder, name)] as const)
      : []),
  ] as const;
  for (const [source, target] of files) {
    makeFolder(dirname(target));
    if (existsSync(source)) await copyWhileInUse(source, target, onProgress);
  }
  if (from.readServer !== undefined) await copyKept(from, to);
}

/** Removes the files that reading the log of a copy left beside it. */
export function tidyCopy({ logPath }: Pick<StorePaths, 'logPath'>): void {
  settle(logPath);
}

/** Leaves the wrapping key in its place: a copy of the keys is useless without it. */
function keyFiles(from: StorePaths, to: StorePaths): readonly (readonly [string, string])[] {
  if (from.keys === undefined || to.keys === undefined || from.keys.server !== undefined) return [];
  return [[from.keys.store, to.keys.store]];
}

/**
 * Copies the keys of patients for a copy of their log, replacing those of an earlier copy; and the wrapping key, unless a setting names
 * another place than beside the log.
 */
export async function copyKeys(from: StorePaths, to: StorePaths): Promise<void> {
  if (from.keys === undefined || to.keys === undefined || !(await areKeysThere(from.keys))) return;
  if (isSameStore(from.keys, to.keys)) return;
  const { store, file } = to.keys;
  for (const path of [store, file]) makeFolder(dirname(path));
  if (dirname(from.keys.file) === dirname(from.logPath)) copyFileSync(from.keys.file, file);
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
