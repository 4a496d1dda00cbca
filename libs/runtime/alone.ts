/** Lets one process at a time write to a place. */
import { rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { asUnavailable, isLocked, namingFile } from '#libs/sqlite/failure.ts';

/** The name of the lock of a folder, in it. The file of a killed process locks nothing. */
export const LOCK_FILE = '.en-cours';

/** Another process, or another call, holds the lock. */
export class PlaceTaken extends Error {
  readonly lock: string;

  constructor(lock: string) {
    super(`${lock} is held`);
    this.name = 'PlaceTaken';
    this.lock = lock;
  }
}

/**
 * `lock`: a file for the lock, which the system releases when this process ends, however it ends. Throws PlaceTaken, and the errors of
 * the system and of SQLite.
 */
export async function whileAlone<T>(lock: string, work: () => Promise<T>): Promise<T> {
  const held = hold(lock);
  try {
    return await work();
  } finally {
    // Before the lock is released: the next process makes another file, and never takes one that is being removed.
    rmSync(lock, { force: true });
    held.close();
  }
}

/** How often a file is locked that its holder has just removed. Each time another process has done its work. */
const ATTEMPTS = 20;

/** A lock on a file that was removed meanwhile excludes nobody: it is released, and the file that is there now is locked. */
function hold(lock: string): DatabaseSync {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // SQLite makes the file: a file that Node closes loses the locks that this process has on it.
    databaseAt(lock).close();
    const file = identityOf(lock);
    const held = lockOn(lock);
    if (file !== undefined && identityOf(lock) === file) return held;
    held.close();
  }
  throw new PlaceTaken(lock);
}

function lockOn(file: string): DatabaseSync {
  const database = databaseAt(file);
  try {
    // With its journal in memory: nothing is written, and a place that must be empty has no second file.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    const failure = asUnavailable(error);
    throw isLocked(failure) ? new PlaceTaken(file) : failure;
  }
}

function databaseAt(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { timeout: 0 });
  } catch (error) {
    throw asUnavailable(namingFile(error, file));
  }
}

/** Undefined if there is no file. The number of a removed file is given to the next one, so that the moment of its birth is needed too. */
function identityOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev} ${found.ino} ${found.birthtimeNs}`;
}
