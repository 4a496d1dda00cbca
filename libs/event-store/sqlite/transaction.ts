/** A transaction of a SQLite file that other processes write to, and what keeps it from being made. */
import type { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from '#libs/event-store/event-store.ts';

/** Result codes of SQLite, and what to look at. Source: https://www.sqlite.org/rescode.html */
const UNAVAILABLE: ReadonlyMap<number, string> = new Map([
  [5, 'un autre processus écrit depuis trop longtemps ; réessayez'],
  [10, 'le disque ne lit ou n’écrit plus ; regardez son état'],
  [13, 'le disque est plein ; libérez de la place, puis réessayez'],
]);
/** A result code is the last byte of its more detailed forms. */
const PRIMARY = 0xff;

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
    // A disk that is full has undone it already.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw asUnavailable(error);
  }
}

function asUnavailable(error: unknown): unknown {
  const said = UNAVAILABLE.get(resultCode(error) ?? 0);
  return said === undefined
    ? error
    : new StoreUnavailable(`l’écriture n’a pas pu se faire : ${said}`, { cause: error });
}

/** Primary result code of SQLite; undefined for an error of anything else. */
export function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode & PRIMARY;
}
