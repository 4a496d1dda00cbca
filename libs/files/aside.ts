/**
 * Names for files that are being written: each lies beside its final place until it is whole. Files that a killed process left are removed by
 * the next write into the folder.
 */
import { hash, randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { isAlive } from '#libs/files/processes.ts';

/** Processes of another machine, or of another container, may write to the same folder. */
const HOST = hash('sha256', hostname()).slice(0, 8);
/** What is sorted on disk for a file is beside it, with one more ending. */
const ASIDE = new RegExp(`\\.${HOST}-(\\d+)-[0-9a-f-]{36}\\.part(?:\\.[a-z]+)?$`);

/** A name in the same folder that no other write uses. Removes the files that killed processes left in the folder. */
export function asideOf(path: string): string {
  sweepAsides(dirname(path));
  return `${path}.${HOST}-${process.pid}-${randomUUID()}.part`;
}

/** Ignores the refusals of the system: the write that follows meets them too, and reports them. */
function sweepAsides(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const pid = ASIDE.exec(name)?.[1];
      if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(folder, name), { force: true });
    }
  } catch (error) {
    if (!('syscall' in (error as Error))) throw error;
  }
}
