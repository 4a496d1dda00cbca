/** The statements of some teams are found by their streams: those of others are not read, and no stream twice for its name. */
import { expect, test } from '@jest/globals';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { statementsOfLog } from '#libs/statements/recomputation/statements-of-log.ts';
import { appendCalculation } from '#test/support/published.ts';
import { withOwn } from '#test/support/with-own.ts';

test('of the teams that are asked for', async () => {
  const log = new SqliteEventStore(':memory:');
  for (let day = 1n; day <= 12n; day++)
    for (const team of ['A-1', 'B', 'C'])
      for (const period of ['2021-Q4', '2022-Q1']) await appendCalculation(log, team, period, day);
  const streams = new Set<string>();
  let events = 0;
  const counted = withOwn<EventStore>(log, {
    readStream: (stream, options) => {
      streams.add(stream);
      return log.readStream(stream, options);
    },
    read: async function* (options) {
      for await (const batch of log.read(options)) {
        events += batch.length;
        yield batch;
      }
    },
  });
  const teams = new Set(['A-1']);
  const found = await statementsOfLog(counted, { teams });
  expect(found.map(({ team, period }) => [team, period])).toStrictEqual([
    ['A-1', '2021-Q4'],
    ['A-1', '2022-Q1'],
  ]);
  expect([...streams]).toStrictEqual(['statement-A-1-2021-Q4', 'statement-A-1-2022-Q1']);
  expect(events).toBe(72);
  await statementsOfLog(counted, { teams });
  expect(events).toBe(72);
  await log.close();
});
