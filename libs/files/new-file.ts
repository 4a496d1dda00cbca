/** Writes files that are never overwritten: keys, checkpoints, attestations, and what a person goes on to change. */
import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { asideOf } from '#libs/files/aside.ts';

/** A file system has no links: that of a memory stick, or some folders of other machines. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/**
 * The file is there with its whole content, on disk, or not at all: also on a full disk, or if this process is killed. Throws the error of the
 * system, EEXIST if there is a file.
 */
export function writeNewFile(path: string, content: string | Uint8Array, mode = 0o666): void {
  const aside = asideOf(path);
  try {
    writeFileSync(aside, content, { flag: 'wx', mode, flush: true });
    giveName(aside, path);
  } finally {
    rmSync(aside, { force: true });
  }
  syncFolder(dirname(path));
}

function giveName(aside: string, path: string): void {
  try {
    // Unlike renaming, linking never replaces a file.
    linkSync(aside, path);
  } catch (error) {
    if (!NO_LINKS.has(String((error as NodeJS.ErrnoException).code))) throw error;
    // Only one process can make this one.
    closeSync(openSync(path, 'wx'));
    renameSync(aside, path);
  }
}

/** The name of a file is on disk only once its folder is. */
export function syncFolder(folder: string): void {
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
