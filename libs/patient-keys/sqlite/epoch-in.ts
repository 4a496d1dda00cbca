/** Tells whether keys were destroyed, or are wrapped by another key, to who has no key that opens them. */
import { existsSync } from 'node:fs';
import { openToRead } from '#libs/sqlite/reading.ts';
import { BUSY_MS } from '#libs/sqlite/database.ts';

/** The epoch of the keys in a file (`PatientKeys.epoch`); undefined if there is none. Throws the error of SQLite. */
export function epochIn(path: string): number | undefined {
  return installationIn(path)?.['destroyed'] as number | undefined;
}

/** The fingerprint of the key that wraps those in a file; undefined if there is none. Throws the error of SQLite. */
export function wrappedByIn(path: string): string | undefined {
  return installationIn(path)?.['wrapped_by'] as string | undefined;
}

function installationIn(path: string): Readonly<Record<string, unknown>> | undefined {
  if (!existsSync(path)) return undefined;
  const database = openToRead(path, { timeout: BUSY_MS });
  try {
    return database.prepare('SELECT destroyed, wrapped_by FROM installation').get();
  } finally {
    database.close();
  }
}
