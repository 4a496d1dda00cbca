/** A command that fails on a file of the stores names the file, and what to do about it; done so, the command works. */
import { readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decompte } from '#test/support/command-line.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const TINY = fileURLToPath(new URL('samples/tiny/facts', import.meta.url));
const folder = temporaryFolder();
const read = join(folder, 'read');
beforeAll(async () => {
  expect((await decompte(['import', TINY, '--data', folder])).status).toBe(0);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function rosters(): string {
  const file = readdirSync(read).find((name) => /^rosters-.*\.db$/.test(name));
  expect(file).toBeDefined();
  return join(read, file ?? '');
}

for (const [what, harm] of [
  [
    'emptied',
    (path: string) => {
      truncateSync(path, 0);
    },
  ],
  [
    'replaced by a text',
    (path: string) => {
      writeFileSync(path, 'not a database');
    },
  ],
] as const)
  test(`a file of the read store that is ${what} is named, and made again once it is removed`, async () => {
    const path = rosters();
    const related = [path, `${path}-wal`, `${path}-shm`];
    for (const one of related.slice(1)) rmSync(one, { force: true });
    harm(path);
    const { status, stderr } = await decompte(['teams', '--data', folder]);
    expect(status).toBe(1);
    expect(stderr).toContain(`${path} est vide ou endommagé : arrêtez les services, et ôtez`);
    for (const one of related) rmSync(one, { force: true });
    expect((await decompte(['teams', '--data', folder])).status).toBe(0);
  });

test('a log with damaged pages is named, and is to be taken from the last backup', async () => {
  const path = join(folder, 'events.db');
  for (const related of [`${path}-wal`, `${path}-shm`]) rmSync(related, { force: true });
  truncateSync(path, 12_288);
  const { status, stderr } = await decompte(['todo', '--data', folder]);
  expect(status).toBe(1);
  expect(stderr).toContain(
    `${path} est vide ou endommagé : arrêtez les services, et reprenez-le de la dernière sauvegarde, ses voisins -wal et -shm d’abord mis de côté`,
  );
});
