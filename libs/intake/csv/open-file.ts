/** Opens a file of facts. Reading a pipe or a device may never end, so that only what is a file is opened. */
import { statSync } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { refusedFile } from '#libs/intake/refusals.ts';

/** Throws RefusedFile, and the error of the system. */
export async function openFile(path: string): Promise<FileHandle> {
  await requireFile(path);
  return open(path);
}

/** Gives its size, bytes. Throws RefusedFile where it is a folder, a pipe or a device, and the error of the system. */
export async function requireFile(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isFile()) throw refusedFile(found.isDirectory() ? 'FILE_IS_FOLDER' : 'FILE_IS_PIPE', {});
  return found.size;
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
