/** A backup made while the log is being written verifies and can replace the lost log. */
import assert from 'node:assert/strict';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from '@jest/globals';
import { whileAlone } from '#libs/runtime/alone.ts';
import { type Outcome, decompte, decompteHere } from '#test/support/command-line.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { changeEvent, withoutTriggers } from '#test/support/stored-rows.ts';

const TINY = fileURLToPath(new URL('samples/tiny/facts', import.meta.url));
const BOUNDARIES = fileURLToPath(new URL('samples/boundaries/facts', import.meta.url));
const folder = temporaryFolder();
const data = join(folder, 'data');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function succeeds(outcome: Promise<Outcome>): Promise<string> {
  const { status, stdout, stderr } = await outcome;
  assert.equal(status, 0, stderr);
  return stdout;
}

interface Backup {
  readonly events: number;
  readonly link: string;
}

async function backup(name: string): Promise<Backup> {
  const made = await succeeds(decompte(['backup', '--to', join(folder, name), '--data', data, '--json']));
  expect(readdirSync(join(folder, name)).sort()).toStrictEqual(['events.db', 'keys.db', 'read']);
  return JSON.parse(made) as Backup;
}

test('verifies each backup made during an import, and the last one is complete', async () => {
  await succeeds(decompte(['import', TINY, '--data', data]));
  const running = decompte(['import', BOUNDARIES, '--data', data]);
  const during = await backup('during');
  // A team of one sample has another scheme in the other: some rows are set aside, which does not matter here.
  expect((await running).status).toBe(3);
  const whole = await backup('after');
  expect(during.events > 0 && during.events <= whole.events).toBe(true);
  for (const [name, { events, link }] of [
    ['during', during],
    ['after', whole],
  ] as const) {
    const verified = JSON.parse(
      await succeeds(decompte(['audit', 'verify', '--data', join(folder, name), '--json'])),
    ) as Backup;
    expect([verified.events, verified.link]).toStrictEqual([events, link]);
  }
});

/** The administrator may write everywhere, unless that is taken from the process. */
const READING_ONLY = process.getuid?.() === 0 ? ['setpriv', '--bounding-set', '-dac_override'] : [];

function verifiedInReadOnly(name: string): Promise<Outcome> {
  return decompte(['audit', 'verify', '--data', join(folder, name)], { through: READING_ONLY });
}

/** Its files cannot be changed, nor new ones created. */
function makeReadOnly(name: string): string {
  const copy = join(folder, name);
  for (const file of readdirSync(copy)) chmodSync(join(copy, file), 0o555);
  chmodSync(copy, 0o555);
  return copy;
}

test('a read-only backup verifies; if its end is in the write-ahead log beside it, the program names the remedy', async () => {
  const isOfBackup = (file: string): boolean => !/-(?:shm|wal)$/.test(file);
  cpSync(join(folder, 'after'), join(folder, 'kept'), { recursive: true, filter: isOfBackup });
  const kept = makeReadOnly('kept');
  const { status, stdout } = await verifiedInReadOnly('kept');
  expect([status, stdout]).toStrictEqual([0, expect.stringMatching(/tout convient/)]);
  expect(readdirSync(kept).sort()).toStrictEqual(['events.db', 'keys.db', 'read']);
  cpSync(kept, join(folder, 'torn'), { recursive: true });
  chmodSync(join(folder, 'torn'), 0o755);
  writeFileSync(join(folder, 'torn', 'events.db-wal'), 'the last commits');
  makeReadOnly('torn');
  const torn = await verifiedInReadOnly('torn');
  expect([torn.status, torn.stdout]).toStrictEqual([1, '']);
  expect(torn.stderr).toMatch(/ne peut pas écrire.*copiez les deux ensemble/);
  for (const copy of [kept, join(folder, 'torn')]) chmodSync(copy, 0o755);
});

test('a data folder on a read-only disk is read; what would be written names the disk and the remedy', async () => {
  const data = join(folder, 'on-read-only-disk');
  const isWhole = (file: string): boolean => !/-(?:shm|wal)$/.test(file);
  expect((await decompte(['import', TINY, '--data', data])).status).toBe(0);
  const still = join(folder, 'still');
  cpSync(data, still, { recursive: true, filter: isWhole });
  for (const part of ['still', 'still/read']) makeReadOnly(part);
  chmodSync(join(still, 'patients.key'), 0o400);
  const status = await decompte(['projections', 'status', '--data', still], { through: READING_ONLY });
  expect([status.status, status.stderr]).toStrictEqual([0, '']);
  for (const [command = '', ...rest] of [['simulations'], ['calculate', '--from', '2021-Q1', '--to', '2021-Q4']]) {
    const refused = await decompte([command, ...rest, '--data', still], { through: READING_ONLY });
    expect([refused.status, refused.stderr]).toStrictEqual([
      1,
      expect.stringMatching(/le disque est en lecture seule/),
    ]);
  }
  for (const part of [still, join(still, 'read')]) chmodSync(part, 0o755);
});

test('a backup replaces its log: it gives the same calculation and takes later facts again', async () => {
  const asked = ['calculate', '--from', '2021-Q1', '--to', '2021-Q4', '--known-on', '2022-12-31', '--json'];
  const calculated = await succeeds(decompte([...asked, '--data', data]));
  // The wrapping key of the patient keys is never in a backup.
  expect(readdirSync(join(folder, 'after'))).not.toContain('patients.key');
  cpSync(join(data, 'patients.key'), join(folder, 'after', 'patients.key'));
  const restored = await succeeds(decompte([...asked, '--data', join(folder, 'after')]));
  expect(JSON.parse(restored)).toStrictEqual(JSON.parse(calculated));
});

test('where keys of the log are not there, a backup does not pass for a whole one, and no rotation destroys the key that opens the last copy', async () => {
  const lacking = join(folder, 'lacking');
  cpSync(join(folder, 'after'), lacking, { recursive: true });
  const wrapping = readFileSync(join(lacking, 'patients.key'));
  const keys = new DatabaseSync(join(lacking, 'keys.db'));
  keys.exec('DELETE FROM keys');
  keys.close();
  const older = await decompteHere(['backup', '--to', join(folder, 'of-older'), '--data', lacking]);
  expect([older.status, older.stderr]).toStrictEqual([
    1,
    expect.stringMatching(/illisibles.*copie d’avant une partie/),
  ]);
  const rotated = await decompteHere(['keys', 'rotate', '--data', lacking]);
  expect([rotated.status, rotated.stderr]).toStrictEqual([1, expect.stringMatching(/copie d’avant une partie/)]);
  expect(readFileSync(join(lacking, 'patients.key')).equals(wrapping)).toBe(true);
  for (const file of readdirSync(lacking)) if (file.startsWith('keys.db')) rmSync(join(lacking, file));
  const without = await decompteHere(['backup', '--to', join(folder, 'without'), '--data', lacking]);
  expect([without.status, without.stderr]).toStrictEqual([1, expect.stringMatching(/illisibles.*remettez/)]);
  // The log is copied all the same.
  expect(readdirSync(join(folder, 'without'))).toContain('events.db');
});

/** Kills the process at its first step after the log is copied. */
const KILLED = {
  NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'support/killed-after-log.mjs')).href}`,
};

test('a backup that is killed after its log is no log, and no backup goes on in its folder', async () => {
  const to = join(folder, 'killed');
  const killed = await decompte(['backup', '--to', to, '--data', data], { env: KILLED });
  expect([killed.status, readdirSync(to)]).toStrictEqual([null, ['.en-cours', 'events.db.incomplet']]);
  const verified = await decompte(['audit', 'verify', '--data', to]);
  expect(verified.stderr).toMatch(/il n’y a pas de journal/);
  const again = await decompte(['backup', '--to', to, '--data', data]);
  expect([again.status, again.stderr]).toStrictEqual([2, expect.stringMatching(/n’est pas allée au bout/)]);
});

test('refuses to overwrite a backup, or to back up a missing log', async () => {
  const again = await decompte(['backup', '--to', join(folder, 'after'), '--data', data]);
  expect(again.status).toBe(2);
  expect(again.stderr).toMatch(/contient déjà une sauvegarde/);
  const nothing = await decompte(['backup', '--to', join(folder, 'nothing'), '--data', join(folder, 'nowhere')]);
  expect(nothing.status).toBe(2);
  expect(nothing.stderr).toMatch(/il n’y a rien à copier/);
  expect(existsSync(join(folder, 'nothing'))).toBe(false);
});

test('refuses a second command that writes to the same place meanwhile', async () => {
  for (const [i, command] of [
    ['backup', '--to'],
    ['export', '--out'],
    ['dump', '--out'],
  ].entries()) {
    const place = join(folder, `place-${i}`);
    const asked = [...command, place, '--data', data];
    mkdirSync(place);
    const second = await whileAlone(join(place, '.en-cours'), () => decompte(asked));
    expect([second.status, second.stderr]).toStrictEqual([
      2,
      expect.stringContaining(`une autre commande écrit dans ${place}`),
    ]);
    expect(readdirSync(place)).toStrictEqual([]);
    await succeeds(decompte(asked));
    expect(readdirSync(place)).not.toContain('.en-cours');
  }
});

test('a dump that was cut off is made again in its folder; one that is whole, or other files, are kept', async () => {
  const place = join(folder, 'dumped');
  const dump = ['dump', '--out', place, '--data', data];
  await succeeds(decompte(dump));
  const whole = readdirSync(place);
  const list = readFileSync(join(place, 'copie.json'), 'utf8');
  const refused = async (): Promise<void> => {
    const { status, stderr } = await decompte(dump);
    expect([status, stderr]).toStrictEqual([2, expect.stringContaining(`${place} n’est pas vide`)]);
  };
  await refused();
  // As a full disk leaves it: the list, which is written last, is not there.
  rmSync(join(place, 'copie.json'));
  const [, cut = ''] = whole;
  truncateSync(join(place, cut), 3);
  writeFileSync(join(place, 'notes.txt'), '');
  await refused();
  rmSync(join(place, 'notes.txt'));
  await succeeds(decompte(dump));
  expect(readdirSync(place)).toStrictEqual(whole);
  expect(readFileSync(join(place, 'copie.json'), 'utf8')).toBe(list);
});

test('reports a changed log when backing it up', async () => {
  const database = new DatabaseSync(join(folder, 'during', 'events.db'));
  withoutTriggers(database, () => {
    changeEvent(database, 2, ({ data }) => ({ data: data.replace('"', '" ') }));
  });
  database.close();
  const { status, stderr } = await decompte([
    'backup',
    '--to',
    join(folder, 'of-changed'),
    '--data',
    join(folder, 'during'),
  ]);
  expect(status).toBe(1);
  expect(stderr).toMatch(/ne convient pas à sa chaîne/);
});
