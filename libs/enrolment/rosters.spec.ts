/** The projection of rosters keeps its stored format and folds each event once. */
import { expect, test } from '@jest/globals';
import { ROSTERS, readNationalSpending, readPovertyRates, readThresholds } from '#libs/enrolment/rosters.ts';
import { foldTeam, readTeam } from '#libs/enrolment/team-document.ts';
import type { FactName } from '#libs/intake/fact-kinds.ts';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { factEvent } from '#test/support/events.ts';
import { projectionOf } from '#test/support/specification.ts';

const TEAM = { team_id: 'T-1', known_on: '2021-04-01' };
const ROWS: readonly (readonly [FactName, key: string, Readonly<Record<string, string>>])[] = [
  [
    'teams',
    'team/T-1',
    {
      ...TEAM,
      from: '2020-01-01',
      name: 'Maison',
      scheme: 'PEPS',
      option: 'ALL',
      scope: 'GP',
      structure: 'MSP',
      finess: '010780054',
      commune: '01283',
    },
  ],
  ['phases', 'team/T-1', { ...TEAM, phase: '', from: '2020-01-01' }],
  ['members', 'team/T-1', { ...TEAM, rpps: '10000001916', profession: 'GP', from: '2020-01-01', until: '2019-12-31' }],
  ['quality', 'team/T-1', { ...TEAM, year: '2020', indicator: 'FLU65', numerator: '0', denominator: '0' }],
  ['reference_revenue', 'team/T-1', { ...TEAM, quarter: '2021-Q1', amount_cents: '' }],
  ['credits', 'team/T-1', { ...TEAM, due_on: '2021-01-15', label: 'amorçage', amount_cents: '-500' }],
  [
    'thresholds',
    'thresholds',
    { indicator: 'FLU65', year: '2020', intermediate: '50.0', target: '75', known_on: '2020-01-01' },
  ],
  [
    'communes',
    'commune/2A004',
    { commune: '2A004', name: 'Ajaccio', year: '2019', poverty_rate: '', known_on: '2020-01-01' },
  ],
  [
    'national_spending',
    'national-spending/2020',
    { year: '2020', age_band: '80+', sex: 'F', ald: '1', c2s: '0', amount_cents: '900000', known_on: '2021-06-30' },
  ],
];

const { given } = projectionOf(ROSTERS);
const recorded = () => ROWS.map(([file, , row], i) => factEvent(file, row, i + 1));

for (const [file, key, row] of ROWS)
  test(`an event of ${file} changes the document ${key} alone, and folded twice changes nothing more`, () => {
    const event = factEvent(file, row);
    const once = given(event).stored();
    expect([...once.keys()]).toStrictEqual([key]);
    expect(given(event, event).stored()).toStrictEqual(once);
  });

test.each([
  ['thresholds', { target: 'beaucoup' }, /"beaucoup" is not a fraction/],
  ['communes', { poverty_rate: '12 %' }, /"12 %" is not a fraction/],
  ['national_spending', { age_band: 80 }, /no text as age_band/],
] as const)('an event of %s with a value of another shape is refused where it is folded', (file, changed, reason) => {
  const event = factEvent(file, ROWS.find(([of]) => of === file)?.[2] ?? {});
  const data = JSON.stringify({ ...(JSON.parse(event.data) as object), ...changed });
  given({ ...event, data }).thenRefused(reason);
});

test('the history of a team names the event that cannot be read', () => {
  const { position, type } = factEvent('phases', { ...TEAM, phase: '', from: '2020-01-01' });
  for (const data of ['null', '[]', '{"phase":1,"from":"2020-01-01"}', '{"phase":""}'])
    expect(() => foldTeam('T-1', [{ ...factEvent('phases', TEAM), data }])).toThrow(
      expect.objectContaining({ code: 'EVENT_GARBLED', data: { position, type } }),
    );
});

test('thresholds and poverty rates keep their text, so that they stay exact', () => {
  const documents = given(...recorded()).stored();
  expect(documents.get('thresholds')).toContain('"50.0"');
  expect([...documents.keys()].sort()).toStrictEqual([
    'commune/2A004',
    'national-spending/2020',
    'team/T-1',
    'thresholds',
  ]);
});

test('rejects an event that is not of a team', () => {
  const event = { ...factEvent('phases', { ...TEAM, phase: 'SETUP', from: '2020-01-01' }), type: 'TeamPainted' };
  given(event).thenRefused(/TeamPainted is not an event of a team/);
});

test('the stored format matches this version of the projection', () => {
  expect(ROSTERS.version).toBe(3);
  expect([...given(...recorded()).stored()]).toStrictEqual([
    [
      'team/T-1',
      '{"team":"T-1","rows":[[18262,"Maison","PEPS","ALL","GP","MSP","010780054","01283",18718,1]],' +
        '"phases":[["",18262,18718,2]],"members":[["10000001916","GP",18262,18261,18718,3]],' +
        '"quality":[[2020,"FLU65",0,0,18718,4]],"revenue":[[8084,null,18718,5]],' +
        '"credits":[[18642,"amorçage",-500,18718,6]]}',
    ],
    ['thresholds', '{"thresholds":[["FLU65",2020,"50.0","75",18262,7]]}'],
    ['commune/2A004', '{"rates":[[2019,"",18262,8]]}'],
    ['national-spending/2020', '{"year":2020,"spending":[["80+","F",1,0,900000,18808,9]]}'],
  ]);
});

test('a roster has every field of a calculation, with the day and position of each version', () => {
  const from = dayFromText('2020-01-01');
  const at = (position: number, knownOn = '2021-04-01') => ({ knownOn: dayFromText(knownOn), position });
  const stored = given(...recorded()).stored();
  const document = (key: string): string => stored.get(key) ?? '';
  expect(readTeam(document('team/T-1'))).toStrictEqual({
    team: 'T-1',
    rows: [
      {
        from,
        name: 'Maison',
        scheme: 'PEPS',
        option: 'ALL',
        scope: 'GP',
        structure: 'MSP',
        finess: '010780054',
        commune: '01283',
        ...at(1),
      },
    ],
    phases: [{ phase: '', from, ...at(2) }],
    members: [{ rpps: '10000001916', profession: 'GP', from, until: from - 1, ...at(3) }],
    quality: [{ year: 2020, indicator: 'FLU65', numerator: 0, denominator: 0, ...at(4) }],
    revenue: [{ quarter: quarterFromText('2021-Q1'), amountCents: null, ...at(5) }],
    credits: [{ dueOn: dayFromText('2021-01-15'), label: 'amorçage', amountCents: -500, ...at(6) }],
  });
  expect(readThresholds(document('thresholds'))).toStrictEqual([
    { indicator: 'FLU65', year: 2020, intermediate: '50.0', target: '75', ...at(7, '2020-01-01') },
  ]);
  expect(readPovertyRates(document('commune/2A004'))).toStrictEqual([{ year: 2019, rate: '', ...at(8, '2020-01-01') }]);
  expect(readNationalSpending(document('national-spending/2020'))).toStrictEqual({
    year: 2020,
    spending: [{ ageBand: '80+', sex: 'F', ald: true, c2s: false, amountCents: 900_000, ...at(9, '2021-06-30') }],
  });
});
