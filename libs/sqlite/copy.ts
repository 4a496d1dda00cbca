/** Copies a SQLite file while it is being written to: the copy is the file as it was when the copy began. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync, backup } from 'node:sqlite';
import { BUSY_MS } from '#libs/sqlite/database.ts';

/** Of 4 KiB: how much is copied between two signs of progress. */
const PAGES_PER_STEP = 2_500;

export type CopyProgress = (donePages: number, totalPages: number) => void;

/** `target` must not be there; it is there whole or not at all. Throws what the system or SQLite refuses. */
export async function copyWhileInUse(source: string, target: string, onProgress?: CopyProgress): Promise<void> {
  if (existsSync(target)) throw new Error(`${target} est déjà là ; une copie n'en remplace pas une autre`);
  const unfinished = `${target}.en-cours`;
  rmSync(unfinished, { force: true });
  const database = new DatabaseSync(source, { readOnly: true, timeout: BUSY_MS });
  try {
    // A read that is held open keeps the copy to one moment: without it, every append of another process would begin it again.
    database.exec('BEGIN');
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    await backup(database, unfinished, {
      rate: PAGES_PER_STEP,
      progress: ({ totalPages, remainingPages }) => onProgress?.(totalPages - remainingPages, totalPages),
    });
  } finally {
    database.close();
  }
  settle(unfinished);
  renameSync(unfinished, target);
}

/** Takes what the copy's own write-ahead log may hold into the file, and forces it to disk. */
function settle(path: string): void {
  const copy = new DatabaseSync(path);
  copy.exec('PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE);');
  copy.close();
}
