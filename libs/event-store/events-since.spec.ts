/** Each event of a category is taken once, also by calls at one time, and again after a failure. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventId } from '#libs/event-store/event-id.ts';
import { EventsSince } from '#libs/event-store/events-since.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { COMMIT } from '#test/support/commit.ts';

let log: SqliteEventStore;
let since: EventsSince<'position'>;
let taken: number[];
beforeEach(() => {
  log = new SqliteEventStore(':memory:');
  since = new EventsSince(log, { categories: ['door'], fields: ['position'] });
  taken = [];
});
afterEach(() => log.close());

async function recorded(...streams: readonly string[]): Promise<void> {
  for (const stream of streams) {
    const data = String(await log.end());
    const event = { type: 'Turned', schemaVersion: 1, effective: '2026', knownOn: '2026-01-01', data };
    await log.append(stream, [{ id: eventId('Turned', data), ...event }], 'any', COMMIT);
  }
}

const take = ({ position }: { readonly position: number }): void => {
  taken.push(position);
};

test('takes what came since the last call', async () => {
  await recorded('door-1', 'window-1', 'door-2');
  await since.each(take);
  await recorded('door-1');
  await since.each(take);
  await since.each(take);
  expect(taken).toStrictEqual([1, 3, 4]);
});

test('calls at one time take each event once, also where the taking waits', async () => {
  await recorded('door-1', 'door-2');
  const slow = async (event: { readonly position: number }): Promise<void> => {
    await Promise.resolve();
    take(event);
  };
  await Promise.all([since.each(slow), since.each(take), since.each(slow)]);
  expect(taken).toStrictEqual([1, 2]);
});

test('after a failure the same events come again', async () => {
  await recorded('door-1', 'door-2');
  const failing = since.each(({ position }) => {
    if (position === 2) throw new RangeError('stuck');
    take({ position });
  });
  await expect(failing).rejects.toThrow('stuck');
  await since.each(take);
  expect(taken).toStrictEqual([1, 1, 2]);
});
