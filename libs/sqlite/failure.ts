/** Classifies SQLite errors by result code. Source: https://www.sqlite.org/rescode.html */
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import type { DatabaseSync } from 'node:sqlite';
import { StoreDamaged, type StoreFailure, StoreUnavailable } from '#libs/kernel/store-unavailable.ts';

const CANNOT_OPEN = 14;
/** Temporary failures by result code. */
const UNAVAILABLE: ReadonlyMap<number, StoreFailure['code']> = new Map([
  [5, 'STORE_LOCKED'],
  [10, 'STORE_DISK_FAILED'],
  [13, 'STORE_DISK_FULL'],
]);
/** The shared-memory file (-shm) could not grow: the disk is full. */
const NO_ROOM = 4874;
const NOT_A_DATABASE = 26;
/** Codes of an unusable file: read-only, cannot be opened, not a database. */
const UNUSABLE = [8, CANNOT_OPEN, NOT_A_DATABASE];
/** The primary result code is the last byte of an extended one. */
const PRIMARY = 0xff;

/** A page that differs from what SQLite wrote. */
const CORRUPT = 11;

let damaged = false;

/** Whether this process met a damaged file. It stays so: a file that is put back is opened by another process. */
export function isDamaged(): boolean {
  return damaged;
}

export function damagedBy(reason: string, cause?: unknown): StoreDamaged {
  damaged = true;
  return new StoreDamaged({ code: 'STORE_DAMAGED', data: { reason } }, { cause });
}

/** The file, or its write-ahead log, is another one than this process opened: it is not ready until it is started again. */
export function replacedFile(path: string): StoreDamaged {
  damaged = true;
  return new StoreDamaged({ code: 'STORE_REPLACED', data: { path } });
}

/**
 * StoreUnavailable for a lock or disk error, and for want of descriptors; StoreDamaged for a damaged file; any other error unchanged. Called
 * before what was opened on the way is closed: SQLite does not say that no descriptor is left, and a sound file would be taken for a bad one.
 */
export function asUnavailable(error: unknown): unknown {
  if (resultCode(error) === CORRUPT) return damagedBy((error as Error).message, error);
  if (isNoDescriptor(error) || (resultCode(error) === CANNOT_OPEN && hasNoDescriptor()))
    return new StoreUnavailable({ code: 'STORE_FILES_OPEN', data: {} }, { cause: error });
  const isFull = (error as { errcode?: unknown } | null | undefined)?.errcode === NO_ROOM;
  const code = isFull ? 'STORE_DISK_FULL' : UNAVAILABLE.get(resultCode(error) ?? 0);
  return code === undefined ? error : new StoreUnavailable({ code, data: {} } as StoreFailure, { cause: error });
}

/**
 * The failure, if it says nothing of what the file contains: a lock, a full disk, no descriptor. An audit must not take it for a fault of the
 * log; a disk that does not read is one.
 */
export function passingFailure(error: unknown): StoreUnavailable | undefined {
  if (resultCode(error) === CORRUPT) return undefined;
  const failure = asUnavailable(error);
  return failure instanceof StoreUnavailable && !isDiskFailure(failure) ? failure : undefined;
}

function hasNoDescriptor(): boolean {
  try {
    closeSync(openSync(devNull, 'r'));
    return false;
  } catch (error) {
    return isNoDescriptor(error);
  }
}

function isNoDescriptor(error: unknown): boolean {
  return ['EMFILE', 'ENFILE'].includes(String((error as { code?: unknown } | null | undefined)?.code));
}

/** The error, with the path of the file if SQLite made it: unlike the system, it does not say which file it means. */
export function namingFile(error: unknown, path: string | null): unknown {
  if (path !== null && error instanceof Error && resultCode(error) !== undefined && !('path' in error))
    Object.assign(error, { path });
  return error;
}

/** Whether another process holds the lock. */
export function isLocked(error: unknown): boolean {
  return error instanceof StoreUnavailable && error.code === 'STORE_LOCKED';
}

/** Whether the system could not read or write one of the files of a database. */
export function isDiskFailure(error: unknown): boolean {
  return error instanceof StoreUnavailable && error.code === 'STORE_DISK_FAILED';
}

/** Gives the result of `ask`. Throws StoreUnavailable for a lock or disk error, which names the file if `db` is given. */
export function askDatabase<T>(ask: () => T, db?: DatabaseSync): T {
  try {
    return ask();
  } catch (error) {
    throw asUnavailable(namingFile(error, db?.isOpen === true ? db.location() : null));
  }
}

/** Whether the file is not a database that this process can use. */
export function isUnusableFile(error: unknown): error is Error & { readonly path?: string } {
  return UNUSABLE.includes(resultCode(error) ?? 0);
}

/** Whether the file is no database: a process that may not open or write it says nothing of its content. */
export function isNoDatabase(error: unknown): error is Error {
  return resultCode(error) === NOT_A_DATABASE;
}

/** Primary result code; undefined for an error of another origin. */
function resultCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | null | undefined)?.errcode;
  return typeof code === 'number' ? code & PRIMARY : undefined;
}
