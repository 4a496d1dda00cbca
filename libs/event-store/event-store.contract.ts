/**
 * What every adapter of the event log promises (event-store.ts), as one suite: `eventStoreContract(name, open)` runs it on the
 * adapter that `open` makes, each test on a log of its own.
 */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { eventId } from '#libs/event-store/event-id.ts';
import { follow } from '#libs/event-store/follow.ts';
import { type EventStore, LeaseLost, RevisionConflict } from '#libs/event-store/event-store.ts';
import type { ReadOptions } from '#libs/event-store/event-store.ts';
import type { Commit, NewEvent, RecordedEvent } from '#libs/event-store/event.ts';

export interface Opened {
  readonly store: EventStore;
  /** One more connection to the same log. */
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
/** Longer than any lease is given for. */
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

export function eventStoreContract(name: string, open: () => Promise<Opened>): void {
  describe(name, () => {
    const opened: Opened[] = [];
    afterEach(async () => {
      for (const { close } of opened.splice(0)) await close();
    });
    const openNew = async (): Promise<Opened> => {
      const made = await open();
      opened.push(made);
      return made;
    };
    const log = async (): Promise<EventStore> => (await openNew()).store;

    test('an empty log ends at 0, counts nothing and has no stream', async () => {
      const store = await log();
      assert.deepEqual([await store.end(), await store.count(), await store.count(['patient'])], [0, 0, 0]);
      assert.deepEqual([await all(store), await store.readStream('patient-1')], [[], []]);
      assert.equal(await store.find('patient-1', event('a').id), undefined);
      assert.deepEqual(await store.known([{ stream: 'patient-1', id: event('a').id }]), [false]);
    });

    test('an event is read back with every field as it was given, its position, revision and commit', async () => {
      const store = await log();
      const given = event('é "quoted" 😀\n\u0000\u2028');
      const { positions } = await store.append('patient-é 1', [given], 'none', COMMIT);
      assert.deepEqual(positions, [1]);
      const [found] = await all(store);
      assert.ok(found !== undefined);
      const { commit, ...rest } = found;
      assert.deepEqual({ ...rest }, { ...given, stream: 'patient-é 1', position: 1, revision: 0 });
      assert.deepEqual(await store.commit(commit), COMMIT);
    });

    test('the events of one append share a commit, and those of another have their own', async () => {
      const store = await log();
      await store.append('team-1', [event('a'), event('b')], 'none', COMMIT);
      const later = { ...COMMIT, recordedAt: '2026-11-02T08:00:00.000Z', actor: 'another' };
      await store.append('team-1', [event('c')], 1, later);
      const [a, b, c] = await all(store);
      assert.equal(a?.commit, b?.commit);
      assert.deepEqual(await store.commit(c?.commit ?? 0), later);
    });

    test('a commit that is not there is refused', async () => {
      await assert.rejects((await log()).commit(7), RangeError);
    });

    test('an append goes through at the revision expected', async () => {
      const store = await log();
      await store.append('team-1', [event('a'), event('b')], 'none', COMMIT);
      assert.deepEqual((await store.append('team-1', [event('c')], 1, COMMIT)).positions, [3]);
      assert.deepEqual((await store.append('team-1', [event('d')], 'any', COMMIT)).positions, [4]);
      assert.deepEqual(
        (await store.readStream('team-1')).map(({ revision }) => revision),
        [0, 1, 2, 3],
      );
    });

    test('an append at another revision is refused with both revisions, and nothing of it is written', async () => {
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
          assert.deepEqual([error.stream, error.expected, error.actual], [stream, expected, actual]);
          assert.ok(error.message.includes(String(expected)) && error.message.includes(String(actual)), error.message);
          return true;
        });
      assert.equal(await store.end(), 2);
      assert.deepEqual(await store.readStream('team-2'), []);
    });

    test('the same append again is known and no conflict', async () => {
      const store = await log();
      const events = [event('a'), event('b')];
      await store.append('team-1', events, 'none', COMMIT);
      assert.deepEqual((await store.append('team-1', events, 'none', COMMIT)).positions, ['known', 'known']);
      await store.append('team-1', [event('c')], 1, COMMIT);
      assert.deepEqual((await store.append('team-1', [event('c')], 1, COMMIT)).positions, ['known']);
      assert.equal(await store.end(), 3);
    });

    test('an append of which only a part is known is a conflict, and nothing of it is written', async () => {
      const store = await log();
      await store.append('team-1', [event('a')], 'none', COMMIT);
      await assert.rejects(store.append('team-1', [event('a'), event('b')], 'none', COMMIT), RevisionConflict);
      assert.equal(await store.end(), 1);
    });

    test('an event recorded before in its stream is known, and in another stream is not', async () => {
      const store = await log();
      await store.record(located('patient-1', 'a', 'b'), COMMIT);
      const { positions } = await store.record(
        [...located('patient-1', 'b', 'c'), ...located('patient-2', 'a'), ...located('patient-1', 'a', 'c')],
        COMMIT,
      );
      assert.deepEqual(positions, ['known', 3, 4, 'known', 'known']);
      assert.deepEqual(contents(await store.readStream('patient-1')), ['a', 'b', 'c']);
      assert.deepEqual(contents(await store.readStream('patient-2')), ['a']);
    });

    test('an event given twice in one record is written once', async () => {
      const store = await log();
      const { positions } = await store.record(located('patient-1', 'a', 'a', 'b'), COMMIT);
      assert.deepEqual(positions, [1, 'known', 2]);
    });

    test('recording what is known again leaves no trace', async () => {
      const store = await log();
      await store.record(located('patient-1', 'a', 'b'), COMMIT);
      const before = await all(store);
      await store.record(located('patient-1', 'a', 'b'), { ...COMMIT, correlation: 'import-2' });
      assert.deepEqual(await all(store), before);
      await store.record(located('patient-1', 'c'), { ...COMMIT, correlation: 'import-3' });
      const last = (await all(store)).at(-1);
      assert.equal((await store.commit(last?.commit ?? 0)).correlation, 'import-3');
    });

    test('entries recorded together have each a commit of its own, and what one holds is known to the next', async () => {
      const store = await log();
      const second = { ...COMMIT, actor: 'another' };
      const outcomes = await store.recordEach([
        { events: located('patient-1', 'a'), commit: COMMIT },
        { events: [...located('patient-1', 'a'), ...located('patient-2', 'b')], commit: second },
      ]);
      assert.deepEqual(
        outcomes.map(({ positions }) => positions),
        [[1], ['known', 2]],
      );
      const [a, b] = await all(store);
      assert.deepEqual(await store.commit(a?.commit ?? 0), COMMIT);
      assert.deepEqual(await store.commit(b?.commit ?? 0), second);
    });

    test('entries recorded without the lease any more are refused, and nothing of them is written', async () => {
      const store = await log();
      const lease = await store.acquireLease('intake', HOLDER, NOW);
      await store.releaseLease(lease);
      await store.acquireLease('intake', OTHER, NOW);
      await assert.rejects(store.recordEach([{ events: located('patient-1', 'a'), commit: COMMIT }], lease), LeaseLost);
      assert.equal(await store.end(), 0);
    });

    test('an append larger than an engine takes at once is there whole, with its positions and revisions', async () => {
      const { store, reopen } = await openNew();
      await store.append('team-1', [event('before')], 'none', COMMIT);
      const large = ['a', 'b', 'c'].map((letter) => event(letter.repeat(600_000)));
      assert.deepEqual((await store.append('team-1', large, 0, COMMIT)).positions, [2, 3, 4]);
      assert.deepEqual((await store.append('team-1', large, 0, COMMIT)).positions, ['known', 'known', 'known']);
      assert.deepEqual((await store.append('team-1', [event('after')], 3, COMMIT)).positions, [5]);
      for (const connection of [store, await reopen()]) {
        const found = await connection.readStream('team-1');
        assert.deepEqual(
          found.map(({ position, revision, id }) => [position, revision, id]),
          [event('before'), ...large, event('after')].map(({ id }, i) => [i + 1, i, id]),
        );
        assert.equal(found[2]?.data, large[1]?.data);
        assert.equal(found[1]?.commit, found[3]?.commit);
      }
    });

    test('an append larger than an engine takes at once, at another revision, writes nothing', async () => {
      const store = await log();
      await store.append('team-1', [event('a')], 'none', COMMIT);
      const large = ['b', 'c'].map((letter) => event(letter.repeat(700_000)));
      await assert.rejects(store.append('team-1', large, 'none', COMMIT), RevisionConflict);
      assert.equal(await store.end(), 1);
      assert.deepEqual((await store.append('team-1', [event('d')], 0, COMMIT)).positions, [2]);
    });

    test('one event larger than an engine takes at once is recorded as it is', async () => {
      const store = await log();
      const large = event('é'.repeat(1_500_000));
      await store.record([{ stream: 'team-1', event: large }], COMMIT);
      assert.equal((await store.readStream('team-1'))[0]?.data, large.data);
    });

    test('what is recorded around an event larger than an engine takes at once stays in the order given', async () => {
      const store = await log();
      await store.record(located('patient-0', 'connected'), COMMIT);
      const given = [
        ...located('patient-1', 'a'),
        ...located('patient-2', 'b'.repeat(1_300_000)),
        ...located('patient-3', 'c'),
        ...located('patient-2', 'd'),
        ...located('patient-1', 'e'),
      ];
      assert.deepEqual((await store.record(given, COMMIT)).positions, [2, 3, 4, 5, 6]);
    });

    test('a log is followed as it grows, each event once, by a reader slower than the writers', async () => {
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
      assert.deepEqual(
        seen,
        Array.from({ length: 40 }, (_, i) => i + 1),
      );
    });

    test('recording nothing gives nothing', async () => {
      const store = await log();
      assert.deepEqual((await store.record([], COMMIT)).positions, []);
      assert.deepEqual((await store.append('team-1', [], 'none', COMMIT)).positions, []);
      assert.equal(await store.end(), 0);
    });

    test('positions are ordinals without a gap, whatever was known or refused between', async () => {
      const store = await log();
      await store.record(located('patient-1', 'a', 'a', 'b'), COMMIT);
      await store.append('team-1', [event('x')], 5, COMMIT).catch(() => undefined);
      await store.record(located('patient-1', 'b'), COMMIT);
      await store.record([...located('patient-2', 'a'), ...located('patient-1', 'c')], COMMIT);
      await store.append('team-1', [event('x'), event('y')], 'none', COMMIT);
      assert.deepEqual(
        (await all(store)).map(({ position, stream, revision }) => [position, stream, revision]),
        [
          [1, 'patient-1', 0],
          [2, 'patient-1', 1],
          [3, 'patient-2', 0],
          [4, 'patient-1', 2],
          [5, 'team-1', 0],
          [6, 'team-1', 1],
        ],
      );
      assert.equal(await store.end(), 6);
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

    test('events are read after a position, and up to and with another', async () => {
      const store = await mixed();
      assert.deepEqual(contents(await all(store, { after: 2, upTo: 4 })), ['p2a', 'p1b']);
      assert.deepEqual(contents(await all(store, { after: 6 })), ['p2b']);
      assert.deepEqual(await all(store, { after: 7 }), []);
      assert.deepEqual(await all(store, { after: 4, upTo: 4 }), []);
    });

    test('only events of the categories asked for are read, a stream without a hyphen being its own', async () => {
      const store = await mixed();
      assert.deepEqual(contents(await all(store, { after: 0, categories: ['team'] })), ['t1a', 't1b']);
      assert.deepEqual(contents(await all(store, { after: 2, categories: ['team', 'regulation'] })), ['r', 't1b']);
      assert.deepEqual(contents(await all(store, { after: 0, upTo: 3, categories: ['patient'] })), ['p1a', 'p2a']);
      assert.deepEqual(await all(store, { after: 0, categories: ['nothing'] }), []);
      assert.deepEqual(await all(store, { after: 0, categories: [] }), []);
    });

    test('in the order of streams, each stream comes whole and in its own order', async () => {
      const store = await mixed();
      for (const categories of [undefined, ['patient', 'team']]) {
        const options = { after: 0, order: 'stream' as const };
        const events = await all(store, categories === undefined ? options : { ...options, categories });
        assert.equal(events.length, categories === undefined ? 7 : 6);
        const streams = events.map(({ stream }) => stream);
        const changes = streams.filter((stream, i) => stream !== streams[i - 1]);
        assert.equal(changes.length, new Set(streams).size);
        for (const stream of new Set(streams))
          assert.deepEqual(
            contents(events.filter((found) => found.stream === stream)),
            contents(await store.readStream(stream)),
          );
      }
      const some = await all(store, { after: 1, upTo: 6, order: 'stream', categories: ['patient'] });
      assert.deepEqual(contents(some).sort(), ['p1b', 'p2a']);
    });

    test('two readers at once do not disturb each other, nor does a writer', async () => {
      const store = await mixed();
      const first: string[] = [];
      for await (const batch of store.read({ after: 0 }))
        for (const found of batch) {
          first.push(...contents([found]));
          if (first.length === 2) await store.record(located('team-9', 'new'), COMMIT);
          assert.equal((await all(store, { after: 0, upTo: 7 })).length, 7);
        }
      assert.deepEqual(first.slice(0, 7), ['p1a', 't1a', 'p2a', 'p1b', 'r', 't1b', 'p2b']);
    });

    test('many events come in batches, each once', async () => {
      const store = await log();
      const many = Array.from({ length: 5_000 }, (_, i) => ({ stream: `patient-${i % 7}`, event: event(String(i)) }));
      await store.record(many, COMMIT);
      let batches = 0;
      const positions: number[] = [];
      for await (const batch of store.read({ after: 10 })) {
        batches++;
        positions.push(...batch.map(({ position }) => position));
      }
      assert.ok(batches > 1);
      assert.deepEqual(
        positions,
        Array.from({ length: 4_990 }, (_, i) => i + 11),
      );
      assert.equal((await all(store, { after: 0, order: 'stream' })).length, 5_000);
    });

    test('a stream is read forwards and backwards, from a revision and up to a number', async () => {
      const store = await log();
      await store.append('team-1', ['a', 'b', 'c', 'd'].map(event), 'none', COMMIT);
      const read = async (options?: Parameters<EventStore['readStream']>[1]) =>
        contents(await store.readStream('team-1', options));
      assert.deepEqual(await read(), ['a', 'b', 'c', 'd']);
      assert.deepEqual(await read({ from: 2 }), ['c', 'd']);
      assert.deepEqual(await read({ limit: 2 }), ['a', 'b']);
      assert.deepEqual(await read({ from: 1, limit: 2 }), ['b', 'c']);
      assert.deepEqual(await read({ backwards: true }), ['d', 'c', 'b', 'a']);
      assert.deepEqual(await read({ backwards: true, limit: 1 }), ['d']);
      assert.deepEqual(await read({ backwards: true, from: 2 }), ['c', 'b', 'a']);
      assert.deepEqual(await read({ from: 4 }), []);
      assert.deepEqual(await read({ limit: 0 }), []);
    });

    test('events are counted in all and by category', async () => {
      const store = await mixed();
      assert.equal(await store.count(), 7);
      assert.equal(await store.count(['patient']), 4);
      assert.equal(await store.count(['team', 'regulation']), 3);
      assert.equal(await store.count(['nothing']), 0);
      assert.equal(await store.count([]), 0);
      await store.record(located('patient-1', 'p1a', 'p1c'), COMMIT);
      assert.equal(await store.count(['patient']), 5);
    });

    test('an event is found by its id in its own stream alone', async () => {
      const store = await mixed();
      const { id } = event('p1b');
      assert.equal((await store.find('patient-1', id))?.position, 4);
      assert.equal(await store.find('patient-2', id), undefined);
      assert.equal(await store.find('patient-9', id), undefined);
      assert.deepEqual(
        await store.known([
          { stream: 'patient-1', id },
          { stream: 'patient-2', id },
          { stream: 'patient-2', id: event('p2b').id },
        ]),
        [true, false, true],
      );
    });

    test('the lease is one writer’s, and the other is told who has it', async () => {
      const store = await log();
      await store.acquireLease('intake', HOLDER, NOW);
      await assert.rejects(
        store.acquireLease('intake', OTHER, NOW + 1_000),
        (error) => error instanceof LeaseLost && error.message.includes('processus 1 sur here'),
      );
    });

    test('a lease of another name is another lease', async () => {
      const store = await log();
      await store.acquireLease('intake', HOLDER, NOW);
      await store.acquireLease('payments', OTHER, NOW);
    });

    test('a lease given back can be taken at once', async () => {
      const store = await log();
      await store.releaseLease(await store.acquireLease('intake', HOLDER, NOW));
      await store.acquireLease('intake', OTHER, NOW);
    });

    test('a lease is taken over from a process of this machine that is dead', async () => {
      const store = await log();
      const dead = await store.acquireLease('intake', HOLDER, NOW);
      const lease = await store.acquireLease('intake', { ...OTHER, isAlive: () => false }, NOW);
      assert.ok(lease.token > dead.token);
    });

    test('of another machine nothing is known: only the expiry frees its lease', async () => {
      const store = await log();
      await store.acquireLease('intake', HOLDER, NOW);
      const elsewhere = { host: 'there', pid: 2, isAlive: () => false };
      await assert.rejects(store.acquireLease('intake', elsewhere, NOW + 1_000), LeaseLost);
      await store.acquireLease('intake', elsewhere, NOW + LONG_MS);
    });

    test('a writer whose lease was taken over is refused, and nothing of his is written', async () => {
      const store = await log();
      const old = await store.acquireLease('intake', HOLDER, NOW);
      await store.record(located('patient-1', 'a'), COMMIT, old);
      const lease = await store.acquireLease('intake', OTHER, NOW + LONG_MS);
      await assert.rejects(store.record(located('patient-1', 'b'), COMMIT, old), LeaseLost);
      await store.record(located('patient-1', 'c'), COMMIT, lease);
      assert.deepEqual(contents(await store.readStream('patient-1')), ['a', 'c']);
    });

    test('a writer who has given his lease back is refused, and giving an old one back frees nothing', async () => {
      const store = await log();
      const old = await store.acquireLease('intake', HOLDER, NOW);
      await store.releaseLease(old);
      await assert.rejects(store.record(located('patient-1', 'a'), COMMIT, old), LeaseLost);
      await store.acquireLease('intake', OTHER, NOW);
      await store.releaseLease(old);
      await assert.rejects(store.acquireLease('intake', HOLDER, NOW), LeaseLost);
    });

    test('a writer at work renews his lease with what he records', async () => {
      const store = await log();
      const lease = await store.acquireLease('intake', HOLDER, NOW);
      const later = new Date(NOW + LONG_MS).toISOString();
      await store.record(located('patient-1', 'a'), { ...COMMIT, recordedAt: later }, lease);
      await assert.rejects(store.acquireLease('intake', OTHER, NOW + LONG_MS + 1_000), LeaseLost);
    });

    test('two connections see one log: what one appends the other knows and goes on from', async () => {
      const { store, reopen } = await openNew();
      const other = await reopen();
      try {
        await store.append('team-1', [event('a')], 'none', COMMIT);
        assert.equal(await other.end(), 1);
        await assert.rejects(other.append('team-1', [event('b')], 'none', COMMIT), RevisionConflict);
        assert.deepEqual((await other.append('team-1', [event('b')], 0, COMMIT)).positions, [2]);
        assert.deepEqual((await store.append('team-1', [event('c')], 1, COMMIT)).positions, [3]);
        assert.deepEqual((await other.record(located('team-1', 'c', 'd'), COMMIT)).positions, ['known', 4]);
        assert.deepEqual(contents(await all(store)), ['a', 'b', 'c', 'd']);
      } finally {
        await other.close();
      }
    });

    test('of two connections appending at one revision, one wins and the other is told', async () => {
      const { store, reopen } = await openNew();
      const other = await reopen();
      try {
        const outcomes = await Promise.allSettled([
          store.append('team-1', [event('a')], 'none', COMMIT),
          other.append('team-1', [event('b')], 'none', COMMIT),
        ]);
        assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
        assert.equal(await store.end(), 1);
      } finally {
        await other.close();
      }
    });

    test('what was acknowledged is there when the log is opened again', async () => {
      const { store, reopen } = await openNew();
      await store.record([...located('patient-1', 'a'), ...located('team-1', 'b')], COMMIT);
      const before = await all(store);
      const again = await reopen();
      try {
        assert.deepEqual(await all(again), before);
        assert.deepEqual((await again.record(located('patient-1', 'a', 'c'), COMMIT)).positions, ['known', 3]);
      } finally {
        await again.close();
      }
    });
  });
}
