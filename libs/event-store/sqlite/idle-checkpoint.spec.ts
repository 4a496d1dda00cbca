/** The write-ahead log is copied into the file while nothing is recorded. */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, jest, test } from '@jest/globals';
import { eventId } from '#libs/event-store/event-id.ts';
import { IdleCheckpoint } from '#libs/event-store/sqlite/idle-checkpoint.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { COMMIT } from '#test/support/commit.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function record(log: SqliteEventStore, count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, i) => ({
    stream: `statement-T${i}-2025-Q1`,
    event: {
      id: eventId('StatementCalculated', String(i)),
      type: 'StatementCalculated',
      schemaVersion: 2,
      effective: '2025-Q1',
      knownOn: '2025-07-01',
      data: '{}',
    },
  }));
  await log.record(events, COMMIT);
}

test('a second after many events, the file has them; few are left to a later copy', async () => {
  const open = (name: string): SqliteEventStore => new SqliteEventStore(join(folder, name));
  const [many, few] = [open('many.db'), open('few.db')];
  const bytesOf = (name: string): number => statSync(join(folder, name)).size;
  await record(few, 10);
  await record(many, 600);
  const [before, ofFew] = [bytesOf('many.db'), bytesOf('few.db')];
  while (bytesOf('many.db') === before) await setTimeout(10);
  expect(bytesOf('few.db')).toBe(ofFew);
  expect((await many.readStream('statement-T599-2025-Q1')).length).toBe(1);
  await Promise.all([many.close(), few.close()]);
});

test('a copy that failed is repeated by the next commit, which fails as long as it does, and no later one repeats it', () => {
  jest.useFakeTimers();
  try {
    let [isFull, copies] = [true, 0];
    const exec = (): void => {
      copies++;
      if (isFull) throw Object.assign(new Error('database or disk is full'), { errcode: 13 });
    };
    const checkpoint = new IdleCheckpoint({ exec });
    checkpoint.committed(600);
    jest.advanceTimersByTime(1_000);
    expect(copies).toBe(1);
    for (let again = 0; again < 2; again++)
      expect(() => {
        checkpoint.repeatFailed();
      }).toThrow(expect.objectContaining({ code: 'STORE_DISK_FULL' }));
    isFull = false;
    for (let commit = 0; commit < 2; commit++) checkpoint.repeatFailed();
    expect(copies).toBe(4);
  } finally {
    jest.useRealTimers();
  }
});

test('after an import the pages in memory are given back, and after fewer events they stay', () => {
  jest.useFakeTimers();
  try {
    const done: string[] = [];
    const checkpoint = new IdleCheckpoint({ exec: (statement) => done.push(statement) });
    for (const events of [600, 120_000, 600]) {
      checkpoint.committed(events);
      jest.advanceTimersByTime(1_000);
    }
    const copy = 'PRAGMA wal_checkpoint(PASSIVE)';
    expect(done).toStrictEqual([copy, copy, 'PRAGMA shrink_memory', copy]);
  } finally {
    jest.useRealTimers();
  }
});
