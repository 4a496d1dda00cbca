/** Random bytes differ each time, and have the requested length. */
import { expect, test } from '@jest/globals';
import { RandomBytes } from '#libs/kernel/random-bytes.ts';

test('no bytes come twice, also once those taken at a time are used up, and earlier ones stay as they are', () => {
  const bytes = new RandomBytes(16);
  // More than twice the number that is fetched at a time.
  const taken = Array.from({ length: 1_100 }, (_, i) => (i % 2 === 0 ? bytes.next() : bytes.nextDigits()));
  const digits = taken.map((one) => (typeof one === 'string' ? one : one.toString('hex')));
  expect(digits.every((one) => /^[0-9a-f]{32}$/.test(one))).toBe(true);
  expect(new Set(digits).size).toBe(digits.length);
});
