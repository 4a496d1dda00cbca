/** Refuses a second command that would write to the same place: the files of the two would mix. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '#libs/files/make-folder.ts';
import { LOCK_FILE, PlaceTaken, whileAlone } from '#libs/runtime/alone.ts';
import { requireFilePlace } from '#apps/cli/files.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';

/** Makes the folder. */
export function aloneIn<T>(folder: string, work: () => Promise<T>): Promise<T> {
  makeFolder(folder);
  return alone(join(folder, LOCK_FILE), folder, work);
}

/** Throws CliRefusal where no file can be. A pipe, a terminal or a device has no lock: one beside it would be a file in /dev. */
export function aloneFor<T>(file: string, work: () => Promise<T>): Promise<T> {
  requireFilePlace(file);
  const before = statSync(file, { throwIfNoEntry: false });
  if (before !== undefined && !before.isFile()) return work();
  return alone(file + LOCK_FILE, file, work);
}

async function alone<T>(lock: string, place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await whileAlone(lock, work);
  } catch (error) {
    if (!(error instanceof PlaceTaken)) throw error;
    throw new CliRefusal(
      `une autre commande écrit dans ${place} ; attendez qu’elle finisse, ou donnez une autre place`,
    );
  }
}
