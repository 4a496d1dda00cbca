import { expect, test } from '@jest/globals';
import { ROSTERS, type RosterDocument } from '#libs/enrolment/rosters.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { FactName } from '#libs/intake/fact-kinds.ts';
import { factEvent } from '#test/support/events.ts';

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

function folded(events: readonly RecordedEvent[]): Record<string, RosterDocument> {
  const documents: Record<string, RosterDocument> = {};
  for (const event of events)
    for (const key of ROSTERS.keys(event)) documents[key] = ROSTERS.evolve(documents[key], event, key);
  return documents;
}

for (const [file, key, row] of ROWS)
  test(`an event of ${file} changes the document ${key} alone, and folded twice changes nothing more`, () => {
    const event = factEvent(file, row);
    const once = folded([event]);
    expect(Object.keys(once)).toStrictEqual([key]);
    expect(folded([event, event])).toStrictEqual(once);
  });

test('thresholds and poverty rates are kept as written, so that they stay exact', () => {
  const documents = folded(ROWS.map(([file, , row], i) => factEvent(file, row, i + 1)));
  expect(JSON.stringify(documents['thresholds'])).toContain('"50.0"');
  expect(Object.keys(documents).sort()).toStrictEqual([
    'commune/2A004',
    'national-spending/2020',
    'team/T-1',
    'thresholds',
  ]);
});

test('an event that is not of a team is refused', () => {
  const event = { ...factEvent('phases', { ...TEAM, phase: 'SETUP', from: '2020-01-01' }), type: 'TeamPainted' };
  expect(() => folded([event])).toThrow(/TeamPainted is not an event of a team/);
});
