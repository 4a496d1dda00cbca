/** Copies what cannot be made again, while it is in use: the embedded log, what people keep in the read store, the state of deliveries. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { SAVED_REPLAYS } from '#libs/replay/saved.ts';
import { scratchFile } from '#libs/read-store/sqlite/sqlite-catalogue.ts';
import type { StorePaths } from '#libs/runtime/stores.ts';
import { type CopyProgress, copyWhileInUse } from '#libs/sqlite/copy.ts';
import { SIMULATIONS } from '#libs/statements/calculation/simulate.ts';

/** No event makes them. */
const KEPT_BY_PEOPLE = [SIMULATIONS, SAVED_REPLAYS];

/** What is not there is not copied. Throws what the system or SQLite refuses. */
export async function copyStores(from: StorePaths, to: StorePaths, onProgress: CopyProgress): Promise<void> {
  const files = [
    [from.logPath, to.logPath],
    [from.deliveriesPath, to.deliveriesPath],
    ...KEPT_BY_PEOPLE.map((name) => [scratchFile(from.readFolder, name), scratchFile(to.readFolder, name)] as const),
  ] as const;
  for (const [source, target] of files) {
    mkdirSync(dirname(target), { recursive: true });
    if (existsSync(source)) await copyWhileInUse(source, target, onProgress);
  }
}
