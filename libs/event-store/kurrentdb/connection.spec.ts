/** Every request to KurrentDB ends, also without an answer; the tests cut connections during appends. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type KurrentDBClient, jsonEvent } from '@kurrent/kurrentdb-client';
import { eventId } from '#libs/event-store/event-id.ts';
import type { Commit, NewEvent } from '#libs/event-store/event.ts';
import { KurrentConnection, Unanswered, isConnectionLoss } from '#libs/event-store/kurrentdb/connection.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { KurrentDbEventStore } from '#libs/event-store/kurrentdb/kurrentdb-event-store.ts';
import { CutProxy } from '#test/support/cut-proxy.ts';
import { fakeOnly } from '#test/support/fake-timers.ts';
import { describeUnless } from '#test/support/unless.ts';

const NEVER = new Promise<never>(() => undefined);
const NOWHERE = 'kurrentdb://127.0.0.1:1?tls=false';

describe('a wait for KurrentDB', () => {
  /** Advances the clock second by second and lets pending work run. */
  async function pass(seconds: number): Promise<void> {
    for (let i = 0; i < seconds; i++) {
      jest.advanceTimersByTime(1_000);
      await Promise.resolve();
    }
  }

  async function within(work: (connection: KurrentConnection) => Promise<void>): Promise<void> {
    fakeOnly(['setInterval', 'clearInterval']);
    const connection = new KurrentConnection(NOWHERE);
    try {
      await work(connection);
    } finally {
      await connection.close();
      jest.useRealTimers();
    }
  }

  test('for an append ends as a lost connection, and a new client sends the next append', async () => {
    await within(async (connection) => {
      const used: KurrentDBClient[] = [];
      const ask = (answer: Promise<number>): Promise<number> =>
        connection.append((client) => {
          used.push(client);
          return answer;
        });
      const silent = assert.rejects(ask(NEVER), (error) => error instanceof Unanswered && isConnectionLoss(error));
      expect(await ask(Promise.resolve(7))).toBe(7);
      await pass(15);
      await silent;
      expect(await ask(Promise.resolve(8))).toBe(8);
      const [first, second, third] = used;
      expect(first).toBe(second);
      expect(second).not.toBe(third);
    });
  });

  test('for a read restarts with each event that arrives', async () => {
    await within(async (connection) => {
      const came = [Promise.withResolvers<number>(), Promise.withResolvers<number>()];
      const read = connection.read(async function* () {
        for (const { promise } of came) yield await promise;
        yield await NEVER;
      });
      const found: number[] = [];
      const reading = (async () => {
        for await (const one of read) found.push(one);
      })();
      const ended = expect(reading).rejects.toThrow(Unanswered);
      for (const [i, { resolve }] of came.entries()) {
        await pass(50);
        resolve(i);
        await new Promise(setImmediate);
      }
      expect(found).toStrictEqual([0, 1]);
      await pass(59);
      expect(await Promise.race([ended.then(() => 'ended'), Promise.resolve('waits')])).toBe('waits');
      await pass(1);
      await ended;
    });
  });
});

test('a refused account raises StoreUnavailable with advice', async () => {
  const connection = new KurrentConnection(NOWHERE);
  const refused = Object.assign(new Error(''), { type: 'access-denied', code: 7 });
  await assert.rejects(
    connection.append(() => Promise.reject(refused)),
    (error) => error instanceof StoreUnavailable && error.code === 'SERVER_ACCESS_DENIED' && !isConnectionLoss(error),
  );
  await connection.close();
});

test('recognises a lost connection by name, code or message, and no refusal of the server', () => {
  const words = 'Unmapped gRPC error: code: The operation was cancelled, message: operation was canceled.';
  for (const lost of [
    { type: 'unavailable' },
    { code: 14 },
    { type: 'unknown', code: 13 },
    { type: 'unknown', message: words },
  ])
    assert.ok(isConnectionLoss(lost), JSON.stringify(lost));
  for (const refused of [
    { type: 'access-denied', code: 7 },
    { type: 'unknown', code: 3, message: 'no' },
    new Error('x'),
    null,
  ])
    assert.ok(!isConnectionLoss(refused), JSON.stringify(refused));
});

const COMMIT: Commit = { recordedAt: '2026-11-01T08:00:00.000Z', actor: 'a', correlation: 'c', causation: 'd' };

function event(content: string): NewEvent {
  const data = JSON.stringify({ content, padding: 'x'.repeat(3_000) });
  return {
    id: eventId('Happened', data),
    type: 'Happened',
    schemaVersion: 1,
    effective: '2021-01-01',
    knownOn: '2021-01-01',
    data,
  };
}

const server = process.env['KURRENTDB_TEST_URL'];

describeUnless(server === undefined && 'KURRENTDB_TEST_URL names no server')('a cut connection', () => {
  let proxy: CutProxy;
  beforeAll(async () => {
    const { hostname, port } = new URL((server ?? '').replace(/^[a-z+]+:/, 'http:'));
    proxy = await CutProxy.to(hostname, Number(port));
  });
  afterAll(() => proxy.close());
  const url = (): string => `kurrentdb://127.0.0.1:${proxy.port}?tls=false`;
  const cut = async (): Promise<void> => {
    proxy.down();
    await setTimeout(20);
    proxy.up();
  };

  test('during many appends: each append ends and no rejection is unhandled', async () => {
    const connection = new KurrentConnection(url());
    const payload = { type: 'Happened', data: { padding: 'x'.repeat(15_000) } };
    const append = (): Promise<unknown> =>
      connection.append((client) => client.appendToStream(`cut-${randomUUID()}`, jsonEvent(payload)));
    let lost = 0;
    for (let round = 0; round < 4; round++) {
      await append();
      const all = Promise.allSettled(Array.from({ length: 300 }, () => append()));
      await setTimeout(20 + 20 * round);
      await cut();
      for (const outcome of await all) {
        if (outcome.status === 'fulfilled') continue;
        assert.ok(isConnectionLoss(outcome.reason), String(outcome.reason));
        lost++;
      }
    }
    expect(lost).toBeGreaterThan(0);
    await connection.close();
  });

  test('during a large record: it continues and stores each event once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cut-'));
    const store = new KurrentDbEventStore(`${url()}&log=cut-${randomUUID()}`, {
      replica: join(folder, 'copy.db'),
      uniqueId: randomUUID,
      now: () => performance.now(),
      clock: () => new Date().toISOString(),
      retryForMs: 10_000,
    });
    const cutting = (async () => {
      for (let cuts = 0; cuts < 5; cuts++) {
        // Long enough for many appends to be under way again.
        await setTimeout(700 + 50 * cuts);
        await cut();
      }
    })();
    const events = Array.from({ length: 8_000 }, (_, i) => ({
      stream: `patient-p${Math.floor(i / 5)}`,
      event: event(String(i)),
    }));
    try {
      const { positions } = await store.record(events, COMMIT);
      await cutting;
      expect(new Set(positions).size).toBe(8_000);
      expect(await store.count()).toBe(8_000);
    } finally {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
