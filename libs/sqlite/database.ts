/** Opens a SQLite file that other processes may write to. */
import { closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { asUnavailable, isDiskFailure, isLocked, namingFile } from '#libs/sqlite/failure.ts';
import { placeToRead } from '#libs/sqlite/reading.ts';

/** How much of its files a process keeps in memory. */
export interface FileMemory {
  /** Cache for reading and writing; undefined: the default of each kind of file. */
  readonly cacheKb: number | undefined;
  /** The number of bytes that are read without a separate copy. */
  readonly mappedBytes: number;
}

/** For work that reads everything: calculations, imports, rebuilds. */
export const AMPLE: FileMemory = { cacheKb: undefined, mappedBytes: 0 };

/** For a service, which reads a little of everything and shares its machine. */
export const SPARING: FileMemory = { cacheKb: 8_192, mappedBytes: 0 };

/** The PRAGMA statements that follow those of a kind of file. */
export function memorySettings({ cacheKb, mappedBytes }: FileMemory): string {
  const cache = cacheKb === undefined ? '' : `PRAGMA cache_size = -${cacheKb};`;
  return `${cache} PRAGMA mmap_size = ${mappedBytes};`;
}

/** After a long read has made the write-ahead log grow, the next checkpoint shrinks it to this size: SQLite alone never does. */
const LOG_BYTES = 64 * 1024 * 1024;

/** Maximum wait for a lock of another process, ms; it blocks this whole process. */
export const BUSY_MS = 10_000;

const OWNER_ONLY = 0o600;

/**
 * Makes a missing file for its owner only, before SQLite, whose other files take its mode. One that is there is not opened: by closing it this
 * process would lose the locks of its other connections.
 */
export function makeForOwner(path: string): void {
  try {
    closeSync(openSync(path, 'wx', OWNER_ONLY));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/**
 * Creates the file if it does not exist; reads one on a disk that is read-only. `settings` are PRAGMA statements of the connection. Throws
 * StoreUnavailable for a lock or disk error.
 */
export function openDatabase(path: string, settings: string): DatabaseSync {
  return besideOthers(() =>
    configured(
      path,
      () => new DatabaseSync(existsSync(path) ? placeToRead(path) : path, { timeout: BUSY_MS }),
      settings,
    ),
  );
}

/** Like openDatabase, but returns undefined for a missing file and does not create it. */
export function reopenDatabase(path: string, settings: string): DatabaseSync | undefined {
  const readOnce = placeToRead(path);
  const url = readOnce instanceof URL ? readOnce : pathToFileURL(path);
  // mode=rw does not create the file: another process may remove it between a check and the opening.
  url.searchParams.set('mode', readOnce instanceof URL ? 'ro' : 'rw');
  try {
    return besideOthers(() => configured(path, () => new DatabaseSync(url, { timeout: BUSY_MS }), settings));
  } catch (error) {
    if (!existsSync(path)) return undefined;
    throw error;
  }
}

/** How often a file is opened again that another process removes at this moment, and after how long, ms. */
const TRIES = 5;
const PAUSE_MS = 10;

/**
 * Runs work that opens or sets up a file, even while other processes begin on it, or remove it: SQLite does not wait for a process that
 * sets the journal of a new file, and fails if the related files of a removed one disappear. Throws the errors of `work`.
 */
export function besideOthers<T>(work: () => T): T {
  const until = performance.now() + BUSY_MS;
  for (let tries = 1; ; tries++) {
    try {
      return work();
    } catch (error) {
      const isPassing = isLocked(error) ? performance.now() < until : isDiskFailure(error) && tries < TRIES;
      if (!isPassing) throw error;
    }
    // The caller would wait in SQLite.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  }
}

function configured(path: string, open: () => DatabaseSync, settings: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    db = open();
    db.exec(`PRAGMA journal_size_limit = ${LOG_BYTES}; ${settings}`);
    return db;
  } catch (error) {
    const failure = asUnavailable(namingFile(error, path));
    db?.close();
    throw failure;
  }
}
