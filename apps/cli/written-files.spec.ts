/** A file that a command writes appears only when it is complete. */
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { aloneFor } from '#apps/cli/alone.ts';
import { writeWhole } from '#apps/cli/files.ts';
import { wholeFile } from '#libs/files/whole-file.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder, 'R-1.xml');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a file that a full disk cuts off leaves the one before, and no part of itself', () => {
  writeFileSync(path, 'before');
  const write = `const { writeWhole } = await import('#apps/cli/files.ts');
    writeWhole(${JSON.stringify(path)}, 'x'.repeat(1000));`;
  // The system takes only the first bytes, as on a full disk.
  const limited = ['--fsize=100', process.execPath, '--import', './scripts/decorators.mjs', '--input-type=module'];
  const { status, stderr } = spawnSync('prlimit', [...limited, '--eval', write], { encoding: 'utf8' });
  expect([status, stderr]).toStrictEqual([1, expect.stringContaining('EFBIG')]);
  expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toStrictEqual(['before', ['R-1.xml']]);
});

test('of two processes that write a file at once, each completes its own', () => {
  const [first, second] = [wholeFile(path), wholeFile(path)];
  writeFileSync(first.path, 'first');
  writeFileSync(second.path, 'half of the sec');
  first.complete();
  expect(readFileSync(path, 'utf8')).toBe('first');
  second.end();
  expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toStrictEqual(['first', ['R-1.xml']]);
});

test('a folder that is not there, and a folder in place of a file, are named before anything is written', () => {
  const absent = join(folder, 'absent');
  const write = (to: string) => () => {
    writeWhole(to, 'text');
  };
  expect(write(join(absent, 'R-1.xml'))).toThrow(`il n’y a pas de dossier ${absent} ; créez-le`);
  expect(write(folder)).toThrow(`${folder} est un dossier ; donnez le nom d’un fichier`);
  expect(() => aloneFor(join(absent, 'b.jsonl'), () => Promise.resolve())).toThrow(`il n’y a pas de dossier ${absent}`);
});

test('writes through a symbolic link, and to a device', () => {
  const link = join(folder, 'link.xml');
  writeFileSync(path, 'before');
  symlinkSync(path, link);
  writeWhole(link, 'after');
  writeWhole('/dev/null', 'after');
  expect([readFileSync(path, 'utf8'), lstatSync(link).isSymbolicLink()]).toStrictEqual(['after', true]);
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
});

test('locks the place of a file, and nothing beside a device', async () => {
  const isLocked = (file: string) => aloneFor(file, async () => existsSync(`${file}.en-cours`));
  expect([await isLocked(path), await isLocked('/dev/null')]).toStrictEqual([true, false]);
});
