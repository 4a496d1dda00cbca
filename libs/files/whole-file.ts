/** Writes a file under a name that a person gives. */
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { asideOf } from '#libs/files/aside.ts';
import { syncFolder } from '#libs/files/new-file.ts';

/** A file on its way. */
interface WholeFile {
  /** Where to write it. */
  readonly path: string;
  /** Whether that is beside its place. Otherwise it is a pipe, a terminal or a device, which is written to as it is. */
  readonly isAside: boolean;
  /** Gives it its name: call it when it is all written. */
  readonly complete: () => void;
  /** Removes what was not completed: call it in any case. */
  readonly end: () => void;
}

/**
 * A file appears only when it is complete: on a full disk, or cut off, no half of it is left under its name, where a bank or an accountant
 * would take it.
 */
export function wholeFile(path: string): WholeFile {
  const before = statSync(path, { throwIfNoEntry: false });
  if (before !== undefined && !before.isFile())
    return { path, isAside: false, complete: () => undefined, end: () => undefined };
  // The file that a symbolic link names is replaced, not the link.
  const target = before === undefined ? path : realpathSync(path);
  // Of two processes that write it at once, none completes a file that the other has begun again.
  const aside = asideOf(target);
  return {
    path: aside,
    isAside: true,
    complete: () => {
      renameSync(aside, target);
      syncFolder(dirname(target));
    },
    end: () => {
      rmSync(aside, { force: true });
    },
  };
}

/** Writes one, on disk when it returns. Throws the error of the system. */
export function writeWholeFile(path: string, content: string | Uint8Array, mode = 0o666): void {
  const file = wholeFile(path);
  try {
    writeFileSync(file.path, content, { mode, flush: file.isAside });
    file.complete();
  } finally {
    file.end();
  }
}
