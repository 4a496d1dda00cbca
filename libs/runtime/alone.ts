/** Lets one process at a time write to a place. */
import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { asUnavailable, isLocked } from '#libs/sqlite/failure.ts';

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

function hold(lock: string): DatabaseSync {
  const database = new DatabaseSync(lock, { timeout: 0 });
  try {
    // With its journal in memory: nothing is written, and a place that must be empty has no second file.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    const failure = asUnavailable(error);
    throw isLocked(failure) ? new PlaceTaken(lock) : failure;
  }
}
