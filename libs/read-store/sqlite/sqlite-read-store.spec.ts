/** The read store in SQLite keeps the guarantees of the port, and survives the faults that only files can have. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Catalogue } from '#libs/read-store/catalogue.ts';
import { readStoreContract } from '#libs/read-store/read-store.contract.ts';
import { SqliteCatalogue, scratchFile } from '#libs/read-store/sqlite/sqlite-catalogue.ts';
import { openSqliteReadStore } from '#libs/read-store/sqlite/sqlite-read-store.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { Talk, WORDS, contents } from '#test/support/talk.ts';

readStoreContract('the read store in SQLite', async () => {
  const folder = temporaryFolder();
  const connections: Catalogue[] = [];
  return {
    connect: async () => {
      const catalogue = new SqliteCatalogue(folder);
      connections.push(catalogue);
      return catalogue;
    },
    builds: async (projection) => buildNumbers(folder, projection),
    close: async () => {
      for (const catalogue of connections) await catalogue.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

function buildNumbers(folder: string, projection: string): number[] {
  const numbers = readdirSync(folder).flatMap((file) => {
    const [, of, number] = /^(.+)-v\d+-(\d+)\.db$/.exec(file) ?? [];
    return of === projection ? [Number(number)] : [];
  });
  return numbers.sort((a, b) => a - b);
}

let talk: Talk;
let folder: string;

beforeEach(() => {
  talk = new Talk();
  folder = join(talk.folder, 'read');
});

afterEach(() => talk.close());

test('a file of documents that was deleted by hand is built again', async () => {
  await talk.say(['talk-1', 'a']);
  const first = openSqliteReadStore(folder);
  await first.upToDate(WORDS, talk.log);
  await first.close();
  for (const file of readdirSync(folder)) if (file.startsWith('words-')) rmSync(join(folder, file));
  const second = openSqliteReadStore(folder);
  expect((await second.status(WORDS, talk.log)).version).toBe(0);
  expect(readdirSync(folder).filter((file) => file.startsWith('words-'))).toStrictEqual([]);
  expect(await contents(await second.upToDate(WORDS, talk.log))).toStrictEqual({ 'talk-1': { words: ['a'] } });
  await second.close();
});

test('a build takes every file of those before it away, also of one that a killed process had only begun', async () => {
  await talk.say(['talk-1', 'a']);
  const store = openSqliteReadStore(folder);
  for (const end of ['', '-wal', '-shm', '-journal']) writeFileSync(join(folder, `words-v1-0.db${end}`), '');
  await store.rebuild(WORDS, talk.log);
  await store.close();
  expect(readdirSync(folder).filter((file) => file.startsWith('words-'))).toStrictEqual(['words-v1-1.db']);
});

test('a read store of another format is built again, and kept settings of people stay', async () => {
  await talk.say(['talk-1', 'a']);
  const first = openSqliteReadStore(folder);
  await first.upToDate(WORDS, talk.log);
  await (await first.scratch('simulations')).write({ puts: [['s', '1']] });
  await first.close();
  const catalogue = new DatabaseSync(join(folder, 'catalogue.db'));
  catalogue.exec('PRAGMA user_version = 1');
  catalogue.close();
  writeFileSync(join(folder, 'words-v1-9.db'), 'left by the other format');
  const again = [openSqliteReadStore(folder), openSqliteReadStore(folder)];
  for (const readStore of again) {
    expect(await contents(await readStore.upToDate(WORDS, talk.log))).toStrictEqual({ 'talk-1': { words: ['a'] } });
    expect(await contents(await readStore.scratch('simulations'))).toStrictEqual({ s: 1 });
  }
  expect(buildNumbers(folder, 'words')).toStrictEqual([1]);
  for (const readStore of again) await readStore.close();
});

test('scratch documents cannot take the name of a file of the catalogue', async () => {
  const catalogue = new SqliteCatalogue(folder);
  for (const name of ['catalogue', 'words-v1-1']) await expect(catalogue.scratch(name)).rejects.toThrow(RangeError);
  await catalogue.scratch('notes');
  expect(readdirSync(folder)).toContain('notes.db');
  expect(scratchFile(folder, 'notes')).toBe(join(folder, 'notes.db'));
  await catalogue.close();
});
