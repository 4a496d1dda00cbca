/** Folders of this process for temporary files. The next process removes those of a killed one. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '#libs/files/processes.ts';

/** Processes of another machine may have theirs in the same place. */
const PREFIX = `decompte-${hostname().replaceAll(/[^A-Za-z0-9.]/g, '')}-`;

const UNREADABLE = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM']);

export function makeThrowAwayFolder(place = tmpdir()): string {
  return mkdtempSync(join(place, `${PREFIX}${process.pid}-`));
}

/** Removes the folders of ended processes of this machine, except those of another user. Nothing is there where the place cannot be read. */
export function sweepThrowAwayFolders(place = tmpdir()): void {
  for (const name of namesIn(place)) {
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

/** Most commands make no temporary file: what needs one says that the place is missing, or closed to it. */
function namesIn(place: string): readonly string[] {
  try {
    return readdirSync(place);
  } catch (error) {
    if (UNREADABLE.has(String((error as NodeJS.ErrnoException).code))) return [];
    throw error;
  }
}
