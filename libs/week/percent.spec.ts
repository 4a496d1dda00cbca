/** Percents of a difference are exact, shown to one decimal. */
import { expect, test } from '@jest/globals';
import { fraction } from '#libs/kernel/fraction.ts';
import { isOverPercent, percentText, tenthsOfPercent, tenthsText } from '#libs/week/percent.ts';

const TWENTY_PERCENT = fraction(20);

test('percents are exact, to one decimal, half away from zero', () => {
  expect([
    tenthsOfPercent(5n, 10_000n),
    tenthsOfPercent(-5n, 10_000n),
    tenthsOfPercent(4n, 10_000n),
    tenthsOfPercent(1n, 0n),
  ]).toStrictEqual([1n, -1n, 0n, null]);
  expect(tenthsOfPercent(50n, -100n)).toBe(500n);
  expect([tenthsText(-5n), tenthsText(607n)]).toStrictEqual(['-0.5', '60.7']);
  expect([-65n, 5n, 0n, 1_234_567n, null].map(percentText)).toStrictEqual([
    ...['−6,5 %', '+0,5 %', '0,0 %', '+123\u202f456,7 %', '—'],
  ]);
  expect([
    isOverPercent(20n, 100n, TWENTY_PERCENT),
    isOverPercent(-21n, 100n, TWENTY_PERCENT),
    isOverPercent(1n, 0n, TWENTY_PERCENT),
    isOverPercent(0n, 0n, TWENTY_PERCENT),
  ]).toStrictEqual([false, true, true, false]);
});
