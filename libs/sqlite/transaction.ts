/** A transaction of a SQLite file that other processes write to. */
import type { DatabaseSync } from 'node:sqlite';
import { asUnavailable } from '#libs/sqlite/failure.ts';

/**
 * Takes the write lock first, so that what is read inside is still true when it is written. What the body throws undoes all of it.
 * Throws StoreUnavailable where the disk or another process is in the way.
 */
export function inTransaction<T>(db: DatabaseSync, body: () => T): T {
  try {
    db.exec('BEGIN IMMEDIATE');
    const result = body();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite has rolled back already where the disk is full.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw asUnavailable(error);
  }
}
