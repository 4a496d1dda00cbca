/** Rows are given sorted by code points, and no file is left on disk. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { SqliteRowSorter } from '#libs/sqlite/sqlite-row-sorter.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'row-sorter-'));
  path = join(folder, 'rows.sorting');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('sorts by the first columns, text by code points, and gives every row', () => {
  const sorter = new SqliteRowSorter(path, { columns: 3, sortedBy: 2 });
  // In UTF-16 the emoji, two units from U+D83D, is before U+FF5E.
  sorter.add([
    ['b', '10', 'z'],
    ['\u{1f600}', '1', ''],
    ['b', '1', 'y'],
  ]);
  sorter.add([
    ['～', '1', ''],
    ['B', '2', "l'un; l'autre"],
  ]);
  const all = [...sorter.all()];
  const sorted = [...sorter.sorted()];
  sorter.close();
  expect(sorted.map((row) => row.join('/'))).toStrictEqual([
    "B/2/l'un; l'autre",
    'b/1/y',
    'b/10/z',
    '～/1/',
    '\u{1f600}/1/',
  ]);
  expect(new Set(all.map((row) => row.join('/')))).toStrictEqual(new Set(sorted.map((row) => row.join('/'))));
});

test('replaces a file that a killed process left, and leaves none behind', () => {
  const killed = new SqliteRowSorter(path, { columns: 1, sortedBy: 1 });
  killed.add([['of the killed process']]);
  const sorter = new SqliteRowSorter(path, { columns: 1, sortedBy: 1 });
  sorter.add([['b'], ['a']]);
  expect([...sorter.sorted()]).toStrictEqual([['a'], ['b']]);
  sorter.close();
  expect(existsSync(path)).toBe(false);
  killed.close();
});
