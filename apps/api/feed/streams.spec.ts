/** A stream reads no further ahead than its client, keeps its connection alive, and ends at its age limit. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Commit } from '#libs/event-store/event.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { Feed } from '#libs/feed/feed.ts';
import { Bell } from '#apps/api/feed/bell.ts';
import { FeedStreams, type StreamLimits } from '#apps/api/feed/streams.ts';
import { Product } from '#test/support/product.ts';
import { appendCalculation } from '#test/support/published.ts';

/** Counts the events that were read. */
class CountingStore extends SqliteEventStore {
  made = 0;

  override commit(number: number): Promise<Commit> {
    this.made++;
    return super.commit(number);
  }
}

const COUNT = 600;
const LIMITS: StreamLimits = { streams: 2, streamsOfOne: 2, heartbeatMs: 30, maxAgeMs: 60_000 };
const product = new Product();
const log = new CountingStore(join(product.folder, 'events.db'));

beforeAll(async () => {
  for (let i = 0; i < COUNT; i++) await appendCalculation(log, 'A', String(1000 + i), BigInt(100 + i));
});
afterAll(async () => {
  await log.close();
  await product.close();
});

function streams(limits: Partial<StreamLimits> = {}, onCount: (open: number) => void = () => undefined): FeedStreams {
  return new FeedStreams(new Feed(log, 'urn:test'), new Bell(log), onCount, { ...LIMITS, ...limits });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('does not read ahead of a client that does not read', async () => {
  const open = streams();
  const stream = open.open({ after: 0, filter: {}, subject: 'slow', untilMs: Infinity });
  stream.once('readable', () => void stream.read(1));
  await pause(300);
  const ahead = log.made;
  assert.ok(ahead > 0 && ahead <= 40, `${ahead} events were made`);
  await pause(200);
  assert.equal(log.made, ahead, 'and it stays so');
  let text = '';
  for await (const chunk of stream) {
    text += String(chunk);
    if (text.match(/^data:/gm)?.length === COUNT) break;
  }
  expect(text.match(/^data:/gm)?.length).toBe(COUNT);
  open.close();
});

test('at the end of the log, sends its position regularly', async () => {
  const open = streams();
  const stream = open.open({ after: COUNT, filter: {}, subject: 'a', untilMs: Infinity });
  let text = '';
  for await (const chunk of stream) {
    text += String(chunk);
    if (text.match(/^:/gm)?.length === 3) break;
  }
  expect(text).toMatch(new RegExp(`: en attente\\nid: ${COUNT}-[0-9a-f]{16}\\n\\n`));
  open.close();
});

test('ends an old stream, also when its client does not read', async () => {
  const counts: number[] = [];
  const open = streams({ maxAgeMs: 100 }, (count) => counts.push(count));
  const read = open.open({ after: COUNT, filter: {}, subject: 'a', untilMs: Infinity });
  const unread = open.open({ after: 0, filter: {}, subject: 'a', untilMs: Infinity });
  unread.once('readable', () => void unread.read(1));
  for await (const _ of read);
  await pause(2_500);
  expect(unread.destroyed).toBe(true);
  expect(counts).toStrictEqual([1, 2, 1, 0]);
  open.open({ after: 0, filter: {}, subject: 'a', untilMs: Infinity }).destroy();
});

test('a stream ends when the token of its client does', async () => {
  const open = streams();
  const untilMs = Date.now() + 100;
  for await (const _ of open.open({ after: COUNT, filter: {}, subject: 'a', untilMs }));
  // Timers and the clock round a millisecond each in their own way.
  expect(Date.now()).toBeGreaterThanOrEqual(untilMs - 1);
  for await (const _ of open.open({ after: COUNT, filter: {}, subject: 'a', untilMs }));
});
