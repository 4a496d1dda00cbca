/** Classifies SQLite errors by result code. Source: https://www.sqlite.org/rescode.html */
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';

const CANNOT_OPEN = 14;
/** Temporary failures, with the advice for each. */
const UNAVAILABLE: ReadonlyMap<number, string> = new Map([
  [5, 'un autre processus écrit depuis trop longtemps ; réessayez'],
  [10, 'le disque ne lit ou n’écrit plus ; regardez son état'],
  [13, 'le disque est plein ; libérez de la place, puis réessayez'],
]);
/** Codes of an unusable file: read-only, cannot be opened, not a database. */
const UNUSABLE = [8, CANNOT_OPEN, 26];
/** The primary result code is the last byte of an extended one. */
const PRIMARY = 0xff;

/** StoreUnavailable for a lock or disk error; any other error unchanged. */
export function asUnavailable(error: unknown): unknown {
  const what = UNAVAILABLE.get(resultCode(error) ?? 0);
  return what === undefined
    ? error
    : new StoreUnavailable(`l’écriture n’a pas pu se faire : ${what}`, { cause: error });
}

/** Whether the file is not a database that this process can use. */
export function isUnusableFile(error: unknown): error is Error {
  return UNUSABLE.includes(resultCode(error) ?? 0);
}

/** Whether the file could not be opened, for instance because it does not exist. */
export function isNotOpened(error: unknown): boolean {
  return resultCode(error) === CANNOT_OPEN;
}

/** Primary result code; undefined for an error of another origin. */
function resultCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | null | undefined)?.errcode;
  return typeof code === 'number' ? code & PRIMARY : undefined;
}
