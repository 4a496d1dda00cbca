/** Transactions of a SQLite file that other processes write to. */
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { BUSY_MS } from '#libs/sqlite/database.ts';
import { asUnavailable, isLocked, namingFile } from '#libs/sqlite/failure.ts';

/** How long it pauses before it asks for the lock again, ms. */
const PAUSE_MS = 10;

/**
 * Takes the write lock first, so that reads inside the transaction stay true until it writes. An error of the body rolls back.
 * Throws StoreUnavailable for a lock or disk error.
 */
export function inTransaction<T>(db: DatabaseSync, body: () => T): T {
  return transaction(db, 'BEGIN IMMEDIATE', body);
}

/** Like inTransaction, for a database of openDatabase, without waiting: throws STORE_LOCKED while another process holds the lock. */
export function inTransactionAtOnce<T>(db: DatabaseSync, body: () => T): T {
  try {
    return transaction(db, `PRAGMA busy_timeout = 0; BEGIN IMMEDIATE; PRAGMA busy_timeout = ${BUSY_MS}`, body);
  } catch (error) {
    db.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
    throw error;
  }
}

/**
 * Retries while another process holds the lock. SQLite would block this thread; here the process continues meanwhile. Throws the errors of
 * `attempt`, STORE_LOCKED only after `waitMs`.
 */
export async function whenUnlocked<T>(attempt: () => T, waitMs = BUSY_MS): Promise<T> {
  const until = performance.now() + waitMs;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!isLocked(error) || performance.now() >= until) throw error;
    }
    await setTimeout(PAUSE_MS);
  }
}

function transaction<T>(db: DatabaseSync, begin: string, body: () => T): T {
  try {
    db.exec(begin);
    const result = body();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk has already rolled back.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw asUnavailable(namingFile(error, db.isOpen ? db.location() : null));
  }
}
