/** Copies what cannot be made again, while it is in use: the embedded log with the keys of patients, what people keep in the read store, the state of deliveries. */
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

/** No event makes them. */
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

/** Removes what reading the log of a copy left beside it. */
export function tidyCopy({ logPath }: Pick<StorePaths, 'logPath'>): void {
  settle(logPath);
}

/** Leaves the wrapping key in its place: a copy of the keys is useless without it. */
function keyFiles(from: StorePaths, to: StorePaths): readonly (readonly [string, string])[] {
  if (from.keys === undefined || to.keys === undefined || from.keys.server !== undefined) return [];
  return [[from.keys.store, to.keys.store]];
}

/**
 * The keys of patients for a copy of their log, in place of those of an earlier copy; with the key that wraps them where no other place than
 * beside the log is named for it.
 */
export async function copyKeys(from: StorePaths, to: StorePaths): Promise<void> {
  if (from.keys === undefined || to.keys === undefined || !(await areKeysThere(from.keys))) return;
  if (isSameStore(from.keys, to.keys)) return;
  const { store, file } = to.keys;
  for (const path of [store, file]) makeFolder(dirname(path));
  if (dirname(from.keys.file) === dirname(from.logPath)) copyFileSync(from.keys.file, file);
  await copyKeysInto(from.keys, to.keys);
}

/** Where the keys are on a server, the file beside the log does not matter. A server and a file are never the same store. */
export function isSameStore(one: KeyPlaces, other: KeyPlaces): boolean {
  return one.server === other.server && (one.server !== undefined || one.store === other.store);
}

/** Into the files of an embedded read store, from one on a server. */
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
