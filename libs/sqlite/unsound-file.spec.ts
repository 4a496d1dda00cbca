/** The file that made SQLite fail is found without reading files of any size. */
import { copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { soundnessOf } from '#libs/sqlite/unsound-file.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const path = join(folder, 'numbers.db');
const SMALL_BYTES = 8_192;

beforeEach(() => {
  rmSync(path, { force: true });
  const database = new DatabaseSync(path);
  database.exec('CREATE TABLE numbers (n, text); CREATE INDEX texts ON numbers (text)');
  for (let n = 0; n < 2_000; n++) database.prepare('INSERT INTO numbers VALUES (?, ?)').run(n, String(n).repeat(10));
  database.close();
});

/** As read whole, and as too large for that. */
function soundness(): readonly string[] {
  return [soundnessOf(path), soundnessOf(path, SMALL_BYTES)];
}

test('a sound file is sound; one that is too large is not read whole', () => {
  expect(soundness()).toStrictEqual(['SOUND', 'UNREAD']);
  expect(soundnessOf(join(folder, 'absent.db'))).toBe('SOUND');
});

test('damaged pages in the middle are found by reading the whole file only', () => {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(7, 5 * 4_096, 9 * 4_096));
  expect(soundness()).toStrictEqual(['UNSOUND', 'UNREAD']);
});

test('a file that is emptied, cut off or no database is found whatever its size', () => {
  const whole = readFileSync(path);
  truncateSync(path, 2 * SMALL_BYTES);
  expect(soundness()).toStrictEqual(['UNSOUND', 'UNSOUND']);
  writeFileSync(path, whole.fill(7));
  expect(soundness()).toStrictEqual(['UNSOUND', 'UNSOUND']);
  truncateSync(path, 0);
  expect(soundness()).toStrictEqual(['UNSOUND', 'UNSOUND']);
});

test('a file that another process locks, or beside which is the end of another one, is not said to be damaged', () => {
  const holder = new DatabaseSync(path);
  holder.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  expect(soundnessOf(path)).toBe('SOUND');
  holder.close();
  const other = join(folder, 'other.db');
  const writer = new DatabaseSync(other);
  writer.exec('PRAGMA journal_mode = WAL; PRAGMA user_version = 7; PRAGMA application_id = 6; CREATE TABLE other (a)');
  copyFileSync(`${other}-wal`, `${path}-wal`);
  writer.close();
  const file = new DatabaseSync(`${path}.copy`);
  file.exec('PRAGMA user_version = 9; PRAGMA application_id = 8; CREATE TABLE numbers (n)');
  file.close();
  copyFileSync(`${path}.copy`, path);
  expect(soundnessOf(path)).toBe('SOUND');
});
