/** The write-ahead log is copied into the file while nothing is recorded. */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { eventId } from '#libs/event-store/event-id.ts';
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
