/** Transactions of a SQLite file that other processes write to. */
import type { DatabaseSync } from 'node:sqlite';
import { asUnavailable } from '#libs/sqlite/failure.ts';

/**
 * Takes the write lock first, so that reads inside the transaction stay true until it writes. An error of the body rolls back.
 * Throws StoreUnavailable for a lock or disk error.
 */
export function inTransaction<T>(db: DatabaseSync, body: () => T): T {
  try {
    db.exec('BEGIN IMMEDIATE');
    const result = body();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk has already rolled back.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw asUnavailable(error);
  }
}
