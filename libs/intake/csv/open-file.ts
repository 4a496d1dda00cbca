/** Opens a file of facts: what is none is refused in the words of an import. */
import { statSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { NotAFile, givenFileSize, openGivenFile } from '#libs/files/given-file.ts';
import { refusedFile } from '#libs/intake/refusals.ts';

/** Throws RefusedFile, and the error of the system. */
export async function openFile(path: string): Promise<FileHandle> {
  try {
    return await openGivenFile(path);
  } catch (error) {
    throw asRefusal(error);
  }
}

/** Gives its size, bytes. Throws RefusedFile where it is a folder, a pipe or a device, and the error of the system. */
export function requireFile(path: string): number {
  try {
    return givenFileSize(path);
  } catch (error) {
    throw asRefusal(error);
  }
}

function asRefusal(error: unknown): unknown {
  if (!(error instanceof NotAFile)) return error;
  return refusedFile(error.code === 'EISDIR' ? 'FILE_IS_FOLDER' : 'FILE_IS_PIPE', {});
}

/** Bytes of a file; 0 where it is none, or the system cannot look at it: to open it says why. */
export function sizeIfFile(path: string): number {
  try {
    const found = statSync(path);
    return found.isFile() ? found.size : 0;
  } catch {
    return 0;
  }
}
