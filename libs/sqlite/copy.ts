/** Copies a SQLite file during writes: the copy is the state at the beginning of the copy. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync, backup } from 'node:sqlite';
import { BUSY_MS } from '#libs/sqlite/database.ts';
import { asUnavailable, namingFile } from '#libs/sqlite/failure.ts';
import { openToRead } from '#libs/sqlite/reading.ts';

/** Pages of 4 KiB copied between two reports of progress. */
const PAGES_PER_STEP = 2_500;

export type CopyProgress = (donePages: number, totalPages: number) => void;

/**
 * `target` must not exist. The copy is complete or absent. Throws RangeError if `target` exists, and the error of the system or of SQLite.
 */
export async function copyWhileInUse(source: string, target: string, onProgress?: CopyProgress): Promise<void> {
  if (existsSync(target)) throw new RangeError(`${target} exists; a copy does not overwrite a file`);
  const unfinished = `${target}.en-cours`;
  rmSync(unfinished, { force: true });
  const database = openToRead(source, { timeout: BUSY_MS });
  try {
    // An open read fixes the copy to one moment: without it, every append of another process would restart it.
    database.exec('BEGIN');
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    await backup(database, unfinished, {
      rate: PAGES_PER_STEP,
      progress: ({ totalPages, remainingPages }) => onProgress?.(totalPages - remainingPages, totalPages),
    });
  } catch (error) {
    throw asUnavailable(namingFile(error, unfinished));
  } finally {
    database.close();
  }
  settle(unfinished);
  renameSync(unfinished, target);
}

/**
 * Checkpoints the write-ahead log of a copy that is not in use, and syncs it to disk: reading a copy leaves related files, and this removes
 * them.
 */
export function settle(path: string): void {
  const copy = new DatabaseSync(path);
  copy.exec('PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE);');
  copy.close();
}
