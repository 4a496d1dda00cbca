/** A folder is made with its parents, and a refusal of the system is passed on. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { makeFolder } from '#libs/files/make-folder.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

test('makes a folder with its parents, once, and gives the error of the system if it cannot', () => {
  const folder = temporaryFolder();
  const deep = join(folder, 'a', 'b');
  for (const _ of [1, 2]) makeFolder(deep);
  expect(existsSync(deep)).toBe(true);
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(() => {
    makeFolder(join(file, 'c'));
  }).toThrow(/EEXIST/);
  // Node's own `recursive` does not come back from there.
  expect(() => {
    makeFolder('/proc/none/of/it');
  }).toThrow(/mkdir '\/proc/);
});
