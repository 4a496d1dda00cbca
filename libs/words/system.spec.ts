/** The messages of the system and SQLite about a file become French. */
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from '@jest/globals';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { causeInFrench } from '#libs/words/system.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  throw new RangeError('it did not fail');
}

test('a file that is missing, a folder or a link to itself', () => {
  const loop = join(folder, 'loop');
  symlinkSync('loop', loop);
  expect(
    [join(folder, 'nowhere'), folder, loop].map((path) => causeInFrench(messageOf(() => readFileSync(path)))),
  ).toStrictEqual(['il n’y est pas', 'c’est un dossier', 'des liens symboliques y tournent en rond']);
});

test('a store that is no database, or cannot be opened', () => {
  const text = join(folder, 'text.db');
  writeFileSync(
    text,
    'a text that is longer than the header of a database, so that SQLite looks at it as a file of its own',
  );
  const asked = (path: string) =>
    causeInFrench(messageOf(() => new DatabaseSync(path).prepare('PRAGMA user_version').get()));
  expect(asked(text)).toBe('ce n’est pas une base SQLite');
  mkdirSync(join(folder, 'folder.db'));
  expect(asked(join(folder, 'folder.db'))).toBe('il ne peut pas être ouvert');
});

test('the sentences about a key, a variable or a store that cannot be read are French', () => {
  const reason = messageOf(() => readFileSync(join(folder, 'nowhere')));
  const path = '/k';
  const said = [
    sentenceOf({ code: 'KEY_FILE_UNREADABLE', data: { path, reason } }),
    sentenceOf({ code: 'VARIABLE_FILE_UNREADABLE', data: { variable: 'KEY', path, reason } }),
    sentenceOf({ code: 'STORE_FILE_UNUSABLE', data: { reason: 'file is not a database', path: '/d/jobs.db' } }),
    sentenceOf({ code: 'SQLITE_UNREADABLE', data: { reason: 'database disk image is malformed' } }),
  ];
  expect(said).toStrictEqual([
    ': /k ne peut pas être lu (il n’y est pas) ; donnez le chemin d’un fichier que ce programme peut lire, par exemple /run/secrets/decompte-cle',
    'KEY_FILE : /k ne peut pas être lu (il n’y est pas) ; donnez le chemin d’un fichier que ce programme peut lire, par exemple /run/secrets/key',
    'DATA, ou EVENT_STORE_URL, READ_STORE_URL ou JOBS_URL : /d/jobs.db n’est pas une base que ce programme peut ouvrir (ce n’est pas une base SQLite) ; indiquez les siens, ou un chemin où il n’y a encore rien, par exemple DATA=/var/lib/decompte',
    'SQLite ne peut pas lire le journal : des pages en sont abîmées',
  ]);
});
