/** Opens a file of facts: a refusal of another kind of file uses the words of an import. */
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

/** Returns its size in bytes. Throws RefusedFile if it is a folder, a pipe or a device, and the error of the system. */
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

/** The size of a file in bytes; 0 if it is no file, or if the system cannot look at it: opening it gives the reason. */
export function sizeIfFile(path: string): number {
  try {
    const found = statSync(path);
    return found.isFile() ? found.size : 0;
  } catch {
    return 0;
  }
}
