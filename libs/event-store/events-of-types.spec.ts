/** Of the events of some categories, those of some types are given, in the order of the log, and the content of few others is read. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { eventsOfTypes } from '#libs/event-store/events-of-types.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { COMMIT } from '#test/support/commit.ts';
import { countedReads } from '#test/support/counted-reads.ts';

const isWanted = (type: string): boolean => type === 'Wanted';

async function logOf(types: readonly string[]): Promise<SqliteEventStore> {
  const log = new SqliteEventStore(':memory:');
  const of = { schemaVersion: 1, effective: '2026', knownOn: '2026-01-01' };
  for (const [i, type] of types.entries()) {
    const event = { ...of, id: String(i).padStart(32, '0'), type, data: JSON.stringify({ i }) };
    await log.append(i % 7 === 0 ? 'team-1' : `statement-${i % 3}`, [event], 'any', COMMIT);
  }
  return log;
}

async function all(batches: AsyncIterable<readonly RecordedEvent[]>): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of batches) events.push(...batch);
  return events;
}

test('as if all were read', async () => {
  const types = fc.array(fc.constantFrom('Wanted', 'Other', 'Other', 'Other'), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(types, fc.nat(60), async (made, after) => {
      const log = await logOf(made);
      const options = { after, categories: ['statement'] };
      const whole = (await all(log.read(options))).filter(({ type }) => isWanted(type));
      expect(await all(eventsOfTypes(log, options, isWanted))).toStrictEqual(whole);
      await log.close();
    }),
    { numRuns: 40 },
  );
});

test('without the content of the many others', async () => {
  const log = await logOf(Array.from({ length: 400 }, (_, i) => (i % 100 === 50 ? 'Wanted' : 'Other')));
  const counted = countedReads(log);
  const found = await all(eventsOfTypes(counted.log, { after: 0 }, isWanted));
  expect([found.length, counted.taken()]).toStrictEqual([4, 4]);
  await log.close();
});
