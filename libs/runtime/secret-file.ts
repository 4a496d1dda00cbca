/** Whether a file that holds a secret is kept from others. */
import { statSync } from 'node:fs';

/** Others may neither read nor write it, and its group may only read it: a secret is often mounted for a group. */
const OF_OTHERS = 0o027;
const PERMISSIONS = 0o777;

/** The permissions (as for `chmod`) of a file that others may read or change; undefined if nobody else may. */
export function openPermissions(path: string): string | undefined {
  // Windows has no such permissions; the reader of the file reports a missing one, or a folder, which nobody is to close to its users.
  const found = process.platform === 'win32' ? undefined : statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() !== true || (found.mode & OF_OTHERS) === 0) return undefined;
  return (found.mode & PERMISSIONS).toString(8).padStart(4, '0');
}

/** Among 32 random bytes, about 30 are different. */
const DIFFERENT_MIN = 16;

/** Whether a person typed the key or a program filled it in: too few different bytes, or consecutive ones. */
export function isWeakKey(key: Uint8Array): boolean {
  const isRow = key.every((byte, i) => i === 0 || byte === ((key[i - 1] ?? 0) + 1) % 256);
  return isRow || new Set(key).size < DIFFERENT_MIN;
}
