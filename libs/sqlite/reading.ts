/** Opens a SQLite file to read it, also where nothing can be written beside it: on a disk that is read-only, in a folder of another account. */
import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';

/**
 * To read a file that others may write to, SQLite makes files beside it. If it cannot make them and there are none, the file is read as one that
 * does not change. Throws StoreUnavailable if its end is in a file beside it that cannot be read then, and the error of SQLite.
 */
export function openToRead(path: string, options: { readonly timeout?: number } = {}): DatabaseSync {
  return new DatabaseSync(placeToRead(path), { ...options, readOnly: true });
}

/** What SQLite opens for it. Throws StoreUnavailable. */
export function placeToRead(path: string): string | URL {
  // A URI says itself how it is opened: of a database in memory, which has no folder.
  if (path.startsWith('file:')) return path;
  if (mayWriteBeside(path) || sizeOf(`${path}-shm`) !== undefined) return path;
  if ((sizeOf(`${path}-wal`) ?? 0) > 0) throw new StoreUnavailable({ code: 'STORE_END_BESIDE', data: { path } });
  const url = pathToFileURL(path);
  url.searchParams.set('immutable', '1');
  return url;
}

function mayWriteBeside(path: string): boolean {
  try {
    accessSync(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Bytes; undefined where it is not there. */
function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size;
}
