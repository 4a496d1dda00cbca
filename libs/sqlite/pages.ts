/** Whether the pages of a file are as SQLite wrote them: cheap enough for a start. */
import { existsSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { asUnavailable, damagedBy } from '#libs/sqlite/failure.ts';
import { openToRead } from '#libs/sqlite/reading.ts';

/** Only `audit verify` reads larger files completely: a start does not wait for it. SQLite checks some 400 MB a second. */
const CHECKED_BYTES = 64 * 1024 * 1024;

/** Throws StoreDamaged, and StoreUnavailable for a lock or disk error. A missing file has no pages. */
export function requirePages(path: string): void {
  if (!existsSync(path) || statSync(path).size > CHECKED_BYTES) return;
  const found = quickCheck(path);
  if (found !== 'ok') throw damagedBy(found);
}

function quickCheck(path: string): string {
  let db: DatabaseSync | undefined;
  try {
    db = openToRead(path, { timeout: 1_000 });
    return String(Object.values(db.prepare('PRAGMA quick_check(1)').get() ?? {})[0]);
  } catch (error) {
    throw asUnavailable(error);
  } finally {
    db?.close();
  }
}
