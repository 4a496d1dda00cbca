/** Opens a SQLite file that other processes may write to. */
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { asUnavailable, isNotOpened } from '#libs/sqlite/failure.ts';

/** How long a lock of another process is waited for, ms; meanwhile this whole process waits. */
export const BUSY_MS = 10_000;

/**
 * Makes the file where it is not there. `settings` are PRAGMA statements of the connection.
 * Throws StoreUnavailable where the disk or another process is in the way.
 */
export function openDatabase(path: string, settings: string): DatabaseSync {
  return configured(() => new DatabaseSync(path, { timeout: BUSY_MS }), settings);
}

/** As openDatabase; undefined where the file is not there, which is then not made. */
export function reopenDatabase(path: string, settings: string): DatabaseSync | undefined {
  const url = pathToFileURL(path);
  // Without the right to make the file: another process may remove it between a look and the opening.
  url.searchParams.set('mode', 'rw');
  try {
    return configured(() => new DatabaseSync(url, { timeout: BUSY_MS }), settings);
  } catch (error) {
    if (isNotOpened(error) && !existsSync(path)) return undefined;
    throw error;
  }
}

function configured(open: () => DatabaseSync, settings: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    db = open();
    db.exec(settings);
    return db;
  } catch (error) {
    db?.close();
    throw asUnavailable(error);
  }
}
