/** Retries continue for a day and a half, at growing and randomly spread delays. */
import { expect, test } from '@jest/globals';
import { RETRY_DELAYS_MS, retryAfter, retryDelay } from '#libs/webhooks/retry.ts';

test('spreads delays by a fifth', () => {
  expect(retryDelay(1, 0.5)).toBe(5_000);
  expect(retryDelay(1, 0)).toBe(4_000);
  expect(retryDelay(1, 1)).toBe(6_000);
});

test('reads the delay that a receiver asks for: seconds or a date, not more than half a day', () => {
  const now = Date.parse('2026-11-28T10:00:00.000Z');
  const asked = (header?: string): number | undefined => retryAfter(header, now);
  expect([asked('120'), asked('Sat, 28 Nov 2026 10:05:00 GMT')]).toStrictEqual([120_000, 300_000]);
  expect([asked('Sat, 28 Nov 2026 09:00:00 GMT'), asked('99999999')]).toStrictEqual([0, 12 * 3_600_000]);
  expect([asked(), asked(''), asked('soon')]).toStrictEqual([undefined, undefined, undefined]);
});

test('stops after the last delay; the delays total more than a day', () => {
  const tries = RETRY_DELAYS_MS.length;
  expect(retryDelay(tries, 0.5)).toBe(RETRY_DELAYS_MS.at(-1));
  expect(retryDelay(tries + 1, 0.5)).toBeUndefined();
  expect(RETRY_DELAYS_MS.reduce((sum, delay) => sum + delay, 0)).toBeGreaterThan(24 * 3_600_000);
  expect(RETRY_DELAYS_MS).toStrictEqual(RETRY_DELAYS_MS.toSorted((a, b) => a - b));
});
