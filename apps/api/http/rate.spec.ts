/** A caller may make so many requests in a minute, and is told when it may make the next. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RateLimit } from '#apps/api/http/rate.ts';

test('a caller waits for the end of the minute once it has asked too often; another does not', () => {
  let now = 1_000;
  const rate = new RateLimit(3, () => now);
  const waits = (caller: string): number => rate.wait(caller);
  assert.deepEqual([waits('a'), waits('a'), waits('a')], [0, 0, 0]);
  now += 20_500;
  assert.equal(waits('a'), 40);
  assert.equal(waits('b'), 0);
  now += 39_400;
  assert.equal(waits('a'), 1);
  now += 200;
  assert.equal(waits('a'), 0);
});

test('what a caller would have to wait is told without counting', () => {
  const rate = new RateLimit(1, () => 0);
  assert.deepEqual([rate.wouldWait('a'), rate.wouldWait('a'), rate.wait('a')], [0, 0, 0]);
  assert.deepEqual([rate.wouldWait('a'), rate.wouldWait('b')], [60, 0]);
});

test('callers that are too many to be counted one by one are counted together', () => {
  const rate = new RateLimit(1, () => 0);
  for (let i = 0; i < 100_000; i++) assert.equal(rate.wait(`caller ${i}`), 0);
  assert.equal(rate.wait('one more'), 0);
  assert.equal(rate.wait('yet one more'), 60);
});
