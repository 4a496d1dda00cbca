/** A backup made while the log is being written verifies and can replace the lost log. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from '@jest/globals';
import { type Outcome, decompte } from '#test/support/command-line.ts';
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
  return JSON.parse(
    await succeeds(decompte(['backup', '--to', join(folder, name), '--data', data, '--json'])),
  ) as Backup;
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
  expect(readdirSync(join(folder, 'after')).every((file) => !file.endsWith('.en-cours'))).toBe(true);
});

test('a backup replaces its log: it gives the same calculation and takes later facts again', async () => {
  const asked = ['calculate', '--from', '2021-Q1', '--to', '2021-Q4', '--known-on', '2022-12-31', '--json'];
  const calculated = await succeeds(decompte([...asked, '--data', data]));
  // The key that wraps those of patients is never in a backup.
  expect(readdirSync(join(folder, 'after'))).not.toContain('patients.key');
  cpSync(join(data, 'patients.key'), join(folder, 'after', 'patients.key'));
  const restored = await succeeds(decompte([...asked, '--data', join(folder, 'after')]));
  expect(JSON.parse(restored)).toStrictEqual(JSON.parse(calculated));
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
