/** Finds out which file made SQLite fail: its errors name none. */
import { existsSync } from 'node:fs';
import { openToRead } from '#libs/sqlite/reading.ts';

/** Whether a file is there and is empty, no database, or has damaged pages. Reads all of it. */
export function isUnsound(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    const database = openToRead(path);
    try {
      const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() as { tables: number };
      const [check] = database.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[];
      return tables === 0 || check?.quick_check !== 'ok';
    } finally {
      database.close();
    }
  } catch {
    // What cannot be opened or read is what is looked for.
    return true;
  }
}
