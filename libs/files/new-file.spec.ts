/** A new file is whole or absent, and never replaces another one. */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { writeNewFile } from '#libs/files/new-file.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder, 'a.key');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('writes a file for those whom the mode names, and nothing beside it', () => {
  writeNewFile(path, 'text', 0o600);
  expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toStrictEqual(['text', 0o600]);
  expect(readdirSync(folder)).toStrictEqual(['a.key']);
});

test('leaves the file that is there', () => {
  writeFileSync(path, 'before');
  expect(() => {
    writeNewFile(path, 'after');
  }).toThrow('EEXIST');
  expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toStrictEqual(['before', ['a.key']]);
});

test('leaves nothing of a file that is cut off', () => {
  const write = `const { writeNewFile } = await import('#libs/files/new-file.ts');
    writeNewFile(${JSON.stringify(path)}, 'x'.repeat(1000));`;
  // The system takes only the first bytes, as on a full disk.
  const args = ['--fsize=100', process.execPath, '--input-type=module', '--eval', write];
  const { status, stderr } = spawnSync('prlimit', args, { encoding: 'utf8' });
  expect([status, stderr]).toStrictEqual([1, expect.stringContaining('EFBIG')]);
  expect(readdirSync(folder)).toStrictEqual([]);
});
