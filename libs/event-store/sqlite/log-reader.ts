/** The embedded log for another thread, which only reads it. */
import { DatabaseSync } from 'node:sqlite';
import type { LogReader } from '#libs/event-store/event-store.ts';
import { readPages } from '#libs/event-store/sqlite/pages.ts';
import { BUSY_MS, SPARING, memorySettings } from '#libs/sqlite/database.ts';
import { Statements } from '#libs/sqlite/statements.ts';

export const SQLITE_LOG_READER = import.meta.url;

const SETTINGS = `${memorySettings(SPARING)} PRAGMA temp_store = MEMORY;`;

/** Throws the error of SQLite where the file is not there. */
export function openElsewhere(path: string): LogReader {
  const db = new DatabaseSync(path, { readOnly: true, timeout: BUSY_MS });
  db.exec(SETTINGS);
  const statements = new Statements(db, { asArrays: true });
  return {
    read: (options) => readPages(statements, options),
    close: () => {
      db.close();
    },
  };
}
