/** A sealed log in another thread: the reader of the log there, and the keys beside it, which the thread opens itself. */
import type { PatientKeys } from '#libs/patient-keys/patient-keys.ts';
import { type Elsewhere, openAt } from '#libs/threads/computing.ts';

interface LogWithKeys<Log, Keys> {
  readonly log: Log;
  readonly keys: Keys;
  readonly close: () => void;
}

/** Undefined if the log no longer exists. Throws the error of SQLite, KeysUnusable. */
export async function openLogWithKeys<Log extends { close(): void }, Keys extends PatientKeys>(
  of: Elsewhere,
  openKeys: () => Keys | Promise<Keys>,
): Promise<LogWithKeys<Log, Keys> | undefined> {
  const log = await openAt<Log>(of);
  if (log === undefined) return undefined;
  try {
    const keys = await openKeys();
    const close = (): void => {
      log.close();
      void keys.close();
    };
    return { log, keys, close };
  } catch (error) {
    log.close();
    throw error;
  }
}
