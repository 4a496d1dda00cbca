/** What was made of the dossiers follows the events of patients, however many others lie between. */
import { expect, test } from '@jest/globals';
import { mayFollow } from '#libs/enrolment/patients-since.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore, ReadOptions } from '#libs/event-store/event-store.ts';

const BATCH = 2_000;
const [BEFORE, NOW] = [
  { build: 1, position: 10 },
  { build: 1, position: 500_000 },
];

/** A log with so many events of patients, and statements at all other positions; `read`: the events read of patients. */
function logWith(patients: number): Pick<EventStore, 'read'> & { readonly count: () => number } {
  let count = 0;
  const read = async function* ({ categories }: ReadOptions) {
    for (let left = categories?.includes('patient') === true ? patients : 0; left > 0; left -= BATCH) {
      const batch = Array.from({ length: Math.min(BATCH, left) }, (_, i) => ({ position: 11 + i }) as RecordedEvent);
      count += batch.length;
      yield batch;
    }
  };
  return { read: read as EventStore['read'], count: () => count };
}

test('after years of daily calculations with few new facts', async () => {
  expect(await mayFollow(logWith(3), BEFORE, NOW)).toBe(true);
});

test('not after a large import, of which no more is read than tells it', async () => {
  const log = logWith(400_000);
  expect(await mayFollow(log, BEFORE, NOW)).toBe(false);
  expect(log.count()).toBeLessThanOrEqual(52_000);
});

test('not on another build, nor back', async () => {
  expect(await mayFollow(logWith(3), BEFORE, { ...NOW, build: 2 })).toBe(false);
  expect(await mayFollow(logWith(3), NOW, BEFORE)).toBe(false);
});
