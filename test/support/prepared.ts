/**
 * Folders that several spec files begin with, such as stores with a calculated experiment: the first spec that needs one makes it, the
 * others of the run copy it, without loading the code that makes it.
 */
import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

/** A copy of the folder of this name, which the caller may change and must remove. `make` gives a new folder, with its stores closed. */
export async function prepared(name: string, make: () => Promise<string>): Promise<string> {
  const folders = process.env['TEST_PREPARED'];
  // A script that is no spec.
  if (folders === undefined) return make();
  const kept = join(folders, name);
  if (!existsSync(kept)) keep(await make(), kept);
  const copy = temporaryFolder();
  cpSync(kept, copy, { recursive: true });
  return copy;
}

/** Another spec may have stored it since. */
function keep(made: string, kept: string): void {
  const aside = `${kept}.${process.pid}`;
  cpSync(made, aside, { recursive: true });
  rmSync(made, { recursive: true });
  try {
    renameSync(aside, kept);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    rmSync(aside, { recursive: true });
  }
}
