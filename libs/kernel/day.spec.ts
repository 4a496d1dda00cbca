/** Days, quarters and ages follow the calendar; any other text is rejected. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  ageOn,
  birthday,
  calendarDay,
  dayFromText,
  dayOfInstant,
  dayOf,
  dayText,
  daysOf,
  firstDayOf,
  lastDayOf,
  parseDay,
  parseQuarter,
  quarter,
  quarterFromText,
  quarterOf,
  quarterText,
  startInFrance,
  yearOf,
} from '#libs/kernel/day.ts';

const MS_PER_DAY = 86_400_000;
const FIRST = Date.UTC(1900, 0, 1) / MS_PER_DAY;
const LAST = Date.UTC(2100, 11, 31) / MS_PER_DAY;
const anyDay = fc.integer({ min: FIRST, max: LAST });

test('converts every day from 1900 to 2100 as the UTC calendar does, in both directions', () => {
  const wrong: string[] = [];
  for (let day = FIRST; day <= LAST; day++) {
    const date = new Date(day * MS_PER_DAY);
    const text = date.toISOString().slice(0, 10);
    const { year, month, dayOfMonth } = calendarDay(day);
    const isOfDate =
      year === date.getUTCFullYear() && month === date.getUTCMonth() + 1 && dayOfMonth === date.getUTCDate();
    if (dayText(day) !== text || parseDay(text) !== day || !isOfDate) wrong.push(text);
  }
  expect(wrong).toStrictEqual([]);
});

test('1 January 1970 is day 0', () => {
  expect(dayOf(1970, 1, 1)).toBe(0);
});

test('rejects a text that is not a day of the calendar', () => {
  for (const text of ['2021-02-29', '1900-02-29', '2021-04-31', '2021-13-01', '2021-00-10', '2021-01-00', '2021-1-1'])
    assert.equal(parseDay(text), undefined, text);
  for (const text of [
    '',
    '20210101',
    '2021-01-01 ',
    ' 2021-01-01',
    '01/02/2021',
    '2021-01-01T00:00:00Z',
    '2021-01-01\n',
  ])
    assert.equal(parseDay(text), undefined, text);
  expect(() => dayFromText('2021-02-29')).toThrow(/"2021-02-29" is not a day/);
});

test('29 February exists in 2000 and other leap years, not in 1900 or 2100', () => {
  for (const text of ['2000-02-29', '2020-02-29', '2024-02-29']) assert.notEqual(parseDay(text), undefined, text);
  for (const text of ['1900-02-29', '2100-02-29', '2023-02-29']) assert.equal(parseDay(text), undefined, text);
});

test('a quarter has the days from its first to its last, and its days are in it', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const of = quarterOf(day);
      expect(firstDayOf(of) <= day && day <= lastDayOf(of)).toBe(true);
      expect(lastDayOf(of) - firstDayOf(of) + 1).toBe(daysOf(of));
      expect(firstDayOf(of + 1)).toBe(lastDayOf(of) + 1);
      expect(parseQuarter(quarterText(of))).toBe(of);
    }),
  );
});

test('the quarters of 2020 and 2021 have 91 or 90, 91, 92 and 92 days', () => {
  expect([1, 2, 3, 4].map((n) => daysOf(quarter(2020, n as 1 | 2 | 3 | 4)))).toStrictEqual([91, 91, 92, 92]);
  expect(daysOf(quarterFromText('2021-Q1'))).toBe(90);
});

test('a quarter follows the last of the year before', () => {
  expect(quarterText(quarterFromText('2020-Q4') + 1)).toBe('2021-Q1');
  expect(quarterText(quarterFromText('2021-Q1') - 3)).toBe('2020-Q2');
});

test('rejects a text that is not a quarter', () => {
  for (const text of ['2021-Q0', '2021-Q5', '2021Q1', '2021-q1', '21-Q1', '2021-Q1 ', ''])
    assert.equal(parseQuarter(text), undefined, text);
  expect(() => quarterFromText('2021-Q5')).toThrow(/"2021-Q5" is not a quarter/);
});

test('born on 29 February, a year older on 1 March of common years and on 29 February of leap years', () => {
  const birth = dayFromText('1960-02-29');
  expect(dayText(birthday(birth, 61))).toBe('2021-03-01');
  expect(dayText(birthday(birth, 64))).toBe('2024-02-29');
  expect(dayText(birthday(birth, 140))).toBe('2100-03-01');
  expect(ageOn(birth, dayFromText('2021-02-28'))).toBe(60);
  expect(ageOn(birth, dayFromText('2021-03-01'))).toBe(61);
  expect(ageOn(birth, dayFromText('2024-02-28'))).toBe(63);
  expect(ageOn(birth, dayFromText('2024-02-29'))).toBe(64);
});

test('a person is a year older on the birthday, not on the day before', () => {
  const birth = dayFromText('1956-01-01');
  expect(ageOn(birth, dayFromText('2020-12-31'))).toBe(64);
  expect(ageOn(birth, dayFromText('2021-01-01'))).toBe(65);
});

test('the age is 0 before birth and on the day of birth', () => {
  const birth = dayFromText('2021-06-15');
  for (const text of ['1990-01-01', '2021-06-14', '2021-06-15', '2022-06-14'])
    assert.equal(ageOn(birth, dayFromText(text)), 0, text);
});

test('the age is the number of the last birthday', () => {
  fc.assert(
    fc.property(anyDay, anyDay, (birth, on) => {
      const age = ageOn(birth, on);
      expect(birth <= on ? birthday(birth, age) <= on : age === 0).toBe(true);
      expect(birthday(birth, age + 1)).toBeGreaterThan(on);
    }),
  );
});

test('the birthday of a day other than 29 February keeps its month and day', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 120 }), (birth, n) => {
      const [before, after] = [calendarDay(birth), calendarDay(birthday(birth, n))];
      fc.pre(before.month !== 2 || before.dayOfMonth !== 29);
      expect(after).toStrictEqual({ ...before, year: before.year + n });
      expect(yearOf(birthday(birth, n))).toBe(before.year + n);
    }),
  );
});

test('a day in France begins an hour before UTC in winter, two in summer, also on days when clocks change', () => {
  for (const [day, start] of [
    ['2026-01-15', '2026-01-14T23:00:00.000Z'],
    ['2026-07-14', '2026-07-13T22:00:00.000Z'],
    ['2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', '2026-10-25T23:00:00.000Z'],
  ] as const) {
    expect(startInFrance(dayFromText(day))).toBe(start);
    expect(dayText(dayOfInstant(start))).toBe(day);
  }
});
