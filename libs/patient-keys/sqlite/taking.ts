/** Makes the file from the keys of another store, unchanged: the same key wraps them. */
import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from '#libs/files/new-file.ts';
import type { WrappedKeys } from '#libs/patient-keys/patient-keys.ts';
import { KeyRows } from '#libs/patient-keys/sqlite/key-rows.ts';

/** Suffixes of the files beside it. */
const LOGS = ['-wal', '-shm'];

/** Replaces an existing file; all or nothing. */
export async function takeKeysIntoFile(
  path: string,
  { wrappedBy, secret, keys, destroyed }: WrappedKeys,
): Promise<void> {
  const unfinished = `${path}.taking`;
  for (const end of ['', ...LOGS]) rmSync(unfinished + end, { force: true });
  const rows = new KeyRows(unfinished);
  try {
    for await (const page of keys)
      await rows.transaction(() => {
        for (const [reference, wrapped] of page) rows.add(reference, wrapped);
      });
    await rows.transaction(() => {
      for (const [reference, at] of destroyed) rows.destroy(reference, at);
      rows.install({ wrappedBy, secret, destroyed: destroyed.length });
    });
    await rows.emptied();
  } finally {
    rows.close();
  }
  for (const end of LOGS) rmSync(path + end, { force: true });
  renameSync(unfinished, path);
  syncFolder(dirname(path));
}
