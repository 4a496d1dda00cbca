/** A local copy belongs to one log at one server. KURRENTDB_TEST_URL names the server. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { eventId } from '#libs/event-store/event-id.ts';
import type { Commit, NewEvent } from '#libs/event-store/event.ts';
import { KurrentDbEventStore } from '#libs/event-store/kurrentdb/kurrentdb-event-store.ts';
import { StoreUnreadable } from '#libs/event-store/stored-events.ts';
import { describeUnless } from '#test/support/unless.ts';

const server = process.env['KURRENTDB_TEST_URL'];
const COMMIT: Commit = { recordedAt: '2026-11-01T08:00:00.000Z', actor: 'a', correlation: 'c', causation: 'd' };

function event(content: string): NewEvent {
  const data = JSON.stringify({ content });
  const id = eventId('Happened', data);
  return { id, type: 'Happened', schemaVersion: 1, effective: '2021-01-01', knownOn: '2021-01-01', data };
}

describeUnless(server === undefined && 'KURRENTDB_TEST_URL names no server')('the copy of a log on KurrentDB', () => {
  const folder = mkdtempSync(join(tmpdir(), 'decompte-copy-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const open = (log: string, replica: string): KurrentDbEventStore =>
    new KurrentDbEventStore(`${server ?? ''}${server?.includes('?') === true ? '&' : '?'}log=${log}`, {
      replica: join(folder, replica),
      uniqueId: randomUUID,
      now: () => performance.now(),
      clock: () => new Date().toISOString(),
      retryForMs: 5_000,
    });

  async function recorded(log: string, replica: string, streams: readonly string[]): Promise<void> {
    const store = open(log, replica);
    for (const stream of streams) await store.append(stream, [event(`${log} ${stream}`)], 'any', COMMIT);
    await store.close();
  }

  test('rejects another, an emptied or a restored server, and neither reads nor writes', async () => {
    const [first, second] = [`one-${randomUUID()}`, `two-${randomUUID()}`];
    await recorded(first, 'copy.db', ['team-1', 'patient-1']);
    // An emptied server, then another log whose streams have the same names.
    for (const streams of [[], ['team-1', 'patient-1']]) {
      await recorded(second, 'other.db', streams);
      const store = open(second, 'copy.db');
      await assert.rejects(store.end(), (error) => {
        assert.ok(error instanceof StoreUnreadable);
        expect(error.finding).toMatchObject({ code: 'COPY_OF_OTHER_LOG', data: { position: 2, stream: 'patient-1' } });
        return true;
      });
      await expect(store.append('team-2', [event('new')], 'any', COMMIT)).rejects.toThrow(StoreUnreadable);
      await store.close();
    }
    const own = open(first, 'copy.db');
    expect(await own.end()).toBe(2);
    await own.close();
    const other = open(second, 'other.db');
    expect(await other.end()).toBe(2);
    await other.close();
  });

  test('continues after a last event in parts, or stored twice', async () => {
    const log = `parts-${randomUUID()}`;
    const large = ['a', 'b', 'c'].map((letter) => event(letter.repeat(500_000)));
    const store = open(log, 'parts.db');
    await store.append('team-1', large, 'none', COMMIT);
    await store.close();
    const again = open(log, 'parts.db');
    expect((await again.append('team-1', [event('after')], 2, COMMIT)).positions).toStrictEqual([4]);
    await again.close();
  });
});
