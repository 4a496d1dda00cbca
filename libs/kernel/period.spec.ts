/** Quarters and years as one type. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayText } from '#libs/kernel/day.ts';
import {
  type Period,
  firstDayOfPeriod,
  isInRange,
  isWithin,
  lastDayOfPeriod,
  nextPeriod,
  parsePeriod,
  periodFromText,
  periodOn,
  periodText,
  periodsIn,
  periodsOf,
  previousPeriod,
  quarterPeriod,
  quartersOf,
  rangeOfPeriods,
  yearBefore,
  yearOfPeriod,
  yearPeriod,
} from '#libs/kernel/period.ts';

const anyPeriod: fc.Arbitrary<Period> = fc.oneof(
  fc.integer({ min: 1900 * 4, max: 2100 * 4 + 3 }).map(quarterPeriod),
  fc.integer({ min: 1900, max: 2100 }).map(yearPeriod),
);

test('a period is read back from its text', () => {
  fc.assert(
    fc.property(anyPeriod, (period) => {
      expect(periodFromText(periodText(period))).toStrictEqual(period);
    }),
  );
});

test('rejects a text that is not a period', () => {
  for (const text of ['', '21', '2021-Q0', '2021-Q5', '2021-1', ' 2021', '2021 ', '2021-Q1-Q2', '2021Q1'])
    assert.equal(parsePeriod(text), undefined, text);
  expect(() => periodFromText('2021-T1')).toThrow(/"2021-T1" is not a period; it would be written 2021-Q1 or 2021/);
});

test('gives the first and last days and the year', () => {
  const days = (text: string): readonly (string | number)[] => {
    const period = periodFromText(text);
    return [dayText(firstDayOfPeriod(period)), dayText(lastDayOfPeriod(period)), yearOfPeriod(period)];
  };
  expect(days('2024-Q1')).toStrictEqual(['2024-01-01', '2024-03-31', 2024]);
  expect(days('2024')).toStrictEqual(['2024-01-01', '2024-12-31', 2024]);
});

test('the next period begins the day after, and its previous period is the same', () => {
  fc.assert(
    fc.property(anyPeriod, (period) => {
      expect(firstDayOfPeriod(nextPeriod(period))).toBe(lastDayOfPeriod(period) + 1);
      expect(previousPeriod(nextPeriod(period))).toStrictEqual(period);
    }),
  );
});

test('every day of a period lies in it', () => {
  fc.assert(
    fc.property(anyPeriod, (period) => {
      for (const day of [firstDayOfPeriod(period), lastDayOfPeriod(period)])
        expect(periodOn(period.kind, day)).toStrictEqual(period);
    }),
  );
});

test('the same period a year before is of the same kind', () => {
  expect(periodText(yearBefore(periodFromText('2021-Q3')))).toBe('2020-Q3');
  expect(periodText(yearBefore(periodFromText('2021')))).toBe('2020');
});

test('a range covers the quarters of all periods, and gives back the periods of each kind in it', () => {
  const range = rangeOfPeriods(['2021', '2020-Q4'].map(periodFromText));
  assert(range !== undefined);
  expect(range).toStrictEqual({ from: 2020 * 4 + 3, to: 2021 * 4 + 3 });
  expect(periodsIn('YEAR', range).map(periodText)).toStrictEqual(['2020', '2021']);
  expect(periodsIn('QUARTER', range).map(periodText)).toStrictEqual([
    '2020-Q4',
    '2021-Q1',
    '2021-Q2',
    '2021-Q3',
    '2021-Q4',
  ]);
  expect(rangeOfPeriods([])).toBeUndefined();
  expect(quartersOf(periodFromText('2021-Q2'))).toStrictEqual({ from: 2021 * 4 + 1, to: 2021 * 4 + 1 });
});

test('a list of a range has the periods that a calculation of it has: its quarters, and each year that has one of them', () => {
  const anyRange = fc
    .tuple(fc.integer({ min: 2020 * 4, max: 2026 * 4 }), fc.nat(12))
    .map(([from, more]) => ({ from, to: from + more }));
  const all = [...periodsOf({ from: 2018 * 4, to: 2031 * 4 + 3 })];
  fc.assert(
    fc.property(anyRange, (range) => {
      const calculated = [...periodsIn('QUARTER', range), ...periodsIn('YEAR', range)].map(periodText);
      expect(all.filter((period) => isInRange(periodFromText(period), range))).toStrictEqual(calculated);
      expect([...periodsOf(range)]).toStrictEqual(calculated);
    }),
  );
  const second = { from: 2023 * 4 + 1, to: 2023 * 4 + 1 };
  expect([...periodsOf(second)]).toStrictEqual(['2023-Q2', '2023']);
});

test('a period is within a range that has all of its quarters', () => {
  const within = (period: string): boolean => isWithin(periodFromText(period), { from: 2023 * 4, to: 2024 * 4 + 2 });
  expect(['2022-Q4', '2023-Q1', '2024-Q3', '2024-Q4'].map(within)).toStrictEqual([false, true, true, false]);
  expect(['2022', '2023', '2024'].map(within)).toStrictEqual([false, true, false]);
});
