/** The periods that a period is compared with, and months as numbers. */
import { expect, test } from '@jest/globals';
import { dayFromText, quarterText } from '#libs/kernel/day.ts';
import { monthOf, monthText, quarterOfMonth } from '#libs/kernel/month.ts';
import { comparedWith, quartersSpanned } from '#libs/week/periods.ts';

test('a quarter is compared with the one before and the same one of the year before, a year with the year before', () => {
  expect(comparedWith('2022-Q1')).toStrictEqual({ previous: '2021-Q4', yearBefore: '2021-Q1' });
  expect(comparedWith('2022')).toStrictEqual({ previous: undefined, yearBefore: '2021' });
});

test('quarters form spans without empty quarters between them, a year has its four, and one team its name', () => {
  const of = (team: string, ...periods: readonly string[]) => periods.map((period) => ({ team, period }));
  const ranges = [
    { from: '2021-Q1', to: '2022-Q1' },
    { from: '2022-Q3', to: '2022-Q3' },
  ];
  expect(quartersSpanned([...of('A', '2022-Q3', '2021'), ...of('B', '2022-Q1')])).toStrictEqual(ranges);
  expect(quartersSpanned(of('A', '2022-Q3', '2021', '2022-Q1'))).toStrictEqual(
    ranges.map((range) => ({ ...range, team: 'A' })),
  );
  expect(quartersSpanned([])).toStrictEqual([]);
});

test('the month of a day lies in its quarter and is written unchanged', () => {
  const monthAndQuarter = (text: string) => {
    const month = monthOf(dayFromText(text));
    return [monthText(month), quarterText(quarterOfMonth(month))];
  };
  expect(monthAndQuarter('2021-12-31')).toStrictEqual(['2021-12', '2021-Q4']);
  expect(monthAndQuarter('2022-01-01')).toStrictEqual(['2022-01', '2022-Q1']);
  expect(monthOf(dayFromText('2022-01-01')) - monthOf(dayFromText('2021-12-31'))).toBe(1);
});
