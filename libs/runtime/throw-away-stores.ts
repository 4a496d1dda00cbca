/**
 * Temporary stores, unreadable even after a kill: the log is sealed with a key in memory only, and projections are in databases without a
 * name.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Clock } from '#libs/event-store/recording-time.ts';
import type { ReadStore } from '#libs/read-store/read-store.ts';
import { openAnonymousReadStore } from '#libs/read-store/sqlite/sqlite-read-store.ts';
import { sealedForThisProcess } from '#libs/runtime/sealed-log.ts';
import { openStoredLogAt, storePaths } from '#libs/runtime/stores.ts';
import { makeThrowAwayFolder, sweepThrowAwayFolders } from '#libs/runtime/throw-away-folders.ts';

interface ThrowAwayStores {
  readonly log: EventStore;
  readonly readStore: ReadStore;
}

/** Closes the stores and removes the folder, even if the work fails. First removes the folders of killed processes. */
export async function withThrowAwayStores<Result>(
  clock: Clock,
  work: (stores: ThrowAwayStores) => Promise<Result>,
): Promise<Result> {
  sweepThrowAwayFolders();
  const folder = makeThrowAwayFolder();
  try {
    const stored = await openStoredLogAt(storePaths(folder, {}), clock);
    const log = sealedForThisProcess(stored, join(folder, 'keys.db'));
    const readStore = openAnonymousReadStore();
    try {
      return await work({ log, readStore });
    } finally {
      await readStore.close();
      await log.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
