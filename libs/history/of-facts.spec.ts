/** The state of a team as known: versions in force, in the order of their dates. */
import { expect, test } from '@jest/globals';
import { teamState } from '#libs/history/of-facts.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { roster } from '#test/support/enrolment.ts';

const TEAM = roster('T1', {
  rows: [
    { from: '2021-01-01', name: 'Nouveau nom' },
    { from: '2019-01-01', name: 'Ancien nom' },
  ],
  phases: [
    ['FORFAIT', '2021-01-01'],
    ['SETUP', '2020-01-01'],
    ['TRANSITION', '2020-07-01'],
    ['', '2020-07-01'],
  ],
  members: [
    ['D2', 'GP', '2020-01-01', '2020-12-31'],
    ['D1', 'GP', '2019-06-01'],
  ],
  quality: [
    [2021, 'FLU65', 1, 2],
    [2020, 'FLU65', 1, 2],
    [2021, 'EXPERIENCE', 1, 2],
  ],
  revenue: [
    ['2021-Q2', 200],
    ['2021-Q1', 100],
    ['2021-Q1', null],
  ],
  credits: [['2021-03-31', 'amorçage', -500]],
});

function resultOf(indicator: string) {
  return { indicator, numerator: 1, denominator: 2 };
}

test('gives names, phases, members and amounts by date', () => {
  const { rows, phases, members, quality, revenue, credits } = teamState(TEAM, {});
  expect(rows.map(({ from, name }) => `${from} ${name}`)).toStrictEqual([
    '2019-01-01 Ancien nom',
    '2021-01-01 Nouveau nom',
  ]);
  expect(phases).toStrictEqual([
    { from: '2020-01-01', phase: 'SETUP' },
    { from: '2021-01-01', phase: 'FORFAIT' },
  ]);
  expect(members.map(({ rpps, until }) => [rpps, until])).toStrictEqual([
    ['D1', null],
    ['D2', '2020-12-31'],
  ]);
  expect(quality).toStrictEqual([
    { year: 2020, indicators: 1, results: [resultOf('FLU65')] },
    { year: 2021, indicators: 2, results: [resultOf('EXPERIENCE'), resultOf('FLU65')] },
  ]);
  expect(revenue).toStrictEqual([{ quarter: '2021-Q2', cents: 200 }]);
  expect(credits).toStrictEqual([{ dueOn: '2021-03-31', label: 'amorçage', cents: -500 }]);
});

test('a member is active on the day of the view, the last day included, or has no end if no day is given', () => {
  const activeOn = (text?: string) =>
    teamState(TEAM, text === undefined ? {} : { knownOn: dayFromText(text) })
      .members.filter(({ active }) => active)
      .map(({ rpps }) => rpps);
  expect(activeOn('2019-05-31')).toStrictEqual([]);
  expect(activeOn('2020-12-31')).toStrictEqual(['D1', 'D2']);
  expect(activeOn('2021-01-01')).toStrictEqual(['D1']);
  expect(activeOn()).toStrictEqual(['D1']);
});

test('holds only events recorded up to the position and known on the day', () => {
  expect(teamState(TEAM, { position: 0 }).members).toStrictEqual([]);
  expect(teamState(TEAM, { knownOn: dayFromText('2018-12-31') }).rows).toStrictEqual([]);
});
