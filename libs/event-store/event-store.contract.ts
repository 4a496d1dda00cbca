/**
 * The contract of every adapter of the event log (event-store.ts): `eventStoreContract(name, open)` runs it on the adapter that `open`
 * makes, each test on its own log.
 */
import assert from 'node:assert/strict';
import { afterEach, describe, expect, test } from '@jest/globals';
import { eventId } from '#libs/event-store/event-id.ts';
import { follow } from '#libs/event-store/follow.ts';
import { type EventStore, LeaseLost, RevisionConflict } from '#libs/event-store/event-store.ts';
import type { BegunElsewhere, LogReader, ReadOptions } from '#libs/event-store/event-store.ts';
import type { Commit, NewEvent, RecordedEvent } from '#libs/event-store/event.ts';
import { openAt } from '#libs/threads/computing.ts';
import { CLOCKS_DIFFER_MS, type Clock, ClockWentBack } from '#libs/event-store/recording-time.ts';

interface Opened {
  readonly store: EventStore;
  /** Opens one more connection to the same log. */
  readonly reopen: () => Promise<EventStore>;
  readonly close: () => Promise<void>;
}

const COMMIT: Commit = {
  recordedAt: '2026-11-01T08:00:00.000Z',
  actor: 'someone',
  correlation: 'import-1',
  causation: 'acts.csv',
};
const NOW = Date.parse(COMMIT.recordedAt);
const HOLDER = { host: 'here', pid: 1, isAlive: () => true };
const OTHER = { host: 'here', pid: 2, isAlive: () => true };
/** Longer than any lease. */
const LONG_MS = 24 * 3_600_000;

function event(content: string): NewEvent {
  const data = JSON.stringify({ content });
  return {
    id: eventId('Happened', data),
    type: 'Happened',
    schemaVersion: 3,
    effective: '2021-Q1',
    knownOn: '2021-03-05',
    data,
  };
}

function located(stream: string, ...contents: readonly string[]) {
  return contents.map((content) => ({ stream, event: event(content) }));
}

async function all(store: EventStore, options: ReadOptions = { after: 0 }): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of store.read(options)) events.push(...batch);
  return events;
}

function contents(events: readonly RecordedEvent[]): string[] {
  return events.map(({ data }) => (JSON.parse(data) as { content: string }).content);
}

/** The clock of a machine that was never set back. */
const AFTER_EVERYTHING: Clock = () => '2100-01-01T00:00:00.000Z';

export function eventStoreContract(name: string, open: (clock: Clock) => Promise<Opened>): void {
  describe(name, () => {
    const opened: Opened[] = [];
    afterEach(async () => {
      for (const { close } of opened.splice(0)) await close();
    });
    const openNew = async (clock = AFTER_EVERYTHING): Promise<Opened> => {
      const made = await open(clock);
      opened.push(made);
      return made;
    };
    const log = async (): Promise<EventStore> => (await openNew()).store;

    test('an empty log ends at 0, counts 0 events and has no stream', async () => {
      const store = await log();
      expect([await store.end(), await store.count(), await store.count(['patient'])]).toStrictEqual([0, 0, 0]);
      expect([await all(store), await store.readStream('patient-1')]).toStrictEqual([[], []]);
      expect(await store.find('patient-1', event('a').id)).toBeUndefined();
      expect(await store.known([{ stream: 'patient-1', id: event('a').id }])).toStrictEqual([false]);
    });

    test('reads an event back with every field, its position, revision and commit', async () => {
      const store = await log();
      const given = event('é "quoted" 😀\n\u0000\u2028');
      const { positions } = await store.append('patient-é 1', [given], 'none', COMMIT);
      expect(positions).toStrictEqual([1]);
      const [found] = await all(store);
      assert.ok(found !== undefined);
      const { commit, ...rest } = found;
      expect({ ...rest }).toStrictEqual({ ...given, stream: 'patient-é 1', position: 1, revision: 0 });
      expect(await store.commit(commit)).toStrictEqual(COMMIT);
    });

    test('reads long events back as they were recorded, in any script', async () => {
      const store = await log();
      const given = ['a', 'é', '€', '😀', '\n\u0000\u2028"'].map((content) => event(content.repeat(1_001)));
      await store.record(
        given.map((one) => ({ stream: 'team-1', event: one })),
        COMMIT,
      );
      await store.append('team-2', given.slice(-1), 'none', COMMIT);
      const data = given.map((one) => one.data);
      expect((await store.readStream('team-1')).map((found) => found.data)).toStrictEqual(data);
      expect((await all(store)).map((found) => found.data)).toStrictEqual([...data, ...data.slice(-1)]);
    });

    test('the events of one append share a commit; another append has another commit', async () => {
      const store = await log();
      await store.append('team-1', [event('a'), event('b')], 'none', COMMIT);
      const later = { ...COMMIT, recordedAt: '2026-11-02T08:00:00.000Z', actor: 'another' };
      await store.append('team-1', [event('c')], 1, later);
      const [a, b, c] = await all(store);
      expect(a?.commit).toBe(b?.commit);
      expect(await store.commit(c?.commit ?? 0)).toStrictEqual(later);
    });

    test('rejects an unknown commit number', async () => {
      await expect((await log()).commit(7)).rejects.toThrow(RangeError);
    });

    test('rejects a commit with half a character, and writes no event', async () => {
      const store = await log();
      for (const field of ['actor', 'correlation', 'causation'] as const) {
        const broken = { ...COMMIT, [field]: 'a\ud800' };
        await expect(store.append('team-1', [event('a')], 'any', broken)).rejects.toThrow(/half a character/);
      }
      expect(await store.end()).toBe(0);
    });

    test('appends at the expected revision', async () => {
      const store = await log();
      await store.append('team-1', [event('a'), event('b')], 'none', COMMIT);
      expect((await store.append('team-1', [event('c')], 1, COMMIT)).positions).toStrictEqual([3]);
      expect((await store.append('team-1', [event('d')], 'any', COMMIT)).positions).toStrictEqual([4]);
      expect((await store.readStream('team-1')).map(({ revision }) => revision)).toStrictEqual([0, 1, 2, 3]);
    });

    test('rejects an append at a stale revision with both revisions and writes no event', async () => {
      const store = await log();
      await store.append('team-1', [event('a'), event('b')], 'none', COMMIT);
      for (const [stream, expected, actual] of [
        ['team-1', 'none', 1],
        ['team-1', 0, 1],
        ['team-1', 2, 1],
        ['team-2', 0, -1],
      ] as const)
        await assert.rejects(store.append(stream, [event('c')], expected, COMMIT), (error) => {
          assert.ok(error instanceof RevisionConflict);
          expect([error.stream, error.expected, error.actual]).toStrictEqual([stream, expected, actual]);
          assert.ok(error.message.includes(String(expected)) && error.message.includes(String(actual)), error.message);
          return true;
        });
      expect(await store.end()).toBe(2);
      expect(await store.readStream('team-2')).toStrictEqual([]);
    });

    test('rejects an append that rests on a stream which has moved since, names that stream and writes no event', async () => {
      const store = await log();
      await store.append('team-1', [event('a')], 'none', COMMIT);
      const there = { stream: 'team-1', revision: 0 };
      const nothing = { stream: 'patient-1', revision: -1 };
      await store.append('team-2', [event('b')], 'none', COMMIT, [there, nothing]);
      await store.append('team-1', [event('c')], 0, COMMIT);
      await store.append('patient-1', [event('d')], 'none', COMMIT);
      for (const [moved, actual] of [
        [there, 1],
        [nothing, 0],
      ] as const)
        await assert.rejects(store.append('team-2', [event('e')], 0, COMMIT, [moved]), (error) => {
          assert.ok(error instanceof RevisionConflict);
          expect([error.stream, error.actual]).toStrictEqual([moved.stream, actual]);
          return true;
        });
      // An event appended before is known, even if its condition no longer holds.
      expect((await store.append('team-2', [event('b')], 'none', COMMIT, [there])).positions).toStrictEqual(['known']);
      expect(contents(await store.readStream('team-2'))).toStrictEqual(['b']);
    });

    test('rejects a recording in a stream that moved since it was read, names that stream and writes no event', async () => {
      const store = await log();
      const both = [...located('team-1', 'a'), ...located('team-2', 'b', 'c')];
      await store.record(both, COMMIT, { seen: await store.end() });
      const seen = await store.end();
      await store.append('team-3', [event('another')], 'none', COMMIT);
      await store.record(located('team-1', 'd'), COMMIT, { seen });
      const end = await store.end();
      for (const [before, expected] of [
        [seen, 0],
        [0, -1],
      ] as const)
        await assert.rejects(store.record([...located('team-1', 'e')], COMMIT, { seen: before }), (error) => {
          assert.ok(error instanceof RevisionConflict);
          expect([error.stream, error.expected, error.actual]).toStrictEqual(['team-1', expected, 1]);
          return true;
        });
      // The seen position lies between two events of one commit.
      await assert.rejects(store.record(located('team-2', 'f'), COMMIT, { seen: seen - 1 }), (error) => {
        assert.ok(error instanceof RevisionConflict);
        expect([error.stream, error.expected, error.actual]).toStrictEqual(['team-2', 0, 1]);
        return true;
      });
      expect(await store.end()).toBe(end);
      // Events recorded before are known, even if the condition no longer holds.
      expect((await store.record(both, COMMIT, { seen: 0 })).positions).toStrictEqual(['known', 'known', 'known']);
      expect((await store.record(located('team-1', 'e'), COMMIT, { seen: end })).positions).toStrictEqual([end + 1]);
    });

    test('only one of several concurrent recordings at the same revision is written', async () => {
      const store = await log();
      const outcomes = await Promise.allSettled(
        ['a', 'b', 'c'].map((name) => store.record(located('team-1', name), COMMIT, { seen: 0 })),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await store.readStream('team-1')).toHaveLength(1);
    });

    test('a repeated append returns known and is not a conflict', async () => {
      const store = await log();
      const events = [event('a'), event('b')];
      await store.append('team-1', events, 'none', COMMIT);
      expect((await store.append('team-1', events, 'none', COMMIT)).positions).toStrictEqual(['known', 'known']);
      await store.append('team-1', [event('c')], 1, COMMIT);
      expect((await store.append('team-1', [event('c')], 1, COMMIT)).positions).toStrictEqual(['known']);
      expect(await store.end()).toBe(3);
    });

    test('an append that is only partly known is a conflict and writes no event', async () => {
      const store = await log();
      await store.append('team-1', [event('a')], 'none', COMMIT);
      await expect(store.append('team-1', [event('a'), event('b')], 'none', COMMIT)).rejects.toThrow(RevisionConflict);
      expect(await store.end()).toBe(1);
    });

    test('an event is known in its own stream only', async () => {
      const store = await log();
      await store.record(located('patient-1', 'a', 'b'), COMMIT);
      const { positions } = await store.record(
        [...located('patient-1', 'b', 'c'), ...located('patient-2', 'a'), ...located('patient-1', 'a', 'c')],
        COMMIT,
      );
      expect(positions).toStrictEqual(['known', 3, 4, 'known', 'known']);
      expect(contents(await store.readStream('patient-1'))).toStrictEqual(['a', 'b', 'c']);
      expect(contents(await store.readStream('patient-2'))).toStrictEqual(['a']);
    });

    test('writes an event once when one record holds it twice', async () => {
      const store = await log();
      const { positions } = await store.record(located('patient-1', 'a', 'a', 'b'), COMMIT);
      expect(positions).toStrictEqual([1, 'known', 2]);
    });

    test('recording known events again leaves no trace', async () => {
      const store = await log();
      await store.record(located('patient-1', 'a', 'b'), COMMIT);
      const before = await all(store);
      await store.record(located('patient-1', 'a', 'b'), { ...COMMIT, correlation: 'import-2' });
      expect(await all(store)).toStrictEqual(before);
      await store.record(located('patient-1', 'c'), { ...COMMIT, correlation: 'import-3' });
      const last = (await all(store)).at(-1);
      expect((await store.commit(last?.commit ?? 0)).correlation).toBe('import-3');
    });

    test('each entry of recordEach has its own commit, and its events are known to the next entry', async () => {
      const store = await log();
      const second = { ...COMMIT, actor: 'another' };
      const outcomes = await store.recordEach([
        { events: located('patient-1', 'a'), commit: COMMIT },
        { events: [...located('patient-1', 'a'), ...located('patient-2', 'b')], commit: second },
      ]);
      expect(outcomes.map(({ positions }) => positions)).toStrictEqual([[1], ['known', 2]]);
      const [a, b] = await all(store);
      expect(await store.commit(a?.commit ?? 0)).toStrictEqual(COMMIT);
      expect(await store.commit(b?.commit ?? 0)).toStrictEqual(second);
    });

    test('rejects entries after the lease is lost and writes no event', async () => {
      const store = await log();
      const lease = await store.acquireLease('intake', HOLDER, NOW);
      await store.releaseLease(lease);
      await store.acquireLease('intake', OTHER, NOW);
      await expect(store.recordEach([{ events: located('patient-1', 'a'), commit: COMMIT }], lease)).rejects.toThrow(
        LeaseLost,
      );
      expect(await store.end()).toBe(0);
    });

    test('stores a whole append that exceeds the size limit of the engine, with its positions and revisions', async () => {
      const { store, reopen } = await openNew();
      await store.append('team-1', [event('before')], 'none', COMMIT);
      const large = ['a', 'b', 'c'].map((letter) => event(letter.repeat(600_000)));
      expect((await store.append('team-1', large, 0, COMMIT)).positions).toStrictEqual([2, 3, 4]);
      expect((await store.append('team-1', large, 0, COMMIT)).positions).toStrictEqual(['known', 'known', 'known']);
      expect((await store.append('team-1', [event('after')], 3, COMMIT)).positions).toStrictEqual([5]);
      const again = await reopen();
      for (const connection of [store, again]) {
        const found = await connection.readStream('team-1');
        expect(found.map(({ position, revision, id }) => [position, revision, id])).toStrictEqual(
          [event('before'), ...large, event('after')].map(({ id }, i) => [i + 1, i, id]),
        );
        assert.equal(found[2]?.data, large[1]?.data);
        expect(found[1]?.commit).toBe(found[3]?.commit);
      }
      await again.close();
    });

    test('an append that exceeds the size limit of the engine writes no event at a stale revision', async () => {
      const store = await log();
      await store.append('team-1', [event('a')], 'none', COMMIT);
      const large = ['b', 'c'].map((letter) => event(letter.repeat(700_000)));
      await expect(store.append('team-1', large, 'none', COMMIT)).rejects.toThrow(RevisionConflict);
      expect(await store.end()).toBe(1);
      expect((await store.append('team-1', [event('d')], 0, COMMIT)).positions).toStrictEqual([2]);
    });

    test('records one event that exceeds the size limit of the engine', async () => {
      const store = await log();
      const large = event('é'.repeat(1_500_000));
      await store.record([{ stream: 'team-1', event: large }], COMMIT);
      expect((await store.readStream('team-1'))[0]?.data).toBe(large.data);
    });

    test('keeps the order of events around one that exceeds the size limit of the engine', async () => {
      const store = await log();
      await store.record(located('patient-0', 'connected'), COMMIT);
      const given = [
        ...located('patient-1', 'a'),
        ...located('patient-2', 'b'.repeat(1_300_000)),
        ...located('patient-3', 'c'),
        ...located('patient-2', 'd'),
        ...located('patient-1', 'e'),
      ];
      expect((await store.record(given, COMMIT)).positions).toStrictEqual([2, 3, 4, 5, 6]);
    });

    test('a reader slower than the writers follows a growing log and gets each event once', async () => {
      const { store, reopen } = await openNew();
      const writer = await reopen();
      await writer.record(located('patient-1', '0'), COMMIT);
      const stop = new AbortController();
      const seen: number[] = [];
      const written = (async () => {
        for (let i = 1; i < 40; i++) await writer.record(located(`patient-${i % 3}`, String(i)), COMMIT);
      })();
      for await (const batch of follow(store, { after: 0, signal: stop.signal, pollMs: 5 })) {
        seen.push(...batch.map(({ position }) => position));
        await new Promise((resolve) => setTimeout(resolve, 10));
        if (seen.length >= 40) stop.abort();
      }
      await written;
      expect(seen).toStrictEqual(Array.from({ length: 40 }, (_, i) => i + 1));
      await writer.close();
    });

    test('recording no event returns no position', async () => {
      const store = await log();
      expect((await store.record([], COMMIT)).positions).toStrictEqual([]);
      expect((await store.append('team-1', [], 'none', COMMIT)).positions).toStrictEqual([]);
      expect(await store.end()).toBe(0);
    });

    test('positions have no gap after known and rejected events', async () => {
      const store = await log();
      await store.record(located('patient-1', 'a', 'a', 'b'), COMMIT);
      await store.append('team-1', [event('x')], 5, COMMIT).catch(() => undefined);
      await store.record(located('patient-1', 'b'), COMMIT);
      await store.record([...located('patient-2', 'a'), ...located('patient-1', 'c')], COMMIT);
      await store.append('team-1', [event('x'), event('y')], 'none', COMMIT);
      expect((await all(store)).map(({ position, stream, revision }) => [position, stream, revision])).toStrictEqual([
        [1, 'patient-1', 0],
        [2, 'patient-1', 1],
        [3, 'patient-2', 0],
        [4, 'patient-1', 2],
        [5, 'team-1', 0],
        [6, 'team-1', 1],
      ]);
      expect(await store.end()).toBe(6);
    });

    const mixed = async (): Promise<EventStore> => {
      const store = await log();
      await store.record(
        [
          ...located('patient-1', 'p1a'),
          ...located('team-1', 't1a'),
          ...located('patient-2', 'p2a'),
          ...located('patient-1', 'p1b'),
          ...located('regulation', 'r'),
          ...located('team-1', 't1b'),
          ...located('patient-2', 'p2b'),
        ],
        COMMIT,
      );
      return store;
    };

    test('reads events after a position, up to and including another', async () => {
      const store = await mixed();
      expect(contents(await all(store, { after: 2, upTo: 4 }))).toStrictEqual(['p2a', 'p1b']);
      expect(contents(await all(store, { after: 6 }))).toStrictEqual(['p2b']);
      expect(await all(store, { after: 7 })).toStrictEqual([]);
      expect(await all(store, { after: 4, upTo: 4 })).toStrictEqual([]);
    });

    test('reads only the events of the requested categories; a stream without a hyphen is its own category', async () => {
      const store = await mixed();
      expect(contents(await all(store, { after: 0, categories: ['team'] }))).toStrictEqual(['t1a', 't1b']);
      expect(contents(await all(store, { after: 2, categories: ['team', 'regulation'] }))).toStrictEqual(['r', 't1b']);
      expect(contents(await all(store, { after: 0, upTo: 3, categories: ['patient'] }))).toStrictEqual(['p1a', 'p2a']);
      expect(await all(store, { after: 0, categories: ['nothing'] })).toStrictEqual([]);
      expect(await all(store, { after: 0, categories: [] })).toStrictEqual([]);
    });

    test('by stream, returns each stream whole and in its own order', async () => {
      const store = await mixed();
      for (const categories of [undefined, ['patient', 'team']]) {
        const options = { after: 0, order: 'stream' as const };
        const events = await all(store, categories === undefined ? options : { ...options, categories });
        expect(events).toHaveLength(categories === undefined ? 7 : 6);
        const streams = events.map(({ stream }) => stream);
        const changes = streams.filter((stream, i) => stream !== streams[i - 1]);
        expect(changes).toHaveLength(new Set(streams).size);
        for (const stream of new Set(streams))
          expect(contents(events.filter((found) => found.stream === stream))).toStrictEqual(
            contents(await store.readStream(stream)),
          );
      }
      const some = await all(store, { after: 1, upTo: 6, order: 'stream', categories: ['patient'] });
      expect(contents(some).sort()).toStrictEqual(['p1b', 'p2a']);
    });

    test('reads only the fields asked for, in any order and of any categories', async () => {
      const store = await mixed();
      const fields = ['data', 'stream', 'id', 'commit'] as const;
      for (const order of ['position', 'stream'] as const)
        for (const categories of [undefined, ['patient', 'regulation']]) {
          const options = { after: 1, order, ...(categories === undefined ? {} : { categories }) };
          const some: unknown[] = [];
          for await (const batch of store.read({ ...options, fields })) some.push(...batch);
          const whole = await all(store, options);
          expect(some).toStrictEqual(whole.map(({ data, stream, id, commit }) => ({ data, stream, id, commit })));
          expect(whole.map(({ id }) => id)).toStrictEqual(contents(whole).map((content) => event(content).id));
        }
    });

    test('reads only the fields asked for of a stream, forwards and backwards, from within a commit too', async () => {
      const store = await log();
      await store.append('team-1', [event('a'), event('b'), event('c')], 'none', COMMIT);
      await store.append('team-1', [event('d'), event('e')], 2, COMMIT);
      for (const options of [{}, { from: 1, limit: 3 }, { from: 3, backwards: true }, { backwards: true, limit: 4 }]) {
        const whole = await store.readStream('team-1', options);
        const heads = await store.readStream('team-1', { ...options, fields: ['type', 'revision'] });
        expect(heads).toStrictEqual(whole.map(({ type, revision }) => ({ type, revision })));
        const bodies = await store.readStream('team-1', { ...options, fields: ['data', 'position'] });
        expect(bodies).toStrictEqual(whole.map(({ data, position }) => ({ data, position })));
        expect(heads.length).toBeGreaterThan(2);
      }
    });

    test('another thread reads the same events from the place of the log, by ranges of streams that cover all', async () => {
      const store = await mixed();
      await store.end();
      const there = await store.elsewhere();
      assert.ok(there);
      const reader = await openAt<LogReader>(there);
      assert.ok(reader);
      const read: RecordedEvent[] = [];
      for (let from = 1; from <= there.streams; from += 2)
        for await (const batch of reader.read({ after: 0, order: 'stream', streams: { from, before: from + 2 } }))
          read.push(...batch);
      reader.close();
      expect(read.toSorted((a, b) => a.position - b.position)).toStrictEqual(await all(store));
    });

    test('a read ends at the end that the log had when it began', async () => {
      const store = await mixed();
      for (const options of [{}, { upTo: 100 }, { categories: ['patient'] }, { order: 'stream' as const }]) {
        const before = await all(store, { after: 0, ...options });
        const found: RecordedEvent[] = [];
        for await (const batch of store.read({ after: 0, ...options })) {
          if (found.length === 0) await store.record(located('patient-8', `late ${JSON.stringify(options)}`), COMMIT);
          found.push(...batch);
        }
        expect(found).toStrictEqual(before);
      }
    });

    test('concurrent readers and a writer do not disturb each other', async () => {
      const store = await mixed();
      const first: string[] = [];
      for await (const batch of store.read({ after: 0 }))
        for (const found of batch) {
          first.push(...contents([found]));
          if (first.length === 2) await store.record(located('team-9', 'new'), COMMIT);
          expect(await all(store, { after: 0, upTo: 7 })).toHaveLength(7);
        }
      expect(first.slice(0, 7)).toStrictEqual(['p1a', 't1a', 'p2a', 'p1b', 'r', 't1b', 'p2b']);
    });

    test('returns many events in batches, each once', async () => {
      const store = await log();
      const many = Array.from({ length: 5_000 }, (_, i) => ({ stream: `patient-${i % 7}`, event: event(String(i)) }));
      await store.record(many, COMMIT);
      let batches = 0;
      const positions: number[] = [];
      for await (const batch of store.read({ after: 10 })) {
        batches++;
        positions.push(...batch.map(({ position }) => position));
      }
      expect(batches).toBeGreaterThan(1);
      expect(positions).toStrictEqual(Array.from({ length: 4_990 }, (_, i) => i + 11));
      expect(await all(store, { after: 0, order: 'stream' })).toHaveLength(5_000);
    });

    test('reads a stream forwards and backwards, from a revision, up to a limit', async () => {
      const store = await log();
      await store.append('team-1', ['a', 'b', 'c', 'd'].map(event), 'none', COMMIT);
      const read = async (options?: Parameters<EventStore['readStream']>[1]) =>
        contents(await store.readStream('team-1', options));
      expect(await read()).toStrictEqual(['a', 'b', 'c', 'd']);
      expect(await read({ from: 2 })).toStrictEqual(['c', 'd']);
      expect(await read({ limit: 2 })).toStrictEqual(['a', 'b']);
      expect(await read({ from: 1, limit: 2 })).toStrictEqual(['b', 'c']);
      expect(await read({ backwards: true })).toStrictEqual(['d', 'c', 'b', 'a']);
      expect(await read({ backwards: true, limit: 1 })).toStrictEqual(['d']);
      expect(await read({ backwards: true, from: 2 })).toStrictEqual(['c', 'b', 'a']);
      expect(await read({ from: 4 })).toStrictEqual([]);
      expect(await read({ limit: 0 })).toStrictEqual([]);
    });

    test('reads the events of some types of a stream, also from within a commit, with any fields', async () => {
      const store = await log();
      const other = (content: string): NewEvent => ({
        ...event(content),
        id: eventId('Other', content),
        type: 'Other',
      });
      await store.append('team-1', [event('a'), other('b'), event('c')], 'none', COMMIT);
      await store.append('team-1', [event('d')], 2, COMMIT);
      await store.append('team-1', [other('e'), event('f')], 3, COMMIT);
      const read = async (options: Parameters<EventStore['readStream']>[1]) =>
        contents(await store.readStream('team-1', options));
      expect(await read({ types: ['Other'] })).toStrictEqual(['b', 'e']);
      expect(await read({ types: ['Happened'], backwards: true, limit: 3 })).toStrictEqual(['f', 'd', 'c']);
      expect(await read({ types: ['Other'], from: 2 })).toStrictEqual(['e']);
      expect(await read({ types: ['Other', 'Happened'] })).toHaveLength(6);
      expect(await read({ types: ['Never'] })).toStrictEqual([]);
      const fields = ['knownOn', 'data'] as const;
      const [first] = await store.readStream('team-1', { types: ['Other'], fields });
      expect(first).toStrictEqual({ knownOn: other('b').knownOn, data: other('b').data });
    });

    test('counts events in total and by category', async () => {
      const store = await mixed();
      expect(await store.count()).toBe(7);
      expect(await store.count(['patient'])).toBe(4);
      expect(await store.count(['team', 'regulation'])).toBe(3);
      expect(await store.count(['nothing'])).toBe(0);
      expect(await store.count([])).toBe(0);
      await store.record(located('patient-1', 'p1a', 'p1c'), COMMIT);
      expect(await store.count(['patient'])).toBe(5);
    });

    test('finds an event by its id in its own stream only', async () => {
      const store = await mixed();
      const { id } = event('p1b');
      expect((await store.find('patient-1', id))?.position).toBe(4);
      expect(await store.find('patient-2', id)).toBeUndefined();
      expect(await store.find('patient-9', id)).toBeUndefined();
      expect(
        await store.known([
          { stream: 'patient-1', id },
          { stream: 'patient-2', id },
          { stream: 'patient-2', id: event('p2b').id },
        ]),
      ).toStrictEqual([true, false, true]);
    });

    test('tells which of some streams have begun, here and in another thread', async () => {
      const store = await mixed();
      const asked = ['patient-1', 'patient-9', 'patient-2'];
      expect((await store.begun(asked)).toSorted()).toStrictEqual(['patient-1', 'patient-2']);
      expect(await store.begun([])).toStrictEqual([]);
      if (store.begunElsewhere === undefined) return;
      const elsewhere = await openAt<BegunElsewhere>(store.begunElsewhere);
      expect((await elsewhere?.begun(asked))?.toSorted()).toStrictEqual(['patient-1', 'patient-2']);
      elsewhere?.close();
    });

    test('one writer has the lease; the error names it to another', async () => {
      const store = await log();
      await store.acquireLease('intake', HOLDER, NOW);
      await assert.rejects(store.acquireLease('intake', OTHER, NOW + 1_000), {
        code: 'LEASE_HELD',
        data: { host: HOLDER.host, pid: HOLDER.pid },
      });
    });

    test('leases of different names are independent', async () => {
      const store = await log();
      await store.acquireLease('intake', HOLDER, NOW);
      await store.acquireLease('payments', OTHER, NOW);
    });

    test('a released lease can be acquired at once', async () => {
      const store = await log();
      await store.releaseLease(await store.acquireLease('intake', HOLDER, NOW));
      await store.acquireLease('intake', OTHER, NOW);
    });

    test('takes a lease over from a dead process of this machine', async () => {
      const store = await log();
      const dead = await store.acquireLease('intake', HOLDER, NOW);
      const lease = await store.acquireLease('intake', { ...OTHER, isAlive: () => false }, NOW);
      expect(lease.token).toBeGreaterThan(dead.token);
    });

    test('the lease of another machine is free only when it expires', async () => {
      const store = await log();
      await store.acquireLease('intake', HOLDER, NOW);
      const elsewhere = { host: 'there', pid: 2, isAlive: () => false };
      await expect(store.acquireLease('intake', elsewhere, NOW + 1_000)).rejects.toThrow(LeaseLost);
      await store.acquireLease('intake', elsewhere, NOW + LONG_MS);
    });

    test('a lease of a time to come does not hold: the clock was ahead when it was taken', async () => {
      const store = await log();
      const ahead = await store.acquireLease('intake', HOLDER, NOW + LONG_MS);
      const elsewhere = { host: 'there', pid: 2, isAlive: () => false };
      const lease = await store.acquireLease('intake', elsewhere, NOW);
      await expect(store.record(located('patient-1', 'a'), COMMIT, { lease: ahead })).rejects.toThrow(LeaseLost);
      await store.record(located('patient-1', 'b'), COMMIT, { lease });
    });

    test('rejects a writer whose lease was taken over and writes no event', async () => {
      const store = await log();
      const old = await store.acquireLease('intake', HOLDER, NOW);
      await store.record(located('patient-1', 'a'), COMMIT, { lease: old });
      const lease = await store.acquireLease('intake', OTHER, NOW + LONG_MS);
      await expect(store.record(located('patient-1', 'b'), COMMIT, { lease: old })).rejects.toThrow(LeaseLost);
      await store.record(located('patient-1', 'c'), COMMIT, { lease });
      expect(contents(await store.readStream('patient-1'))).toStrictEqual(['a', 'c']);
    });

    test('rejects a writer after it releases its lease; releasing a former lease frees no other one', async () => {
      const store = await log();
      const old = await store.acquireLease('intake', HOLDER, NOW);
      await store.releaseLease(old);
      await expect(store.record(located('patient-1', 'a'), COMMIT, { lease: old })).rejects.toThrow(LeaseLost);
      await store.acquireLease('intake', OTHER, NOW);
      await store.releaseLease(old);
      await expect(store.acquireLease('intake', HOLDER, NOW)).rejects.toThrow(LeaseLost);
    });

    test('recording renews the lease', async () => {
      const store = await log();
      const lease = await store.acquireLease('intake', HOLDER, NOW);
      const later = new Date(NOW + LONG_MS).toISOString();
      await store.record(located('patient-1', 'a'), { ...COMMIT, recordedAt: later }, { lease });
      await expect(store.acquireLease('intake', OTHER, NOW + LONG_MS + 1_000)).rejects.toThrow(LeaseLost);
    });

    const at = (ms: number): Commit => ({ ...COMMIT, recordedAt: new Date(NOW + ms).toISOString() });
    const times = async (store: EventStore): Promise<number[]> => {
      const found: number[] = [];
      for (const { commit } of await all(store)) found.push(Date.parse((await store.commit(commit)).recordedAt) - NOW);
      return found;
    };

    test('an event of a command that began before its predecessor was recorded has the time of the predecessor', async () => {
      const { store, reopen } = await openNew();
      await store.append('team-1', [event('a')], 'none', at(60_000));
      await store.append('team-1', [event('b')], 0, at(0));
      await store.record(located('team-2', 'c'), at(1));
      await store.recordEach([
        { events: located('team-2', 'd'), commit: at(70_000) },
        { events: located('team-2', 'e'), commit: at(65_000) },
      ]);
      expect(await times(store)).toStrictEqual([60_000, 60_000, 60_000, 70_000, 70_000]);
      const other = await reopen();
      expect(await times(other)).toStrictEqual([60_000, 60_000, 60_000, 70_000, 70_000]);
      expect(await other.linkAt(5)).toBe(await store.linkAt(5));
      await other.close();
    });

    test('refuses every append while the clock is before the last event, and writes no event', async () => {
      const clock = { ms: 60_000 };
      const { store } = await openNew(() => at(clock.ms).recordedAt);
      await store.append('team-1', [event('a')], 'none', at(60_000));
      clock.ms = 60_000 - CLOCKS_DIFFER_MS - 1;
      const refused = {
        code: 'CLOCK_WENT_BACK',
        data: { clock: at(clock.ms).recordedAt, last: at(60_000).recordedAt, position: 1 },
      };
      for (const append of [
        () => store.append('team-1', [event('b')], 0, at(clock.ms)),
        () => store.record(located('team-2', 'b'), at(clock.ms)),
        () => store.recordEach([{ events: located('team-2', 'b'), commit: at(clock.ms) }]),
      ])
        await assert.rejects(append(), (error) => {
          assert.ok(error instanceof ClockWentBack);
          expect({ code: error.code, data: error.data }).toStrictEqual(refused);
          return true;
        });
      expect(await store.end()).toBe(1);
      clock.ms = 60_000;
      expect((await store.append('team-1', [event('b')], 0, at(clock.ms))).positions).toStrictEqual([2]);
    });

    test('the clock of another machine may be behind by CLOCKS_DIFFER_MS: the event has the time of its predecessor', async () => {
      const { store } = await openNew(() => at(60_000 - CLOCKS_DIFFER_MS).recordedAt);
      await store.append('team-1', [event('a')], 'none', at(60_000));
      await store.append('team-1', [event('b')], 0, at(60_000 - CLOCKS_DIFFER_MS));
      expect(await times(store)).toStrictEqual([60_000, 60_000]);
    });

    test('a log with unordered times, copied from a former version, keeps them and takes the next event', async () => {
      const { store, reopen } = await openNew();
      await store.copy([
        { events: located('team-1', 'a'), commit: at(60_000) },
        { events: located('team-1', 'b', 'c'), commit: at(0) },
      ]);
      const again = await reopen();
      expect(await times(again)).toStrictEqual([60_000, 0, 0]);
      await again.append('team-1', [event('d')], 2, at(-1));
      expect(await times(store)).toStrictEqual([60_000, 0, 0, 0]);
      await again.close();
    });

    test('writers at once record in the order of their positions', async () => {
      const { store, reopen } = await openNew();
      const others = [await reopen(), await reopen()];
      const writers = [store, ...others];
      await Promise.all(
        writers.map(async (writer, w) => {
          // Each writer is at another time, as commands that began at other moments.
          for (let i = 0; i < 20; i++)
            await writer.record(located(`patient-${w}-${i % 4}`, String(i)), at(1_000 * i + 333 * w));
        }),
      );
      const found = await times(store);
      expect(found).toStrictEqual([...found].sort((a, b) => a - b));
      const again = await reopen();
      expect(await times(again)).toStrictEqual(found);
      for (const one of [...others, again]) await one.close();
    });

    test('a second connection sees the appends of the first and continues from them', async () => {
      const { store, reopen } = await openNew();
      const other = await reopen();
      try {
        await store.append('team-1', [event('a')], 'none', COMMIT);
        expect(await other.end()).toBe(1);
        await expect(other.append('team-1', [event('b')], 'none', COMMIT)).rejects.toThrow(RevisionConflict);
        expect((await other.append('team-1', [event('b')], 0, COMMIT)).positions).toStrictEqual([2]);
        expect((await store.append('team-1', [event('c')], 1, COMMIT)).positions).toStrictEqual([3]);
        expect((await other.record(located('team-1', 'c', 'd'), COMMIT)).positions).toStrictEqual(['known', 4]);
        expect(contents(await all(store))).toStrictEqual(['a', 'b', 'c', 'd']);
      } finally {
        await other.close();
      }
    });

    test('when two connections append at one revision, one succeeds and the other gets RevisionConflict', async () => {
      const { store, reopen } = await openNew();
      const other = await reopen();
      try {
        const outcomes = await Promise.allSettled([
          store.append('team-1', [event('a')], 'none', COMMIT),
          other.append('team-1', [event('b')], 'none', COMMIT),
        ]);
        expect(outcomes.map(({ status }) => status).sort()).toStrictEqual(['fulfilled', 'rejected']);
        expect(await store.end()).toBe(1);
      } finally {
        await other.close();
      }
    });

    test('an acknowledged event is there after the log is reopened', async () => {
      const { store, reopen } = await openNew();
      await store.record([...located('patient-1', 'a'), ...located('team-1', 'b')], COMMIT);
      const before = await all(store);
      const again = await reopen();
      try {
        expect(await all(again)).toStrictEqual(before);
        expect((await again.record(located('patient-1', 'a', 'c'), COMMIT)).positions).toStrictEqual(['known', 3]);
      } finally {
        await again.close();
      }
    });
  });
}
