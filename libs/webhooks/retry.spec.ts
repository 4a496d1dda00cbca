/** Tries go on for a day and a half, further and further apart, and never at the same moment for all. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RETRY_DELAYS_MS, retryDelay } from '#libs/webhooks/retry.ts';

test('delays are spread by a fifth around what they are', () => {
  assert.equal(retryDelay(1, 0.5), 5_000);
  assert.equal(retryDelay(1, 0), 4_000);
  assert.equal(retryDelay(1, 1), 6_000);
});

test('after the last delay there is no further try, and all of them take more than a day', () => {
  const tries = RETRY_DELAYS_MS.length;
  assert.equal(retryDelay(tries, 0.5), RETRY_DELAYS_MS.at(-1));
  assert.equal(retryDelay(tries + 1, 0.5), undefined);
  assert.ok(RETRY_DELAYS_MS.reduce((sum, delay) => sum + delay, 0) > 24 * 3_600_000);
  assert.deepEqual(
    RETRY_DELAYS_MS,
    RETRY_DELAYS_MS.toSorted((a, b) => a - b),
  );
});
