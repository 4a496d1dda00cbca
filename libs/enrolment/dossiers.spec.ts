/** The projection of dossiers keeps its stored format and folds each event once. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import { DOSSIERS, readDossier } from '#libs/enrolment/dossiers.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { FactName } from '#libs/intake/fact-kinds.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { factEvent } from '#test/support/events.ts';
import { projectionOf } from '#test/support/specification.ts';

const KNOWN = { patient_id: 'P1', known_on: '2021-04-01' };
const ACT = {
  ...KNOWN,
  act_id: 'A1',
  executant_rpps: '10000001916',
  profession: 'GP',
  act_code: '1110',
  quantity: '1',
  care_on: '2021-03-05',
  base_cents: '2500',
  paid_cents: '1650',
};
const ROWS: readonly (readonly [FactName, Readonly<Record<string, string>>])[] = [
  ['patients', { ...KNOWN, birth_date: '1960-02-29', sex: 'F' }],
  ['coverage', { ...KNOWN, kind: 'ALD', ald_number: '8', from: '2020-01-01' }],
  ['coverage', { ...KNOWN, kind: 'C2S', from: '2020-01-01', until: '2020-12-31' }],
  ['declarations', { ...KNOWN, rpps: '', declared_on: '2020-01-01' }],
  ['acts', ACT],
  ['spending', { ...KNOWN, year: '2020', amount_cents: '' }],
];

const { given } = projectionOf(DOSSIERS);

function folded(events: readonly RecordedEvent[]) {
  const stored = given(...events).stored();
  expect([...stored.keys()]).toStrictEqual(['P1']);
  return readDossier(stored.get('P1') ?? '');
}

test('a dossier has every field of a calculation, with the day and position of each version', () => {
  const knownOn = dayFromText('2021-04-01');
  const [open, closed] = [dayFromText('2020-01-01'), dayFromText('2020-12-31')];
  const dossier = folded(ROWS.map(([file, row], i) => factEvent(file, row, i + 1)));
  expect(dossier).toStrictEqual({
    patient: 'P1',
    person: [{ birth: dayFromText('1960-02-29'), sex: 'F', diedOn: null, knownOn, position: 1 }],
    coverage: [
      { aldNumber: 8, from: open, until: null, knownOn, position: 2 },
      { aldNumber: 0, from: open, until: closed, knownOn, position: 3 },
    ],
    declarations: [{ rpps: '', declaredOn: open, knownOn, position: 4 }],
    acts: [
      {
        actId: 'A1',
        executant: '10000001916',
        profession: 'GP',
        actCode: '1110',
        careOn: dayFromText('2021-03-05'),
        baseCents: 2500,
        paidCents: 1650,
        informationOnly: false,
        reversal: false,
        knownOn,
        position: 5,
      },
    ],
    spending: [{ year: 2020, amountCents: null, knownOn, position: 6 }],
  });
});

test('the stored form matches this version of the projection', () => {
  expect(DOSSIERS.version).toBe(3);
  expect([...given(...ROWS.map(([file, row], i) => factEvent(file, row, i + 1))).stored()]).toStrictEqual([
    [
      'P1',
      '["P1","F","","A1","10000001916","GP","1110"]\n01jP71.^aT1128VeS1.^aT120VeS1S\\T1^aT1312VeS1^aT1413456S`T1Tl4RW30^aT151Tn3.^aT16',
    ],
  ]);
});

for (const [file, row] of ROWS)
  test(`an event of ${file} (${row['kind'] ?? row['rpps'] ?? 'row'}) folded twice changes nothing`, () => {
    const event = factEvent(file, row);
    expect(folded([event, event])).toStrictEqual(folded([event]));
  });

test('two versions of one fact are both kept', () => {
  const born = { ...KNOWN, birth_date: '1960-02-29', sex: 'F' };
  const dossier = folded([factEvent('patients', born, 1), factEvent('patients', { ...born, sex: 'M' }, 2)]);
  expect(dossier.person).toHaveLength(2);
});

test('only qualifier 71 marks an act for information; only an act that names another is a reversal', () => {
  const acts = [
    { ...ACT, act_id: 'A1', qualifier: '71' },
    { ...ACT, act_id: 'A2', qualifier: '70' },
    { ...ACT, act_id: 'A3', reverses: 'A2', quantity: '-1', base_cents: '-2500', paid_cents: '-0' },
  ];
  const dossier = folded(acts.map((act, i) => factEvent('acts', act, i + 1)));
  expect(
    dossier.acts.map((act) => [act.actId, act.baseCents, act.paidCents, act.informationOnly, act.reversal]),
  ).toStrictEqual([
    ['A1', 2500, 1650, true, false],
    ['A2', 2500, 1650, false, false],
    ['A3', -2500, 0, false, true],
  ]);
});

test('rejects an event of another category, or with an invalid field', () => {
  const known_on = '2020-01-01';
  given(factEvent('phases', { team_id: 'T1', phase: 'SETUP', from: known_on, known_on })).thenRefused(
    /PhaseBegun is not an event of a patient/,
  );
  given(factEvent('acts', { ...ACT, base_cents: '25,00' })).thenRefused(/base_cents "25,00"/);
});

test('an act folded twice counts once, for any order of ids', () => {
  const [a2, a1] = ['A2', 'A1'].map((act_id, i) => factEvent('acts', { ...ACT, act_id }, i + 1));
  assert.ok(a1 !== undefined && a2 !== undefined);
  expect(folded([a2, a1, a2]).acts.map(({ actId }) => actId)).toStrictEqual(['A2', 'A1']);
});

test('acts folded twice count once in a dossier of many', () => {
  const acts = Array.from({ length: 40 }, (_, i) => factEvent('acts', { ...ACT, act_id: `A${i}` }, i + 1));
  expect(folded([...acts, ...acts]).acts).toStrictEqual(folded(acts).acts);
  expect(folded(acts).acts).toHaveLength(40);
});
