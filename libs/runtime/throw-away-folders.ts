/** Folders of this process for work of which nothing is kept. What a process that was killed has left is removed by the next one. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '#libs/runtime/processes.ts';

/** Processes of another machine may have theirs in the same place. */
const PREFIX = `decompte-${hostname().replaceAll(/[^A-Za-z0-9.]/g, '')}-`;

export function makeThrowAwayFolder(place = tmpdir()): string {
  return mkdtempSync(join(place, `${PREFIX}${process.pid}-`));
}

/** Removes those of processes of this machine that live no more. One of another user, who cannot be removed, stays. */
export function sweepThrowAwayFolders(place = tmpdir()): void {
  for (const name of readdirSync(place)) {
    if (!name.startsWith(PREFIX)) continue;
    const pid = /^\d+(?=-)/.exec(name.slice(PREFIX.length))?.[0];
    if (pid === undefined || isAlive(Number(pid))) continue;
    try {
      rmSync(join(place, name), { recursive: true, force: true });
    } catch (error) {
      if (!['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
}
