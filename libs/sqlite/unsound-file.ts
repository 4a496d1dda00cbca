/** Finds out which file made SQLite fail: its errors name none. */
import { statSync } from 'node:fs';
import { passingFailure } from '#libs/sqlite/failure.ts';
import { openToRead } from '#libs/sqlite/reading.ts';

/** A file of half a gibibyte is read in about three seconds. */
const READ_WHOLE_MAX_BYTES = 512 * 1024 * 1024;

/** `UNREAD`: its beginning is sound, and it is too large to be read while a person waits for an answer. */
export type Soundness = 'SOUND' | 'UNSOUND' | 'UNREAD';

/**
 * UNSOUND: empty, no database, cut off, or with damaged pages. A file that is not there is SOUND, and one that only cannot be read now: by it
 * a person would replace a good file by an older one. Reads at most `maxBytes`.
 */
export function soundnessOf(path: string, maxBytes = READ_WHOLE_MAX_BYTES): Soundness {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return 'SOUND';
  try {
    const database = openToRead(path);
    try {
      const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() as { tables: number };
      if (tables === 0) return 'UNSOUND';
      if (size > maxBytes) return 'UNREAD';
      const [check] = database.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[];
      return check?.quick_check === 'ok' ? 'SOUND' : 'UNSOUND';
    } finally {
      database.close();
    }
  } catch (error) {
    // What cannot be opened or read is what is looked for.
    return passingFailure(error) === undefined ? 'UNSOUND' : 'SOUND';
  }
}
