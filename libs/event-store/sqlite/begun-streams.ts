/** The streams of the embedded log, also for another thread, which only reads it. */
import type { DatabaseSync } from 'node:sqlite';
import type { BegunElsewhere } from '#libs/event-store/event-store.ts';
import { BUSY_MS } from '#libs/sqlite/database.ts';
import { openToRead } from '#libs/sqlite/reading.ts';
import { Statements } from '#libs/sqlite/statements.ts';

export const SQLITE_BEGUN_STREAMS = import.meta.url;

export function begunIn(statements: Statements, streams: readonly string[]): readonly string[] {
  const sql = 'SELECT name FROM streams WHERE name IN (SELECT value FROM json_each(?))';
  return (statements.all(sql, JSON.stringify(streams)) as [string][]).map(([name]) => name);
}

/** Throws the error of SQLite if the file does not exist. */
export function openElsewhere(path: string): BegunElsewhere {
  const db: DatabaseSync = openToRead(path, { timeout: BUSY_MS });
  const statements = new Statements(db, { asArrays: true });
  return {
    begun: async (streams) => begunIn(statements, streams),
    close: () => {
      db.close();
    },
  };
}
