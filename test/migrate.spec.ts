/** A migrated log is the same log: its order, ids, chain and results. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { migrateLog } from '#libs/event-store/migrate.ts';
import { decompte, decompteHere } from '#test/support/command-line.ts';
import { temporaryFolder } from '#test/support/product.ts';
import { testUnless } from '#test/support/unless.ts';

const TINY = fileURLToPath(new URL('samples/tiny/facts', import.meta.url));
const BOUNDARIES = fileURLToPath(new URL('samples/boundaries/facts', import.meta.url));
const CALCULATE = ['calculate', '--from', '2021-Q1', '--to', '2021-Q4', '--known-on', '2022-12-31'];
const server = process.env['KURRENTDB_TEST_URL'];
const folder = temporaryFolder();
const data = join(folder, 'data');

interface Log {
  readonly events: number;
  readonly link: string;
}

async function succeeds(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Log> {
  const { status, stdout, stderr } = await decompteHere([...args, '--json'], { env });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as Log;
}

/** Kills the process after a while, unless it has ended. */
function killed(args: readonly string[], afterMs: number): Promise<unknown> {
  return decompte(args, {
    onStart: (child) => {
      setTimeout(() => child.kill('SIGKILL'), afterMs).unref();
    },
  });
}

function verified(env: Readonly<Record<string, string>>): Promise<Log> {
  return succeeds(['audit', 'verify'], env);
}

beforeAll(async () => {
  await succeeds(['import', TINY, '--data', data]);
  await succeeds([...CALCULATE, '--data', data]);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('to another embedded log: keeps the chain and the results, and copies only new events the next time', async () => {
  const to = join(folder, 'second', 'events.db');
  const first = await succeeds(['migrate', '--to', `sqlite:${to}`, '--data', data]);
  const there = { EVENT_STORE_URL: `sqlite:${to}` };
  const [{ events, link }, own] = [await verified(there), await succeeds(['audit', 'verify', '--data', data])];
  expect([events, link, first.link]).toStrictEqual([own.events, own.link, own.link]);
  expect(await succeeds(CALCULATE, there)).toStrictEqual(await succeeds([...CALCULATE, '--data', data]));
  const again = await succeeds(['migrate', '--to', `sqlite:${to}`, '--data', data]);
  expect((again as Log & { copied: number }).copied).toBe(0);
});

test('completes an interrupted copy', async () => {
  const [from, whole, cut] = ['data', 'whole', 'cut'].map(
    (name) => new SqliteEventStore(join(folder, ...(name === 'data' ? ['data', 'events.db'] : [`${name}.db`]))),
  ) as [SqliteEventStore, SqliteEventStore, SqliteEventStore];
  const { link } = await migrateLog(from, whole);
  const stopped = new Error('stopped');
  const cutOff = migrateLog(from, cut, (stage, done) => {
    if (stage === 'copy' && done < 1e9) throw stopped;
  });
  await expect(cutOff).rejects.toBe(stopped);
  expect(await cut.end()).toBeGreaterThan(0);
  expect((await migrateLog(from, cut)).link).toBe(link);
  for (const log of [from, whole, cut]) await log.close();
});

test('refuses a destination that holds another log or more events, and writes nothing', async () => {
  const other = join(folder, 'other');
  await decompte(['import', BOUNDARIES, '--data', other]);
  const log = join(other, 'events.db');
  const { events } = await succeeds(['audit', 'verify', '--data', other]);
  const { status, stderr } = await decompte(['migrate', '--to', `sqlite:${log}`, '--data', data]);
  expect(status).toBe(2);
  expect(stderr).toMatch(/autre journal|plus que le journal/);
  expect((await succeeds(['audit', 'verify', '--data', other])).events).toBe(events);
  const unknown = await decompte(['migrate', '--to', 'mysql://user:secret@here', '--data', data]);
  expect(unknown.status).toBe(2);
  expect(unknown.stderr).not.toMatch(/secret/);
});

testUnless(server === undefined && 'KURRENTDB_TEST_URL names no server')(
  'to KurrentDB and back: the same chain, and the same results there',
  async () => {
    const url = `${server ?? ''}${server?.includes('?') === true ? '&' : '?'}log=migrated-${randomUUID()}`;
    const there = { EVENT_STORE_URL: url, DATA: join(folder, 'there') };
    const migrate = ['migrate', '--to', url, '--to-data', join(folder, 'there'), '--data', data];
    // Killed at several moments, the copy resumes.
    for (const afterMs of [500, 900, 1_300, 1_700]) await killed(migrate, afterMs);
    await succeeds(migrate);
    const own = await succeeds(['audit', 'verify', '--data', data]);
    const { events, link } = await verified(there);
    expect([events, link]).toStrictEqual([own.events, own.link]);
    expect(await succeeds(CALCULATE, there)).toStrictEqual(await succeeds([...CALCULATE, '--data', data]));
    const back = `sqlite:${join(folder, 'back', 'events.db')}`;
    await succeeds(['migrate', '--to', back], there);
    expect((await verified({ EVENT_STORE_URL: back })).link).toBe(own.link);
  },
);
