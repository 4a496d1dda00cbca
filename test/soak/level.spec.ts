/** A growing measure is found; one that warms up or varies is not. */
import { expect, test } from '@jest/globals';
import { levelFault, quantile } from '#test/soak/level.ts';

const ALLOWED = { share: 0.1, more: 5 };
const over = (valueAt: (i: number) => number): number[] => Array.from({ length: 90 }, (_, i) => valueAt(i));

test('finds growth, and neither warm-up nor variation', () => {
  expect(
    levelFault(
      'memory',
      over((i) => 100 + 2 * i),
      ALLOWED,
    ),
  ).toBe('memory grows: 190 in the middle, 250 at the end');
  expect(
    levelFault(
      'memory',
      over((i) => 100 * (1 - Math.exp(-i / 5))),
      ALLOWED,
    ),
  ).toBeUndefined();
  expect(
    levelFault(
      'memory',
      over((i) => 100 + 30 * Math.sin(i)),
      ALLOWED,
    ),
  ).toBeUndefined();
  expect(
    levelFault(
      'files',
      over((i) => i / 30),
      ALLOWED,
    ),
  ).toBeUndefined();
  expect(levelFault('files', [1, 100], ALLOWED)).toBeUndefined();
});

test('a quantile is one of the values', () => {
  expect(quantile([5, 1, 3, 2, 4], 0.99)).toBe(5);
  expect(quantile([5, 1, 3, 2, 4], 0.5)).toBe(3);
  expect(quantile([], 0.5)).toBe(0);
});
