/** Who may read or change a file of a secret is said with its permissions; a folder is no such file. */
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openPermissions } from '#libs/runtime/secret-file.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

test('a file that others may read has its permissions named, and a folder is left to the reader: chmod 600 would close it to its owner', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'key');
  writeFileSync(path, '');
  chmodSync(path, 0o644);
  expect(openPermissions(path)).toBe('0644');
  chmodSync(path, 0o640);
  expect(openPermissions(path)).toBeUndefined();
  chmodSync(folder, 0o755);
  expect([openPermissions(folder), openPermissions(join(folder, 'none'))]).toStrictEqual([undefined, undefined]);
  rmSync(folder, { recursive: true });
});
