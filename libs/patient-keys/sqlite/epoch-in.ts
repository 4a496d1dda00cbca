/** Tells whether keys were destroyed between two moments, to who has no key that opens them. */
import { existsSync } from 'node:fs';
import { openToRead } from '#libs/sqlite/reading.ts';
import { BUSY_MS } from '#libs/sqlite/database.ts';

/** The epoch of the keys in a file (`PatientKeys.epoch`); undefined if there is none. Throws the error of SQLite. */
export function epochIn(path: string): number | undefined {
  if (!existsSync(path)) return undefined;
  const database = openToRead(path, { timeout: BUSY_MS });
  try {
    return database.prepare('SELECT destroyed FROM installation').get()?.['destroyed'] as number | undefined;
  } finally {
    database.close();
  }
}
