/** Opens a SQLite file that other processes may write to. */
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { asUnavailable, isNotOpened } from '#libs/sqlite/failure.ts';

/** Maximum wait for a lock of another process, ms; it blocks this whole process. */
export const BUSY_MS = 10_000;

/**
 * Creates the file if it does not exist. `settings` are PRAGMA statements of the connection. Throws StoreUnavailable for a lock
 * or disk error.
 */
export function openDatabase(path: string, settings: string): DatabaseSync {
  return configured(() => new DatabaseSync(path, { timeout: BUSY_MS }), settings);
}

/** As openDatabase, but returns undefined for a missing file and does not create it. */
export function reopenDatabase(path: string, settings: string): DatabaseSync | undefined {
  const url = pathToFileURL(path);
  // mode=rw does not create the file: another process may remove it between a check and the opening.
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
