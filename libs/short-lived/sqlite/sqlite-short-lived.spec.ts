/** Short-lived values in a file keep their contract, and only the owner reads the file. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { SqliteShortLived } from '#libs/short-lived/sqlite/sqlite-short-lived.ts';
import { shortLivedContract } from '#libs/short-lived/short-lived.contract.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

shortLivedContract('SQLite', async () => {
  const folder = temporaryFolder();
  return {
    open: () => new SqliteShortLived(join(folder, 'sessions.db')),
    close: async () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

test('nobody but the owner reads the files', async () => {
  const folder = temporaryFolder();
  const store = new SqliteShortLived(join(folder, 'sessions.db'));
  await store.set('session', 'key', 'text', 1, 10);
  const modes = readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777);
  expect(modes.length).toBeGreaterThan(0);
  expect(new Set(modes)).toStrictEqual(new Set([0o600]));
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
