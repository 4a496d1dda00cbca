/** After an import: a doctor in two teams of one family on one day, and a credit that no statement pays. */
import { expect, test } from '@jest/globals';
import { rosterWarnings } from '#libs/intake/roster-warnings.ts';
import { type RosterFacts, roster, teams } from '#test/support/enrolment.ts';

const IN_FORFAIT = { phases: [['FORFAIT', '2021-01-01']] } as const;

function warnings(
  facts: Readonly<Record<string, RosterFacts>>,
  creditTeams: readonly string[] = Object.keys(facts),
): readonly unknown[] {
  const rosters = Object.entries(facts).map(([id, own]) => roster(id, { ...IN_FORFAIT, ...own }));
  return rosterWarnings(teams(rosters), new Set(['D1']), new Set(creditTeams)).map(({ reason }) => reason);
}

const member = (from: string, until?: string, profession = 'GP'): RosterFacts => ({
  members: [until === undefined ? ['D1', profession, from] : ['D1', profession, from, until]],
});

test('a doctor in two teams of one family is warned of once, on the first day of both', () => {
  const both = { T1: member('2021-01-01', '2021-06-30'), T2: member('2021-06-30') };
  expect(warnings(both)).toStrictEqual([
    { code: 'TWO_TEAMS', data: { rpps: 'D1', teams: ['T1', 'T2'], day: '2021-06-30' } },
  ]);
  expect(warnings({ ...both, T2: member('2021-07-01') })).toStrictEqual([]);
  expect(warnings({ ...both, T2: { ...member('2021-06-30'), scheme: 'IPEP' } })).toStrictEqual([]);
});

test('a credit is warned of if the team has no statement on its day', () => {
  const credits: RosterFacts['credits'] = [
    ['2020-12-31', 'early', 500],
    ['2021-01-01', 'due', 500],
  ];
  expect(warnings({ T1: { credits } })).toStrictEqual([
    { code: 'CREDIT_WITHOUT_STATEMENT', data: { team: 'T1', label: 'early', dueOn: '2020-12-31' } },
  ]);
  expect(warnings({ T1: { credits } }, ['T9'])).toStrictEqual([]);
});
