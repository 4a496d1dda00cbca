/** The record of accesses in SQLite, in a file that only its owner reads. */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { accessRecordContract } from '#libs/access-record/access-record.contract.ts';
import { SqliteAccessRecord } from '#libs/access-record/sqlite/sqlite-access-record.ts';
import { temporaryFolder } from '#test/support/product.ts';

const folder = temporaryFolder();
const path = join(folder, 'accesses.db');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

accessRecordContract('SQLite', () => Promise.resolve(new SqliteAccessRecord(path)));

test('only its owner reads the file', () => {
  expect(statSync(path).mode & 0o077).toBe(0);
});
