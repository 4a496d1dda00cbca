/** The record of accesses in SQLite, in a file that only its owner reads. */
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { accessRecordContract } from '#libs/access-record/access-record.contract.ts';
import { SqliteAccessRecord } from '#libs/access-record/sqlite/sqlite-access-record.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();
const path = join(folder, 'accesses.db');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

accessRecordContract('SQLite', () => Promise.resolve(new SqliteAccessRecord(path)));

test('only its owner reads the file', () => {
  expect(statSync(path).mode & 0o077).toBe(0);
});

test('a rename leaves no bytes of the former name in the file, even in freed pages', async () => {
  const record = new SqliteAccessRecord(join(folder, 'bytes.db'));
  const of = (i: number, patient: string) => ({
    ...{ key: `2026-11-28T08:00:00.000Z ${String((i * 7919) % 1000)} PATIENT`, at: '2026-11-28T08:00:00.000Z' },
    ...{ subject: 'u-1', name: 'Zoé', roles: [], session: 's1', address: `/patients/${patient}`, request: String(i) },
    ...{ kind: 'PATIENT' as const, ids: [patient], count: 1 },
  });
  for (let i = 0; i < 1_000; i++) await record.add([of(i, i % 3 === 0 ? 'PSEUDONYME-EFFACE' : `P${String(i)}`)]);
  await record.prune('2026-11-28T08:00:00.000Z');
  await record.rename(['PSEUDONYME-EFFACE'], '~3a1b');
  const files = readdirSync(folder).filter((name) => name.startsWith('bytes.db'));
  expect(files.filter((name) => readFileSync(join(folder, name)).includes('PSEUDONYME-EFFACE'))).toStrictEqual([]);
  expect(await record.find({ id: '~3a1b' }, '', 1_000)).toHaveLength(334);
  await record.close();
});
