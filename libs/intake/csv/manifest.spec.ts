/** The manifest names the files sent, with their rows and digests. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { differsFrom, readManifest } from '#libs/intake/csv/manifest.ts';
import { RefusedFile } from '#libs/intake/refusals.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const SHA = 'ab'.repeat(32);
const folder = temporaryFolder();
const path = join(folder, 'manifest.csv');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function read(content: string | Buffer) {
  writeFileSync(path, content);
  return readManifest(path);
}

test('a manifest names files with their rows and digest, in any order of columns and case of digest', async () => {
  const entries = await read(`\uFEFFrows,sha256,file\r\n3,${SHA.toUpperCase()},acts.csv\r\n\r\n0,${SHA},teams.csv\r\n`);
  expect([...entries.values()]).toStrictEqual([
    { file: 'acts.csv', rows: 3, sha256: SHA },
    { file: 'teams.csv', rows: 0, sha256: SHA },
  ]);
});

test('an invalid manifest is refused before it is read whole, and no part of it is shown', async () => {
  await expect(read('x'.repeat(65_537))).rejects.toThrow(/MANIFEST_TOO_LONG/);
  const refused = await read('file,rows,sha256\nP0000001"x,3,a\n').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(RefusedFile);
  expect(JSON.stringify((refused as RefusedFile).refusal)).not.toMatch(/P0000001/);
});

test('a manifest that cannot be read as one is refused', async () => {
  for (const content of [
    `file,rows\nacts.csv,3\n`,
    `file,rows,sha256,note\nacts.csv,3,${SHA},x\n`,
    `file,rows,sha256\nacts.csv,three,${SHA}\n`,
    `file,rows,sha256\nacts.csv,-1,${SHA}\n`,
    `file,rows,sha256\nacts.csv,3,abc\n`,
    `file,rows,sha256\n,3,${SHA}\n`,
    `file,rows,sha256\nacts.csv,3\n`,
    `file,rows,sha256\nacts.csv,3,${SHA}\nacts.csv,3,${SHA}\n`,
    `file,rows,sha256\n"acts.csv,3,${SHA}\n`,
    Buffer.from([0x66, 0xe9, 0x0a]),
  ])
    await assert.rejects(
      read(content),
      (error) => error instanceof RefusedFile && error.refusal.code.startsWith('MANIFEST_'),
    );
});

test('a file is the sent one if digest and rows match the announced ones', () => {
  const entry = { file: 'acts.csv', rows: 3, sha256: SHA };
  expect(differsFrom(entry, SHA, 3)).toBeUndefined();
  expect(differsFrom(entry, SHA, 2)).toStrictEqual({ code: 'NOT_THE_ROWS_SENT', data: { rows: 2, announced: 3 } });
  expect(differsFrom(entry, 'cd'.repeat(32), 3)).toStrictEqual({
    code: 'NOT_THE_CONTENT_SENT',
    data: { sha256: 'cd'.repeat(32), announced: SHA },
  });
});
