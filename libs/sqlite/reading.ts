/** Opens a SQLite file for reading, even if the folder is not writable: on a read-only disk, or in a folder of another account. */
import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { asUnavailable, namingFile } from '#libs/sqlite/failure.ts';
import { requireOwnEnd } from '#libs/sqlite/own-end.ts';

/**
 * To read a file that others may write to, SQLite makes related files next to it. If it cannot make them and none exist, the file is read
 * as one that does not change. Throws StoreUnavailable if its end is in a related file that cannot be read then, and the error of SQLite.
 */
export function openToRead(path: string, options: { readonly timeout?: number } = {}): DatabaseSync {
  const place = placeToRead(path);
  try {
    return new DatabaseSync(place, { ...options, readOnly: true });
  } catch (error) {
    throw asUnavailable(namingFile(error, path));
  }
}

/** The path or URL that SQLite opens. Throws StoreUnavailable, also if the end beside the file is that of another one. */
export function placeToRead(path: string): string | URL {
  // A URI itself says how it is opened, for example a database in memory, which has no folder.
  if (path.startsWith('file:')) return path;
  const file = linkedFile(path);
  requireOwnEnd(file);
  if (mayWriteBeside(file) || sizeOf(`${file}-shm`) !== undefined) return path;
  if ((sizeOf(`${file}-wal`) ?? 0) > 0) throw new StoreUnavailable({ code: 'STORE_END_BESIDE', data: { path } });
  const url = pathToFileURL(path);
  url.searchParams.set('immutable', '1');
  return url;
}

/** The file that a link leads to: SQLite makes related files next to that one. A missing one is as it is called. */
function linkedFile(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}

function mayWriteBeside(path: string): boolean {
  try {
    accessSync(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** In bytes; undefined if the file is missing. */
function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size;
}
