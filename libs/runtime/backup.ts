/** Copies what cannot be made again, while it is in use: the embedded log, what people keep in the read store, the state of deliveries. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { SAVED_REPLAYS } from '#libs/replay/saved.ts';
import { scratchFile } from '#libs/read-store/sqlite/sqlite-catalogue.ts';
import { type StorePaths, openReadStoreAt } from '#libs/runtime/stores.ts';
import { type CopyProgress, copyWhileInUse } from '#libs/sqlite/copy.ts';
import { SIMULATIONS } from '#libs/statements/calculation/simulate.ts';
import { EFFECTS } from '#libs/statements/calculation/simulation-effect.ts';

/** No event makes them. */
const KEPT_BY_PEOPLE = [SIMULATIONS, EFFECTS, SAVED_REPLAYS];

/** What is not there is not copied. Throws what the system or SQLite refuses. */
export async function copyStores(from: StorePaths, to: StorePaths, onProgress: CopyProgress): Promise<void> {
  const files = [
    [from.logPath, to.logPath],
    [from.deliveriesPath, to.deliveriesPath],
    [from.accessesPath, to.accessesPath],
    ...(from.readServer === undefined
      ? KEPT_BY_PEOPLE.map((name) => [scratchFile(from.readFolder, name), scratchFile(to.readFolder, name)] as const)
      : []),
  ] as const;
  for (const [source, target] of files) {
    mkdirSync(dirname(target), { recursive: true });
    if (existsSync(source)) await copyWhileInUse(source, target, onProgress);
  }
  if (from.readServer !== undefined) await copyKept(from, to);
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
