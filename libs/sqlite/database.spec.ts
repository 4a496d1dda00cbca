/** openDatabase creates files, reopenDatabase does not; a lock or disk error is distinct from a bad file. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { makeForOwner, openDatabase, reopenDatabase } from '#libs/sqlite/database.ts';
import { askDatabase, asUnavailable, isUnusableFile } from '#libs/sqlite/failure.ts';
import { openToRead } from '#libs/sqlite/reading.ts';
import { inTransaction } from '#libs/sqlite/transaction.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'decompte-test-'));
  // Characters with a meaning in a URL.
  path = join(folder, 'a b#é?%41.db');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a disk without room for the shared-memory file counts as full, not as broken', () => {
  const failed = (errcode: number) => asUnavailable(Object.assign(new Error('disk I/O error'), { errcode }));
  expect(failed(4874)).toMatchObject({ code: 'STORE_DISK_FULL' });
  expect(failed(778)).toMatchObject({ code: 'STORE_DISK_FAILED' });
});

test('an error about a file that cannot be opened or written names it', () => {
  const inNone = join(folder, 'none', 'a.db');
  expect(() => openDatabase(inNone, '')).toThrow(expect.objectContaining({ errcode: 14, path: inNone }));
  openDatabase(path, '').close();
  const reading = openToRead(path);
  expect(() => {
    inTransaction(reading, () => {
      reading.exec('CREATE TABLE rows (text TEXT)');
    });
  }).toThrow(expect.objectContaining({ errcode: 8, path }));
  reading.close();
});

test('a failure for want of room keeps the file that SQLite failed on, as its cause', () => {
  const db = openDatabase(path, '');
  const full = (): never => {
    throw Object.assign(new Error('database or disk is full'), { errcode: 13 });
  };
  for (const failing of [() => askDatabase(full, db), () => inTransaction(db, full)])
    expect(failing).toThrow(
      expect.objectContaining({ code: 'STORE_DISK_FULL', cause: expect.objectContaining({ path }) }),
    );
  db.close();
});

test('creates a missing file and opens it again', () => {
  const made = openDatabase(path, 'PRAGMA journal_mode = WAL');
  made.exec('CREATE TABLE rows (text TEXT)');
  const again = reopenDatabase(path, 'PRAGMA journal_mode = WAL');
  again?.exec("INSERT INTO rows VALUES ('a')");
  expect(made.prepare('SELECT count(*) AS n FROM rows').get()?.['n']).toBe(1);
  again?.close();
  made.close();
});

test('a file that is there is not made again: this process would lose its locks', () => {
  makeForOwner(path);
  const held = openDatabase(path, 'CREATE TABLE rows (text TEXT); BEGIN IMMEDIATE;');
  makeForOwner(path);
  const write = `new (require('node:sqlite').DatabaseSync)(process.argv[1], { timeout: 0 }).exec('BEGIN IMMEDIATE')`;
  expect(spawnSync(process.execPath, ['--eval', write, path], { encoding: 'utf8' }).stderr).toContain('locked');
  held.close();
});

test('the write-ahead log of every file is bounded, unless its kind bounds it otherwise', () => {
  const limitOf = (settings: string): unknown => {
    const db = openDatabase(path, settings);
    const limit = db.prepare('PRAGMA journal_size_limit').get()?.['journal_size_limit'];
    db.close();
    return limit;
  };
  expect(limitOf('PRAGMA journal_mode = WAL')).toBe(64 * 1024 * 1024);
  expect(limitOf('PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 1048576')).toBe(1_048_576);
});

test('reopening a missing file does not create it', () => {
  expect(reopenDatabase(path, 'PRAGMA journal_mode = WAL')).toBe(undefined);
  expect(existsSync(path)).toBe(false);
});

test('a file that is not a database is unusable; a retry does not help', () => {
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

test('a folder instead of a file is unusable', () => {
  expect(() => openDatabase(folder, '')).toThrow('unable to open database file');
  expect(() => reopenDatabase(folder, '')).toThrow('unable to open database file');
});

test('a file that cannot be opened for want of descriptors is not taken for a bad one', () => {
  openDatabase(path, 'PRAGMA journal_mode = WAL').close();
  const open = `
    import { closeSync, openSync } from 'node:fs';
    const { openDatabase } = await import('#libs/sqlite/database.ts');
    const { openToRead } = await import('#libs/sqlite/reading.ts');
    const opened = [];
    try { for (;;) opened.push(openSync('/dev/null')); } catch {}
    const said = [openDatabase, openToRead].map((open) => {
      try { open(${JSON.stringify(path)}, ''); } catch (error) { return error.code; }
    });
    for (const one of opened) closeSync(one);
    openDatabase(${JSON.stringify(path)}, '').close();
    console.log(said.join());`;
  const args = ['--nofile=64', process.execPath, '--import', './scripts/decorators.mjs', '--input-type=module'];
  const { stdout, stderr } = spawnSync('prlimit', [...args, '--eval', open], { encoding: 'utf8' });
  expect([stdout, stderr]).toStrictEqual(['STORE_FILES_OPEN,STORE_FILES_OPEN\n', '']);
});
