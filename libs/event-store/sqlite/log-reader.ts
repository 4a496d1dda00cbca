/** The embedded log for another thread, which only reads it. */
import type { LogReader } from '#libs/event-store/event-store.ts';
import type { RowSealer } from '#libs/event-store/row-sealer.ts';
import { readPages } from '#libs/event-store/sqlite/form-1/pages.ts';
import { readRowPages } from '#libs/event-store/sqlite/form-2/row-pages.ts';
import { formIn } from '#libs/event-store/sqlite/stored-form.ts';
import { BUSY_MS, SPARING, memorySettings } from '#libs/sqlite/database.ts';
import { openToRead } from '#libs/sqlite/reading.ts';
import { Statements } from '#libs/sqlite/statements.ts';
import { type Elsewhere, openAt } from '#libs/threads/computing.ts';

export const SQLITE_LOG_READER = import.meta.url;

const SETTINGS = `${memorySettings(SPARING)} PRAGMA temp_store = MEMORY;`;

interface Place {
  readonly path: string;
  /** The sealer of its rows. */
  readonly sealer?: Elsewhere | undefined;
}

export function placeOfLog(path: string, sealer: Elsewhere | undefined): string {
  return JSON.stringify({ path, sealer } satisfies Place);
}

/** Throws the error of SQLite if the file does not exist. */
export async function openElsewhere(place: string): Promise<LogReader> {
  const { path, sealer: sealedBy } = JSON.parse(place) as Place;
  const sealer = sealedBy === undefined ? undefined : await openAt<RowSealer>(sealedBy);
  const db = openToRead(path, { timeout: BUSY_MS });
  db.exec(SETTINGS);
  const statements = new Statements(db, { asArrays: true });
  const form = formIn(db);
  return {
    read: (options) => (form === 1 ? readPages(statements, options) : readRowPages(statements, sealer, options)),
    close: () => {
      db.close();
      sealer?.close?.();
    },
  };
}
