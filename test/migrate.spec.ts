/** A log that is moved to another store is the same log: its order, its ids, its chain, its results. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { migrateLog } from '#libs/event-store/migrate.ts';
import { decompte } from '#test/support/command-line.ts';
import { temporaryFolder } from '#test/support/product.ts';

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
  const { status, stdout, stderr } = await decompte([...args, '--json'], { env });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as Log;
}

/** Killed without notice after a while, unless it has ended. */
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

before(async () => {
  await succeeds(['import', TINY, '--data', data]);
  await succeeds([...CALCULATE, '--data', data]);
});
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('to another embedded log: the same chain and the same results, and again it copies only what came since', async () => {
  const to = join(folder, 'second', 'events.db');
  const first = await succeeds(['migrate', '--to', `sqlite:${to}`, '--data', data]);
  const there = { EVENT_STORE_URL: `sqlite:${to}` };
  const [{ events, link }, own] = [await verified(there), await succeeds(['audit', 'verify', '--data', data])];
  assert.deepEqual([events, link, first.link], [own.events, own.link, own.link]);
  assert.deepEqual(await succeeds(CALCULATE, there), await succeeds([...CALCULATE, '--data', data]));
  const again = await succeeds(['migrate', '--to', `sqlite:${to}`, '--data', data]);
  assert.equal((again as Log & { copied: number }).copied, 0);
});

test('a copy that was cut off is finished, as one that never was', async () => {
  const [from, whole, cut] = ['data', 'whole', 'cut'].map(
    (name) => new SqliteEventStore(join(folder, ...(name === 'data' ? ['data', 'events.db'] : [`${name}.db`]))),
  ) as [SqliteEventStore, SqliteEventStore, SqliteEventStore];
  const { link } = await migrateLog(from, whole);
  const stopped = new Error('stopped');
  await assert.rejects(
    migrateLog(from, cut, (stage, done) => {
      if (stage === 'copy' && done < 1e9) throw stopped;
    }),
    stopped,
  );
  assert.ok((await cut.end()) > 0);
  assert.equal((await migrateLog(from, cut)).link, link);
  for (const log of [from, whole, cut]) await log.close();
});

test('a destination that holds another log, or more, is refused, and nothing is written to it', async () => {
  const other = join(folder, 'other');
  await decompte(['import', BOUNDARIES, '--data', other]);
  const log = join(other, 'events.db');
  const { events } = await succeeds(['audit', 'verify', '--data', other]);
  const { status, stderr } = await decompte(['migrate', '--to', `sqlite:${log}`, '--data', data]);
  assert.equal(status, 2);
  assert.match(stderr, /autre journal|plus que le journal/);
  assert.equal((await succeeds(['audit', 'verify', '--data', other])).events, events);
  const unknown = await decompte(['migrate', '--to', 'mysql://user:secret@here', '--data', data]);
  assert.equal(unknown.status, 2);
  assert.doesNotMatch(unknown.stderr, /secret/);
});

test(
  'to KurrentDB and back: the same chain, and the same results there',
  { skip: server === undefined && 'KURRENTDB_TEST_URL names no server' },
  async () => {
    const url = `${server ?? ''}${server?.includes('?') === true ? '&' : '?'}log=migrated-${randomUUID()}`;
    const there = { EVENT_STORE_URL: url, DATA: join(folder, 'there') };
    const migrate = ['migrate', '--to', url, '--to-data', join(folder, 'there'), '--data', data];
    // Killed at several moments, it goes on where it was.
    for (const afterMs of [500, 900, 1_300, 1_700]) await killed(migrate, afterMs);
    await succeeds(migrate);
    const own = await succeeds(['audit', 'verify', '--data', data]);
    const { events, link } = await verified(there);
    assert.deepEqual([events, link], [own.events, own.link]);
    assert.deepEqual(await succeeds(CALCULATE, there), await succeeds([...CALCULATE, '--data', data]));
    const back = `sqlite:${join(folder, 'back', 'events.db')}`;
    await succeeds(['migrate', '--to', back], there);
    assert.equal((await verified({ EVENT_STORE_URL: back })).link, own.link);
  },
);
