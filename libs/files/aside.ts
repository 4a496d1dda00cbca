/** Files on their way, beside the place that they get when they are whole. A killed process leaves them: the next write into the folder removes them. */
import { hash, randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { isAlive } from '#libs/files/processes.ts';

/** Processes of another machine, or of another container, may write to the same folder. */
const HOST = hash('sha256', hostname()).slice(0, 8);
/** What is sorted on disk for a file is beside it, with one more ending. */
const ASIDE = new RegExp(`\\.${HOST}-(\\d+)-[0-9a-f-]{36}\\.part(?:\\.[a-z]+)?$`);

/** A name that no other write has, in the folder of the file: there it can be renamed. Removes what killed processes left in that folder. */
export function asideOf(path: string): string {
  sweepAsides(dirname(path));
  return `${path}.${HOST}-${process.pid}-${randomUUID()}.part`;
}

/** What it may not read or remove stays: whoever writes there is told by the system what the folder refuses. */
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
