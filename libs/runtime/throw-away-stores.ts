/** Stores in a folder of their own, for work that keeps nothing. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '#libs/event-store/recording-time.ts';
import { type OpenStores, openStoresAt, storePaths } from '#libs/runtime/stores.ts';

/** Closes the stores and removes the folder, also if the work fails. */
export async function withThrowAwayStores<Result>(
  clock: Clock,
  work: (stores: OpenStores) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'decompte-'));
  try {
    const stores = await openStoresAt(storePaths(folder, {}), clock);
    try {
      return await work(stores);
    } finally {
      await stores.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
