/** Whether a file that holds a secret is kept from others. */
import { statSync } from 'node:fs';

/** Others may neither read nor write it, and its group may only read it: a secret is often mounted for a group. */
const OF_OTHERS = 0o027;
const PERMISSIONS = 0o777;

/** The permissions (as for `chmod`) of a file that others may read or change; undefined where nobody else may. */
export function openPermissions(path: string): string | undefined {
  // Windows has no such permissions; a file that is not there is reported by who reads it.
  const mode = process.platform === 'win32' ? undefined : statSync(path, { throwIfNoEntry: false })?.mode;
  if (mode === undefined || (mode & OF_OTHERS) === 0) return undefined;
  return (mode & PERMISSIONS).toString(8).padStart(4, '0');
}

/** Of random bytes, 32 have some 30 different ones. */
const DIFFERENT_MIN = 16;

/** Whether a key is one that a person typed or a program filled in: too few different bytes, or a row of them. */
export function isWeakKey(key: Uint8Array): boolean {
  const isRow = key.every((byte, i) => i === 0 || byte === ((key[i - 1] ?? 0) + 1) % 256);
  return isRow || new Set(key).size < DIFFERENT_MIN;
}
