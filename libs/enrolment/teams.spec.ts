/** The team of a professional on a day, and the state of a team on that day. */
import { expect, test } from '@jest/globals';
import type { TeamRoster } from '#libs/enrolment/roster.ts';
import { phaseOn, rowOn, teamOf, teamsAsKnown } from '#libs/enrolment/teams.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { EVERYTHING, REGULATION, oneTeam, q, roster, teams } from '#test/support/enrolment.ts';

const FORFAIT = [['FORFAIT', '2020-01-01']] as const;

function teamOn(
  rosters: readonly TeamRoster[],
  text: string,
  as: 'EXECUTANT' | 'TREATING' = 'EXECUTANT',
  family = 'SUBSTITUTIVE' as const,
) {
  return teamOf(teams(rosters), 'D1', dayFromText(text), family, as)?.id;
}

test('the row and the phase on a day are those with the greatest from not after it', () => {
  const team = oneTeam({
    rows: [
      { from: '2021-04-01', option: 'DIABETES' },
      { from: '2020-01-01', option: 'ALL' },
    ],
    phases: [
      ['FORFAIT', '2021-01-01'],
      ['SETUP', '2020-01-01'],
    ],
  });
  expect(rowOn(team, dayFromText('2021-03-31'))?.option).toBe('ALL');
  expect(rowOn(team, dayFromText('2021-04-01'))?.option).toBe('DIABETES');
  expect(phaseOn(team, dayFromText('2020-12-31'))).toBe('SETUP');
  expect(phaseOn(team, dayFromText('2021-01-01'))).toBe('FORFAIT');
  expect(phaseOn(team, dayFromText('2019-12-31'))).toBeUndefined();
});

test('a team that has left, or has no row yet, is not in the experiment', () => {
  const left = oneTeam({ phases: [...FORFAIT, ['LEFT', '2021-01-01'], ['FORFAIT', '2022-01-01']] });
  expect(phaseOn(left, dayFromText('2020-12-31'))).toBe('FORFAIT');
  expect(phaseOn(left, dayFromText('2021-01-01'))).toBeUndefined();
  expect(phaseOn(left, dayFromText('2022-01-01'))).toBe('FORFAIT');
  const later = oneTeam({ rows: [{ from: '2020-02-01' }], phases: FORFAIT });
  expect(phaseOn(later, dayFromText('2020-01-31'))).toBeUndefined();
  expect(phaseOn(later, dayFromText('2020-02-01'))).toBe('FORFAIT');
});

test('a later version with an empty phase withdraws a phase: the earlier one continues', () => {
  const team = oneTeam({ phases: [...FORFAIT, ['LEFT', '2021-01-01'], ['', '2021-01-01']] });
  expect(phaseOn(team, dayFromText('2021-06-01'))).toBe('FORFAIT');
});

test('a membership counts from its first to its last day', () => {
  const rosters = [roster('T1', { phases: FORFAIT, members: [['D1', 'GP', '2020-02-10', '2020-03-20']] })];
  expect(['2020-02-09', '2020-02-10', '2020-03-20', '2020-03-21'].map((text) => teamOn(rosters, text))).toStrictEqual([
    undefined,
    'T1',
    'T1',
    undefined,
  ]);
});

test('of several memberships active, the one with the latest from decides', () => {
  const rosters = [
    roster('T1', { phases: FORFAIT, members: [['D1', 'GP', '2020-01-01']] }),
    roster('T2', { phases: FORFAIT, members: [['D1', 'GP', '2020-06-01', '2020-08-31']] }),
  ];
  expect(['2020-05-31', '2020-06-01', '2020-08-31', '2020-09-01'].map((text) => teamOn(rosters, text))).toStrictEqual([
    'T1',
    'T2',
    'T2',
    'T1',
  ]);
});

test('of two memberships from the same day, the smallest team id decides, by code point', () => {
  const rosters = ['T2', 'T10', 'É1', 'Z1'].map((id) =>
    roster(id, { phases: FORFAIT, members: [['D1', 'GP', '2020-01-01']] }),
  );
  expect(teamOn(rosters, '2020-02-01')).toBe('T10');
  expect(teamOn(rosters.slice(2), '2020-02-01')).toBe('Z1');
  expect(teamOn([...rosters].reverse(), '2020-02-01')).toBe('T10');
});

test('a membership that ends on the eve of its start counts on no day', () => {
  const rosters = [
    roster('T1', {
      phases: FORFAIT,
      members: [
        ['D1', 'GP', '2020-02-01'],
        ['D1', 'GP', '2020-02-01', '2020-01-31'],
      ],
    }),
  ];
  for (const text of ['2020-01-31', '2020-02-01', '2020-06-01']) expect(teamOn(rosters, text)).toBe(undefined);
});

test('a team outside the experiment on the first day of the quarter has no members in that quarter', () => {
  const rosters = [
    roster('T1', {
      rows: [{ from: '2020-02-01' }],
      phases: FORFAIT,
      members: [['D1', 'GP', '2020-01-01']],
    }),
  ];
  expect(teamOn(rosters, '2020-03-31')).toBeUndefined();
  expect(teamOn(rosters, '2020-04-01')).toBe('T1');
});

test('members of a team that leaves are again in their former team', () => {
  const rosters = [
    roster('T1', { phases: FORFAIT, members: [['D1', 'GP', '2020-01-01']] }),
    roster('T2', { phases: [...FORFAIT, ['LEFT', '2020-07-01']], members: [['D1', 'GP', '2020-02-01']] }),
  ];
  expect(teamOn(rosters, '2020-06-30')).toBe('T2');
  expect(teamOn(rosters, '2020-07-01')).toBe('T1');
});

test('as a GP, only memberships as GP count; otherwise any profession does', () => {
  const rosters = [
    roster('T1', { phases: FORFAIT, members: [['D1', 'GP', '2020-01-01']] }),
    roster('T2', { phases: FORFAIT, members: [['D1', 'NURSE', '2020-02-01']] }),
  ];
  expect(teamOn(rosters, '2020-03-01', 'TREATING')).toBe('T1');
  expect(teamOn(rosters, '2020-03-01', 'EXECUTANT')).toBe('T2');
});

test('a professional can be in one team of each family', () => {
  const all = teams([
    roster('T1', { phases: FORFAIT, members: [['D1', 'GP', '2020-01-01']] }),
    roster('G1', { scheme: 'IPEP', phases: [['ACTIVE', '2020-01-01']], members: [['D1', 'GP', '2020-02-01']] }),
  ]);
  const on = dayFromText('2020-06-01');
  expect(teamOf(all, 'D1', on, 'SUBSTITUTIVE', 'TREATING')?.id).toBe('T1');
  expect(teamOf(all, 'D1', on, 'INCENTIVE', 'TREATING')?.id).toBe('G1');
  expect(teamOf(all, 'D2', on, 'SUBSTITUTIVE', 'TREATING')).toBeUndefined();
});

test('leaves out withdrawn amounts, and orders credits by day and label', () => {
  const team = oneTeam({
    revenue: [
      ['2021-Q1', 1000],
      ['2021-Q2', 2000],
      ['2021-Q2', null],
    ],
    credits: [
      ['2021-03-01', 'b', 1],
      ['2021-03-01', 'a', 2],
      ['2021-01-01', 'z', 3],
      ['2021-02-01', 'gone', 4],
      ['2021-02-01', 'gone', null],
    ],
  });
  expect([...team.revenueCents]).toStrictEqual([[q('2021-Q1'), 1000n]]);
  expect(team.credits.map(({ label, amountCents }) => [label, amountCents])).toStrictEqual([
    ['z', 3n],
    ['a', 2n],
    ['b', 1n],
  ]);
});

test('leaves out a team without a known row, and refuses a scheme that is not in the regulation', () => {
  const phase = { phase: 'FORFAIT', from: dayFromText('2020-01-01'), knownOn: 0, position: 1 };
  const unknown = { ...roster('T1', { rows: [] }), phases: [phase] };
  expect(teams([unknown]).byId.size).toBe(0);
  expect(() => teamsAsKnown([roster('T1', { scheme: 'PEPS9' })], EVERYTHING, REGULATION)).toThrow(/PEPS9/);
});
