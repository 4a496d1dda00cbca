/** What SQLite fails with, by its result codes. Source: https://www.sqlite.org/rescode.html */
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';

const CANNOT_OPEN = 14;
/** Codes of what may pass, and what to look at. */
const UNAVAILABLE: ReadonlyMap<number, string> = new Map([
  [5, 'un autre processus écrit depuis trop longtemps ; réessayez'],
  [10, 'le disque ne lit ou n’écrit plus ; regardez son état'],
  [13, 'le disque est plein ; libérez de la place, puis réessayez'],
]);
/** Codes of a file that cannot serve: read-only, cannot be opened, not a database. */
const UNUSABLE = [8, CANNOT_OPEN, 26];
/** A result code is the last byte of its more detailed forms. */
const PRIMARY = 0xff;

/** The error as StoreUnavailable where another process or the disk is in the way; any other as it is. */
export function asUnavailable(error: unknown): unknown {
  const what = UNAVAILABLE.get(resultCode(error) ?? 0);
  return what === undefined
    ? error
    : new StoreUnavailable(`l’écriture n’a pas pu se faire : ${what}`, { cause: error });
}

/** Whether a file is no database that this process can use. */
export function isUnusableFile(error: unknown): error is Error {
  return UNUSABLE.includes(resultCode(error) ?? 0);
}

/** Whether a file could not be opened, as one that is not there. */
export function isNotOpened(error: unknown): boolean {
  return resultCode(error) === CANNOT_OPEN;
}

/** Primary result code; undefined for an error of anything else than SQLite. */
function resultCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | null | undefined)?.errcode;
  return typeof code === 'number' ? code & PRIMARY : undefined;
}
