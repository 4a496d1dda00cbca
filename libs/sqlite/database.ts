/** Opens a SQLite file that other processes may write to. */
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { asUnavailable, isNotOpened } from '#libs/sqlite/failure.ts';
import { placeToRead } from '#libs/sqlite/reading.ts';

/** How much of its files a process keeps in memory. */
export interface FileMemory {
  /** Of what is read and written; undefined: as each kind of file has it. */
  readonly cacheKb: number | undefined;
  /** Of what is read without a copy of its own. */
  readonly mappedBytes: number;
}

/** For work that reads everything: calculations, imports, rebuilds. */
export const AMPLE: FileMemory = { cacheKb: undefined, mappedBytes: 0 };

/** For a service, which reads a little of everything and shares its machine. */
export const SPARING: FileMemory = { cacheKb: 8_192, mappedBytes: 0 };

/** The PRAGMA statements that go after those of a kind of file. */
export function memorySettings({ cacheKb, mappedBytes }: FileMemory): string {
  const cache = cacheKb === undefined ? '' : `PRAGMA cache_size = -${cacheKb};`;
  return `${cache} PRAGMA mmap_size = ${mappedBytes};`;
}

/** After a long read has made the write-ahead log grow, the next checkpoint shrinks it to this size: SQLite alone never does. */
const LOG_BYTES = 64 * 1024 * 1024;

/** Maximum wait for a lock of another process, ms; it blocks this whole process. */
export const BUSY_MS = 10_000;

/**
 * Creates the file if it does not exist; reads one on a disk that is read-only. `settings` are PRAGMA statements of the connection. Throws
 * StoreUnavailable for a lock or disk error.
 */
export function openDatabase(path: string, settings: string): DatabaseSync {
  return configured(
    () => new DatabaseSync(existsSync(path) ? placeToRead(path) : path, { timeout: BUSY_MS }),
    settings,
  );
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
    db.exec(`PRAGMA journal_size_limit = ${LOG_BYTES}; ${settings}`);
    return db;
  } catch (error) {
    db?.close();
    throw asUnavailable(error);
  }
}
