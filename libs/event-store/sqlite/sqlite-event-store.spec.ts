/** The log in SQLite: the contract of an event store, and how its rows are kept, sealed and protected. */
import assert from 'node:assert/strict';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { verifyLog } from '#libs/audit/verify.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import { eventStoreContract } from '#libs/event-store/event-store.contract.ts';
import { bodyPart } from '#libs/event-store/row-body.ts';
import type { RowAhead, RowSealer } from '#libs/event-store/row-sealer.ts';
import { FORM_2_TABLES } from '#libs/event-store/sqlite/form-2/schema.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { SqliteStoredEvents } from '#libs/event-store/sqlite/sqlite-stored-events.ts';
import { COMMIT } from '#test/support/commit.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

for (const form of [1, 2] as const)
  eventStoreContract(`the event log in SQLite, form ${form}`, async (clock) => {
    const folder = temporaryFolder();
    const path = join(folder, 'events.db');
    const open = (): SqliteEventStore => new SqliteEventStore(path, { form, clock });
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

test('an event, a row or a commit cannot be changed or deleted through SQL', async () => {
  await writeSome();
  const db = new DatabaseSync(path);
  for (const sql of [
    "UPDATE rows SET body = '{}' WHERE position = 1",
    "UPDATE OR REPLACE rows SET body = '{}' WHERE position = 1",
    'UPDATE rows SET head = head',
    'DELETE FROM rows WHERE position = 3',
  ])
    expect(() => {
      db.exec(sql);
    }).toThrow(/an event is never (changed|deleted)/);
  for (const sql of ["UPDATE OR REPLACE commits SET actor = 'another'", 'DELETE FROM commits WHERE no = 1'])
    expect(() => {
      db.exec(sql);
    }).toThrow(/a commit is never (changed|deleted)/);
  db.close();
});

test.each([1, 2] as const)(
  'the next append knows events that another process appends right after a commit, form %d',
  async (form) => {
    const file = join(folder, `right-after-${form}.db`);
    const [one, other] = [new SqliteEventStore(file, { form }), new SqliteEventStore(file, { form })];
    const [fact, again] = [happened('patient-1', 'a'), happened('patient-2', 'a')];
    await one.record([fact], COMMIT);
    const exec: (this: DatabaseSync, sql: string) => void = Reflect.get(DatabaseSync.prototype, 'exec');
    let appended: Promise<unknown> | undefined;
    const spy = jest.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, sql) {
      exec.call(this, sql);
      if (sql === 'COMMIT' && appended === undefined) {
        appended = Promise.resolve();
        appended = other.record([again, happened('patient-1', 'b')], COMMIT);
      }
    });
    await one.record([happened('patient-1', 'c')], COMMIT);
    spy.mockRestore();
    await appended;
    const { positions } = await one.record([again, happened('patient-3', 'a'), happened('patient-1', 'd')], COMMIT);
    expect(positions).toStrictEqual(['known', 5, 6]);
    expect(await one.readStream('patient-1')).toHaveLength(4);
    await one.close();
    await other.close();
  },
);

test('the events of a stream that follow one another in a commit are one row, at most five hundred', async () => {
  const file = join(folder, 'rows.db');
  const store = new SqliteEventStore(file);
  const many = Array.from({ length: 501 }, (_, i) => happened('patient-1', String(i)));
  await store.record([...many, happened('team-1', 'a'), happened('patient-1', 'b')], COMMIT);
  const db = new DatabaseSync(file, { readOnly: true });
  const rows = db.prepare('SELECT position, revision, events FROM rows ORDER BY position').all();
  db.close();
  await store.close();
  expect(rows.map(({ position, revision, events }) => [position, revision, events])).toStrictEqual([
    [500, 499, 500],
    [501, 500, 1],
    [502, 0, 1],
    [503, 501, 1],
  ]);
});

test('the link at a position inside a commit is its own, and stays the same when the log grows', async () => {
  const file = join(folder, 'links.db');
  const store = new SqliteEventStore(file);
  await store.record([happened('team-1', 'a'), happened('team-1', 'b'), happened('team-2', 'c')], COMMIT);
  const links = (): Promise<unknown[]> => Promise.all([1, 2, 3].map((position) => store.linkAt(position)));
  const before = await links();
  expect(new Set(before).size).toBe(3);
  await store.record([happened('team-1', 'd')], COMMIT);
  expect(await links()).toStrictEqual(before);
  expect([await store.linkAt(0), await store.linkAt(5)]).toStrictEqual([undefined, undefined]);
  await store.close();
});

test('refuses an event whose type or date is not one line, or whose id is no id, and writes no event', async () => {
  const store = new SqliteEventStore(join(folder, 'lines.db'));
  const { stream, event } = happened('team-1', 'a');
  for (const wrong of [{ type: 'a\nb' }, { effective: '\n' }, { knownOn: '\n' }, { id: 'a' }, { id: 'x'.repeat(32) }])
    await expect(store.record([{ stream, event: { ...event, ...wrong } }], COMMIT)).rejects.toThrow(RangeError);
  expect([await store.end(), await store.readStream(stream)]).toStrictEqual([0, []]);
  await store.close();
});

test('keeps every text of a payload: lines, backslashes, zeros and characters beyond the first plane', async () => {
  const store = new SqliteEventStore(join(folder, 'texts.db'));
  const texts = ['', '\n', 'a\nb\r\n', '\\', '\\n"', '"\\"', '\u0000', '\ufffd', '𝔄', ' \u2028 '];
  const events = texts.map((data) => ({ ...happened('team-1', data).event, data }));
  await store.append('team-1', events, 'none', COMMIT);
  expect((await store.readStream('team-1')).map(({ data }) => data)).toStrictEqual(texts);
  await store.close();
});

/** Facts of a stream, sealed as one row. */
interface Rows {
  readonly row: RowAhead;
  readonly events: readonly (ReturnType<typeof happened> & { readonly row: RowAhead })[];
}

describe('a log with sealed rows', () => {
  /** Turns every bit; a stream whose key was destroyed cannot be opened. */
  const destroyed = new Set<string>();
  const turned = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0xff);
  const sealer: RowSealer = {
    seals: (stream) => stream.startsWith('patient-'),
    seal: (_, text) => turned(Buffer.from(text)),
    sealedAhead: (_, { sealed }) => sealed,
    open: (stream, sealed) => (destroyed.has(stream) ? undefined : Buffer.from(turned(sealed)).toString()),
  };
  const file = join(folder, 'sealed.db');
  const verified = async (of = file) => {
    const stored = new SqliteStoredEvents(of);
    const { events, misfits } = await verifyLog(stored);
    await stored.close();
    return { events, misfits };
  };

  /** For each event, whether its row reproduces its leaf; undefined if it is not sealed. */
  const openedTexts = async (of = file) => {
    const stored = new SqliteStoredEvents(of);
    const found: unknown[] = [];
    for await (const batch of stored.events())
      for (const { sealed, text } of batch) {
        expect(text === '').toBe(sealed !== undefined);
        found.push(sealed && (sealed.opened(sealer) === undefined ? 'destroyed' : 'open'));
      }
    await stored.close();
    return found;
  };

  test('prepares for many rows only when a read opens thousands of them', async () => {
    const store = new SqliteEventStore(join(folder, 'many-sealed.db'));
    let prepared = 0;
    const prepareForMany = async (): Promise<void> => {
      prepared++;
    };
    store.sealRows({ ...sealer, prepareForMany });
    const events = Array.from({ length: 5_000 }, (_, i) => happened(`patient-${i}`, 'a'));
    await store.record(events, COMMIT);
    for (const [after, expected] of [
      [1_001, 0],
      [0, 1],
    ] as const) {
      let read = 0;
      for await (const batch of store.read({ after })) read += batch.length;
      expect(read).toBe(events.length - after);
      expect(prepared > 0 ? 1 : 0).toBe(expected);
    }
    await store.close();
  });

  test('reads the recorded events, and after the key is destroyed events without content, proved by the bytes', async () => {
    const store = new SqliteEventStore(file);
    expect(store.sealRows(sealer)).toBe(true);
    const events = [happened('patient-1', 'secret'), happened('team-1', 'b'), happened('patient-2', 'c')];
    await store.record(events, COMMIT);
    const read = async () => {
      const all: RecordedEvent[] = [];
      for await (const batch of store.read({ after: 0 })) all.push(...batch);
      return all;
    };
    expect((await read()).map(({ data }) => data)).toStrictEqual(events.map(({ event }) => event.data));
    expect(await verified()).toStrictEqual({ events: 3, misfits: [] });
    expect(await openedTexts()).toStrictEqual(['open', undefined, 'open']);
    destroyed.add('patient-1');
    const [erased, ...others] = await read();
    expect(erased).toMatchObject({
      ...events[0]?.event,
      effective: '',
      data: '',
      position: 1,
      stream: 'patient-1',
      revision: 0,
    });
    expect(others.map(({ data }) => data)).toStrictEqual(events.slice(1).map(({ event }) => event.data));
    expect(await store.find('patient-1', events[0]?.event.id ?? '')).toStrictEqual(erased);
    expect(await store.known([{ stream: 'patient-1', id: events[0]?.event.id ?? '' }])).toStrictEqual([true]);
    expect(await verified()).toStrictEqual({ events: 3, misfits: [] });
    expect(await openedTexts()).toStrictEqual(['destroyed', undefined, 'open']);
    await store.close();
  });

  test('takes a row sealed ahead if its events are new and consecutive, and seals others itself', async () => {
    const ahead = (no: number): Rows => {
      const events = ['a', 'b'].map((content) => happened(`patient-${no}`, content));
      const salt = String(no).repeat(32);
      const body = salt + events.map(({ event }) => bodyPart(event)).join('');
      const row: RowAhead = { events: events.length, salt, sealed: turned(Buffer.from(body)), epoch: 0 };
      return { row, events: events.map((event) => ({ ...event, row })) };
    };
    const own = join(folder, 'ahead.db');
    const store = new SqliteEventStore(own);
    store.sealRows(sealer);
    const [whole, known, halved, mixed] = [ahead(3), ahead(4), ahead(5), ahead(6)];
    await store.record(known.events.slice(0, 1), COMMIT);
    const more = happened('patient-6', 'c');
    await store.record(
      [whole, known, halved, mixed]
        .flatMap(({ events }) => events)
        .toSpliced(5, 1)
        .concat(more as never),
      COMMIT,
    );
    const contents = async (no: number) => (await store.readStream(`patient-${no}`)).map(({ data }) => data);
    const [a, b, c] = ['a', 'b', 'c'].map((content) => JSON.stringify({ content }));
    expect(await Promise.all([3, 4, 5, 6].map(contents))).toStrictEqual([[a, b], [a, b], [a], [a, b, c]]);
    await store.close();
    const db = new DatabaseSync(own, { readOnly: true });
    const bodies = db
      .prepare('SELECT lower(hex(body)) AS body FROM rows')
      .all()
      .map(({ body }) => body);
    db.close();
    const isTaken = ({ row }: Rows): boolean => bodies.includes(Buffer.from(row.sealed).toString('hex'));
    expect([whole, known, halved, mixed].map(isTaken)).toStrictEqual([true, false, false, false]);
    expect(await verified(own)).toStrictEqual({ events: 8, misfits: [] });
    expect(await openedTexts(own)).toStrictEqual(Array.from({ length: 8 }, () => 'open'));
    const inClear = new SqliteEventStore(join(folder, 'in-clear.db'));
    await expect(inClear.record(whole.events, COMMIT)).rejects.toThrow(/seals none/);
    expect(await inClear.end()).toBe(0);
    await inClear.close();
  });

  test('is not read without the keys, and a changed byte of a sealed text is found', async () => {
    const store = new SqliteEventStore(file);
    await expect(store.readStream('patient-2')).rejects.toThrow(/ROW_SEALED/);
    await store.close();
    const db = new DatabaseSync(file);
    db.exec('DROP TRIGGER rows_are_never_changed');
    db.exec("UPDATE rows SET body = body || CAST('x' AS BLOB) WHERE position = 1");
    db.exec('UPDATE rows SET body = CAST(body AS BLOB) WHERE position = 1');
    db.exec(FORM_2_TABLES);
    db.close();
    const { misfits, events } = await verified();
    expect(misfits).toMatchObject([{ kind: 'changed', position: 1, finding: { data: { from: 1, to: 3 } } }]);
    expect(events).toBe(0);
    destroyed.clear();
    await expect(openedTexts()).rejects.toThrow(/leaf/);
  });
});

test('an id that appears across the border of two adjacent ids is new, even after a look-up of one of them', async () => {
  const [first, second] = ['0a'.repeat(16), 'b1'.repeat(16)] as const;
  const between = first.slice(16) + second.slice(0, 16);
  const oddly = first.slice(1) + second.slice(0, 1);
  const numbered = (id: string) => {
    const { stream, event } = happened('beside-1', id);
    return { stream, event: { ...event, id } };
  };
  const store = new SqliteEventStore(join(folder, 'beside.db'));
  const known = async (...ids: readonly string[]) => store.known(ids.map((id) => ({ stream: 'beside-1', id })));
  await store.record([first, second].map(numbered), COMMIT);
  expect(await known(between, oddly, first, second)).toStrictEqual([false, false, true, true]);
  expect([await store.find('beside-1', between), (await store.find('beside-1', second))?.revision]).toStrictEqual([
    undefined,
    1,
  ]);
  const { positions } = await store.record([second, between, first, oddly, between, second].map(numbered), COMMIT);
  expect(positions).toStrictEqual(['known', 3, 'known', 4, 'known', 'known']);
  expect(await known(between, oddly)).toStrictEqual([true, true]);
  await store.close();
});

test('a commit with known events only leaves no row', async () => {
  await writeSome();
  const db = new DatabaseSync(path, { readOnly: true });
  const commits = db.prepare('SELECT no FROM commits ORDER BY no').all();
  db.close();
  expect(commits.map((row) => row['no'])).toStrictEqual([1, 2]);
});

test('an event that another process appended to a stream that was looked at before is found, and known', async () => {
  const place = join(temporaryFolder(), 'events.db');
  const [one, other] = [new SqliteEventStore(place), new SqliteEventStore(place)];
  const [first, second] = [happened('patient-1', '1'), happened('patient-1', '2')];
  const isThere = async ({ stream, event: { id } }: typeof first): Promise<readonly unknown[]> => [
    (await one.find(stream, id))?.id === id,
    ...(await one.known([{ stream, id }])),
  ];
  await one.record([first], COMMIT);
  expect([await isThere(first), await isThere(second)]).toStrictEqual([
    [true, true],
    [false, false],
  ]);
  await other.record([second], COMMIT);
  expect(await isThere(second)).toStrictEqual([true, true]);
  await Promise.all([one.close(), other.close()]);
});

test('a large import finds known ids, its own and those of another process, and not those of an undone transaction', async () => {
  const place = join(temporaryFolder(), 'events.db');
  const [one, other] = [new SqliteEventStore(place), new SqliteEventStore(place)];
  const some = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => happened(`patient-${(from + i) % 400}`, `${from + i}`));
  const isNew = async (...batch: ReturnType<typeof some>): Promise<number> => {
    const { positions } = await one.record([...batch, ...batch.slice(0, 3)], COMMIT);
    expect(positions.slice(-3)).toStrictEqual(['known', 'known', 'known']);
    return positions.filter((position) => position !== 'known').length;
  };
  await one.record(some(0, 5), COMMIT);
  await other.record(some(5, 10), COMMIT);
  expect(await isNew(...some(0, 1_200))).toBe(1_190);
  await other.record(some(1_200, 1_210), COMMIT);
  const lost = { name: 'intake', token: 1, ms: 1 };
  await expect(one.record(some(1_200, 1_500), COMMIT, { lease: lost })).rejects.toThrow();
  await other.record(some(1_500, 1_510), COMMIT);
  expect(await isNew(...some(1_100, 1_510))).toBe(290);
  expect(await one.count()).toBe(1_510);
  await Promise.all([one.close(), other.close()]);
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
  reader.prepare('SELECT count(*) FROM rows').get();
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
