/** Files are made where that is asked for and nowhere else, and what another process or the disk does is told apart from a bad file. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { openDatabase, reopenDatabase } from '#libs/sqlite/database.ts';
import { isUnusableFile } from '#libs/sqlite/failure.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'decompte-test-'));
  // Characters that mean something in a URL.
  path = join(folder, 'a b#é?%41.db');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a file that is not there is made, and opened again', () => {
  const made = openDatabase(path, 'PRAGMA journal_mode = WAL');
  made.exec('CREATE TABLE rows (text TEXT)');
  const again = reopenDatabase(path, 'PRAGMA journal_mode = WAL');
  again?.exec("INSERT INTO rows VALUES ('a')");
  expect(made.prepare('SELECT count(*) AS n FROM rows').get()?.['n']).toBe(1);
  again?.close();
  made.close();
});

test('a file that is not there is not made where it is to be opened again', () => {
  expect(reopenDatabase(path, 'PRAGMA journal_mode = WAL')).toBe(undefined);
  expect(existsSync(path)).toBe(false);
});

test('a file that is no database is unusable, which no try again changes', () => {
  writeFileSync(path, 'no database, and long enough to be looked at as one'.repeat(20));
  for (const open of [openDatabase, reopenDatabase]) {
    let thrown: unknown;
    try {
      open(path, 'PRAGMA journal_mode = WAL');
    } catch (error) {
      thrown = error;
    }
    expect([isUnusableFile(thrown), thrown instanceof StoreUnavailable]).toStrictEqual([true, false]);
  }
});

test('a folder in its place is unusable', () => {
  expect(() => openDatabase(folder, '')).toThrow('unable to open database file');
  expect(() => reopenDatabase(folder, '')).toThrow('unable to open database file');
});
