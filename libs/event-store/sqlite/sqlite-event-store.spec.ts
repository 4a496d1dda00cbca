import assert from 'node:assert/strict';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from '@jest/globals';
import { GENESIS, commitText, linkAfter, linkedText } from '#libs/event-store/chain.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import { eventStoreContract } from '#libs/event-store/event-store.contract.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { COMMIT, temporaryFolder } from '#test/support/product.ts';

for (const form of [1, 2] as const)
  eventStoreContract(`the event log in SQLite, form ${form}`, async (clock) => {
    const folder = temporaryFolder();
    const path = join(folder, 'events.db');
    const open = (): SqliteEventStore => new SqliteEventStore(path, clock === undefined ? { form } : { form, clock });
    const store = open();
    return {
      store,
      reopen: async () => open(),
      close: async () => {
        await store.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  });

const folder = temporaryFolder();
const path = join(folder, 'events.db');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function happened(stream: string, content: string) {
  const data = JSON.stringify({ content });
  const event = { type: 'Happened', schemaVersion: 1, effective: '2021', knownOn: '2021-01-01', data };
  return { stream, event: { id: eventId('Happened', data), ...event } };
}

async function writeSome(): Promise<void> {
  const store = new SqliteEventStore(path);
  await store.record([happened('patient-"1"', 'a'), happened('team-1', 'é\n'), happened('patient-"1"', 'a')], COMMIT);
  await store.record([happened('team-1', 'é\n')], COMMIT);
  await store.append('team-1', [happened('team-1', 'b').event], 0, { ...COMMIT, actor: 'another' });
  await store.close();
}

test('an event cannot be changed or deleted through SQL', async () => {
  await writeSome();
  const db = new DatabaseSync(path);
  expect(() => {
    db.exec("UPDATE events SET data = '{}' WHERE position = 1");
  }).toThrow(/an event is never changed/);
  expect(() => {
    db.exec('UPDATE events SET known_on = known_on');
  }).toThrow(/an event is never changed/);
  expect(() => {
    db.exec('DELETE FROM events WHERE position = 3');
  }).toThrow(/an event is never deleted/);
  db.close();
});

test('rejects UPDATE OR REPLACE and leaves every event unchanged', async () => {
  await writeSome();
  const db = new DatabaseSync(path);
  const count = () => JSON.stringify(db.prepare('SELECT position, hex(link) FROM events').all());
  const before = count();
  try {
    db.exec("UPDATE OR REPLACE events SET data = '{}' WHERE position = 1");
    assert.fail('the event was changed');
  } catch (error) {
    expect(String(error)).toMatch(/an event is never changed/);
  }
  expect(count()).toBe(before);
  db.close();
});

test('stores the links that are recomputed from the stored rows', async () => {
  await writeSome();
  const db = new DatabaseSync(path, { readOnly: true });
  const rows = db
    .prepare(
      `SELECT position, name, e.revision, hex(id) AS id, type, schema_version, effective, known_on, data, hex(link) AS link,
        recorded_at, actor, correlation, causation
       FROM events e JOIN streams s ON s.no = e.stream JOIN commits c ON c.no = e.commit_no ORDER BY position`,
    )
    .all() as Record<string, string & number>[];
  db.close();
  expect(rows).toHaveLength(3);
  let previous = GENESIS;
  for (const row of rows) {
    const text = (column: string): string => String(row[column]);
    const event = {
      id: text('id').toLowerCase(),
      type: text('type'),
      schemaVersion: Number(row['schema_version']),
      effective: text('effective'),
      knownOn: text('known_on'),
      data: text('data'),
    };
    const commit = commitText({
      recordedAt: text('recorded_at'),
      actor: text('actor'),
      correlation: text('correlation'),
      causation: text('causation'),
    });
    const name = JSON.stringify(text('name'));
    const linked = linkedText(name, Number(row['revision']), event, commit);
    previous = linkAfter(previous, Number(row['position']), linked);
    expect(text('link').toLowerCase()).toBe(previous);
  }
});

test('a commit whose events are all known leaves no row', async () => {
  await writeSome();
  const db = new DatabaseSync(path, { readOnly: true });
  const commits = db.prepare('SELECT no FROM commits ORDER BY no').all();
  db.close();
  expect(commits.map((row) => row['no'])).toStrictEqual([1, 2]);
});

test('appends succeed during a long read, also after another process has appended', async () => {
  const folder = temporaryFolder();
  const [store, other] = [0, 1].map(() => new SqliteEventStore(join(folder, 'events.db'))) as [
    SqliteEventStore,
    SqliteEventStore,
  ];
  const many = Array.from({ length: 5_000 }, (_, i) => happened('patient-1', String(i)));
  await store.record(many, COMMIT);
  let seen = 0;
  for await (const batch of store.read({ after: 0 })) {
    seen += batch.length;
    await other.record([happened('team-1', `other ${seen}`)], COMMIT);
    await store.record([happened('team-1', `own ${seen}`)], COMMIT);
  }
  assert.equal(seen, many.length, 'reads up to the end of the log at the start of the read');
  expect(await store.end()).toBe(many.length + 6);
  await other.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a category is read in order whether it is dense or rare in a long log, page after page', async () => {
  const place = temporaryFolder();
  const store = new SqliteEventStore(join(place, 'events.db'));
  const STREAMS = 90;
  const many = Array.from({ length: 24_000 }, (_, i) =>
    happened(`${i % 9 === 0 ? 'team' : 'patient'}-${i % STREAMS}`, `${i}`),
  );
  await store.record(many, COMMIT);
  for (const category of ['team', 'patient'])
    for (const order of ['position', 'stream'] as const) {
      const positions: number[] = [];
      for await (const batch of store.read({ after: 3, categories: [category], order, fields: ['position'] }))
        positions.push(...batch.map(({ position }) => position));
      const own = many.flatMap(({ stream }, i) => (i >= 3 && stream.startsWith(category) ? [i + 1] : []));
      const byStream = own.toSorted((a, b) => ((a - 1) % STREAMS) - ((b - 1) % STREAMS) || a - b);
      expect(positions).toStrictEqual(order === 'position' ? own : byStream);
    }
  await store.close();
  rmSync(place, { recursive: true });
});

test('the write-ahead log that a long read made grow shrinks again', async () => {
  const grown = join(folder, 'grown.db');
  const store = new SqliteEventStore(grown);
  const reader = new DatabaseSync(grown, { readOnly: true });
  const text = 'x'.repeat(2 << 20);
  const write = (i: number) => store.record([happened('patient-1', `${i} ${text}`)], COMMIT);
  await write(0);
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM events').get();
  for (let i = 1; i < 48; i++) await write(i);
  const size = (): number => statSync(`${grown}-wal`).size;
  expect(size()).toBeGreaterThan(96 << 20);
  reader.exec('COMMIT');
  reader.close();
  // One commit moves the pages to the log, the next begins the write-ahead log again.
  for (let i = 48; i < 50; i++) await write(i);
  expect(size()).toBeLessThanOrEqual(64 << 20);
  await store.close();
});
