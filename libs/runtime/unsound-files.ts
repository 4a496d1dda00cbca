/** The files of the stores that are empty, no database, or damaged, after SQLite failed on one of them; or that may be. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { KEPT_BY_PEOPLE } from '#libs/runtime/backup.ts';
import type { StorePaths } from '#libs/runtime/stores.ts';
import { type Soundness, soundnessOf } from '#libs/sqlite/unsound-file.ts';

interface UnsoundFile {
  readonly path: string;
  /** Whether the log makes it again. */
  readonly isMadeAgain: boolean;
  readonly soundness: Exclude<Soundness, 'SOUND'>;
}

export function unsoundFiles({ logPath, keys, readFolder, deliveriesPath, accessesPath }: StorePaths): UnsoundFile[] {
  const read = existsSync(readFolder) ? readdirSync(readFolder).filter((name) => name.endsWith('.db')) : [];
  const ofPeople = new Set(KEPT_BY_PEOPLE.map((name) => `${name}.db`));
  const kept = [logPath, ...(keys === undefined ? [] : [keys.store]), deliveriesPath, accessesPath];
  return [
    ...kept.map((path) => ({ path, isMadeAgain: false })),
    ...read.map((name) => ({ path: join(readFolder, name), isMadeAgain: !ofPeople.has(name) })),
  ].flatMap((file) => {
    const soundness = soundnessOf(file.path);
    return soundness === 'SOUND' ? [] : [{ ...file, soundness }];
  });
}
