/**
 * A write-ahead log is applied only to the file that it continues, whatever a killed process left and an administrator put beside it; and a
 * process whose file is replaced stops writing.
 */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { copyWhileInUse } from '#libs/sqlite/copy.ts';
import { openDatabase } from '#libs/sqlite/database.ts';
import { openToRead } from '#libs/sqlite/reading.ts';
import { WriteMarks } from '#libs/sqlite/write-marks.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder, 'a.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const SETTINGS = `PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 0;
  CREATE TABLE IF NOT EXISTS rows (no INTEGER PRIMARY KEY, text TEXT);`;

class Writer {
  readonly db: DatabaseSync;
  readonly marks: WriteMarks;

  constructor(at: string) {
    this.db = openDatabase(at, SETTINGS);
    this.marks = new WriteMarks(this.db);
  }

  write(text: string): void {
    this.marks.transactionAtOnce(() => this.db.prepare('INSERT INTO rows (text) VALUES (?)').run(text));
  }

  checkpoint(mode: 'PASSIVE' | 'RESTART' | 'TRUNCATE' = 'PASSIVE'): void {
    this.db.exec(`PRAGMA wal_checkpoint(${mode})`);
  }

  close(): void {
    this.db.close();
  }
}

/** Copies the file and its -wal as a killed process would leave them. */
function leftBy(killed: string, place: string): string {
  mkdirSync(place);
  const left = join(place, 'a.db');
  copyFileSync(killed, left);
  if (existsSync(`${killed}-wal`)) copyFileSync(`${killed}-wal`, `${left}-wal`);
  return left;
}

function rowsIn(at: string): readonly unknown[] {
  const db = openToRead(at);
  try {
    return db
      .prepare('SELECT text FROM rows ORDER BY no')
      .all()
      .map(({ text }) => text);
  } finally {
    db.close();
  }
}

const FOREIGN = expect.objectContaining({ code: 'STORE_END_OF_ANOTHER' });

test('the end that a killed process left is applied, at any moment of its transactions and checkpoints', () => {
  const writer = new Writer(path);
  const texts: string[] = [];
  for (let no = 1; no <= 60; no++) {
    writer.write(`${no}`);
    texts.push(`${no}`);
    const at = leftBy(path, join(folder, `killed-${no}`));
    expect(rowsIn(at)).toStrictEqual(texts);
    if (no % 5 === 0) writer.checkpoint();
    if (no % 12 === 0) writer.checkpoint('RESTART');
    if (no % 25 === 0) writer.checkpoint('TRUNCATE');
    expect(rowsIn(leftBy(path, join(folder, `copied-${no}`)))).toStrictEqual(texts);
  }
  writer.close();
});

test('the end of a killed process is refused beside an older copy and beside a newer file, and touches neither', async () => {
  const writer = new Writer(path);
  const older = join(folder, 'older.db');
  writer.write('1');
  await copyWhileInUse(path, older);
  writer.write('2');
  writer.checkpoint('RESTART');
  const begun = join(folder, 'begun.db');
  await copyWhileInUse(path, begun);
  for (const text of ['3', '4']) writer.write(text);
  const killed = leftBy(path, join(folder, 'killed'));
  writer.checkpoint('RESTART');
  writer.write('5');
  writer.close();
  for (const [other, rows] of [
    [older, 1],
    [path, 5],
  ] as const) {
    copyFileSync(other, killed);
    expect(() => new Writer(killed)).toThrow(FOREIGN);
    expect(() => rowsIn(killed)).toThrow(FOREIGN);
    expect(readFileSync(killed)).toStrictEqual(readFileSync(other));
    const alone = join(folder, 'alone.db');
    copyFileSync(killed, alone);
    expect(rowsIn(alone)).toHaveLength(rows);
  }
  // A copy of the state that the end begins with is as good as the file itself.
  copyFileSync(begun, killed);
  expect(rowsIn(killed)).toStrictEqual(['1', '2', '3', '4']);
});

test('the end of another copy of the file is refused, and of an emptied file too', async () => {
  const writer = new Writer(path);
  writer.write('both');
  const twin = join(folder, 'twin.db');
  await copyWhileInUse(path, twin);
  writer.close();
  for (const [at, text] of [
    [path, 'one'],
    [twin, 'other'],
  ] as const) {
    const one = new Writer(at);
    for (const _ of [1, 2]) {
      one.write(text);
      one.checkpoint('RESTART');
    }
    one.write(text);
    leftBy(at, join(folder, text));
    one.close();
  }
  const mixed = join(folder, 'one', 'a.db');
  copyFileSync(join(folder, 'other', 'a.db-wal'), `${mixed}-wal`);
  expect(() => new Writer(mixed)).toThrow(FOREIGN);
  const emptied = join(folder, 'other', 'a.db');
  truncateSync(emptied);
  expect(() => new Writer(emptied)).toThrow(FOREIGN);
  expect(existsSync(`${emptied}-wal`)).toBe(true);
});

test('the end of a new file is refused beside a backup, though nothing was marked before it', async () => {
  const writer = new Writer(path);
  writer.write('kept');
  const backup = join(folder, 'backup.db');
  await copyWhileInUse(path, backup);
  writer.close();
  const begun = new Writer(join(folder, 'new.db'));
  begun.write('of an empty folder');
  const killed = leftBy(join(folder, 'new.db'), join(folder, 'killed'));
  begun.close();
  copyFileSync(backup, killed);
  expect(() => rowsIn(killed)).toThrow(FOREIGN);
});

test('the number of another program in the header is no mark', () => {
  const other = new DatabaseSync(path);
  other.exec('PRAGMA journal_mode = WAL; PRAGMA user_version = 3; CREATE TABLE a (b); PRAGMA wal_checkpoint(RESTART)');
  other.exec('PRAGMA user_version = 4; INSERT INTO a VALUES (1)');
  const changed = leftBy(path, join(folder, 'changed'));
  other.close();
  const writer = new Writer(path);
  writer.write('1');
  const marked = leftBy(path, join(folder, 'marked'));
  writer.close();
  const db = openToRead(changed);
  expect(db.prepare('SELECT b FROM a').get()?.['b']).toBe(1);
  db.close();
  expect(rowsIn(marked)).toStrictEqual(['1']);
});

test('the end beside the file that a link leads to is the one that is looked at', async () => {
  const writer = new Writer(path);
  writer.write('1');
  const older = join(folder, 'older.db');
  await copyWhileInUse(path, older);
  writer.checkpoint('RESTART');
  for (const text of ['2', '3']) {
    writer.write(text);
    writer.checkpoint('RESTART');
  }
  writer.write('4');
  const killed = leftBy(path, join(folder, 'killed'));
  writer.close();
  const link = join(folder, 'link.db');
  symlinkSync(killed, link);
  writeFileSync(`${link}-wal`, readFileSync(`${killed}-wal`));
  expect(rowsIn(link)).toHaveLength(4);
  copyFileSync(older, killed);
  rmSync(`${link}-wal`);
  expect(() => rowsIn(link)).toThrow(FOREIGN);
});

test('what is no write-ahead log is left to SQLite, which ignores it', () => {
  const writer = new Writer(path);
  writer.write('1');
  writer.close();
  writeFileSync(`${path}-wal`, 'text '.repeat(1000));
  expect(rowsIn(path)).toStrictEqual(['1']);
});

for (const [what, harm] of [
  [
    'another file is put in its place',
    (at: string) => {
      renameSync(`${at}.other`, at);
    },
  ],
  [
    'its write-ahead log is removed',
    (at: string) => {
      rmSync(`${at}-wal`);
    },
  ],
  [
    'its -shm is removed, so that another process would write over its transactions',
    (at: string) => {
      rmSync(`${at}-shm`);
    },
  ],
] as const)
  test(`a process writes nothing more once ${what}`, async () => {
    const writer = new Writer(path);
    writer.write('1');
    await copyWhileInUse(path, `${path}.other`);
    harm(path);
    expect(() => {
      writer.write('2');
    }).toThrow(expect.objectContaining({ code: 'STORE_REPLACED' }));
    expect(writer.db.prepare('SELECT count(*) AS rows FROM rows').get()?.['rows']).toBe(1);
    writer.close();
  });

for (const isMadeAgain of [false, true])
  test(`a process does not begin to write where the files beside its file were removed before${isMadeAgain ? ', and made again' : ''}`, () => {
    new Writer(path).close();
    const writer = new Writer(path);
    for (const end of ['-wal', '-shm']) rmSync(path + end);
    const insert = `new (require('node:sqlite').DatabaseSync)(process.argv[1]).exec("INSERT INTO rows (text) VALUES ('other')")`;
    if (isMadeAgain) execFileSync(process.execPath, ['--eval', insert, path], { stdio: 'ignore' });
    expect(() => {
      writer.write('1');
    }).toThrow(expect.objectContaining({ code: 'STORE_REPLACED' }));
    writer.close();
  });

test('a transaction that changes nothing writes nothing', () => {
  const writer = new Writer(path);
  writer.write('1');
  const before = readFileSync(`${path}-wal`);
  writer.marks.transactionAtOnce(() => writer.db.prepare('DELETE FROM rows WHERE no = 9').run());
  expect(readFileSync(`${path}-wal`)).toStrictEqual(before);
  writer.close();
});
