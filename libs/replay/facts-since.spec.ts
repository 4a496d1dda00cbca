/** A difference is explained by the facts that one knowledge has and the other does not. */
import { expect, test } from '@jest/globals';
import type { Dossier } from '#libs/enrolment/dossier.ts';
import { foldDossier } from '#libs/enrolment/dossiers.ts';
import type { FactName } from '#libs/intake/fact-kinds.ts';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { type NewFact, patientFactsSince } from '#libs/replay/facts-since.ts';
import { factEvent } from '#test/support/events.ts';

const PATIENT = { patient_id: 'P1', birth_date: '1960-01-01', sex: 'F', known_on: '2021-01-10' };
const ACT = {
  patient_id: 'P1',
  executant_rpps: '10000001916',
  profession: 'GP',
  act_code: '1110',
  quantity: '1',
  base_cents: '2500',
  paid_cents: '1650',
  known_on: '2021-06-30',
};
const DOSSIER = dossierOf([
  ['patients', PATIENT],
  ['acts', { ...ACT, act_id: 'A1', care_on: '2020-12-31' }],
  ['acts', { ...ACT, act_id: 'A2', care_on: '2021-01-01' }],
  ['acts', { ...ACT, act_id: 'A3', care_on: '2021-03-31', known_on: '2021-07-31' }],
  ['acts', { ...ACT, act_id: 'A4', care_on: '2021-04-01' }],
  ['spending', { patient_id: 'P1', year: '2019', amount_cents: '1', known_on: '2021-06-30' }],
  ['spending', { patient_id: 'P1', year: '2020', amount_cents: '1', known_on: '2021-06-30' }],
  ['patients', { ...PATIENT, sex: 'M' }],
]);

/** Recorded one after another from position 1. */
function dossierOf(rows: readonly (readonly [FactName, Readonly<Record<string, string>>])[]): Dossier {
  const events = rows.map(([file, row], i) => factEvent(file, row, i + 1));
  return foldDossier('P1', events);
}

function since(before: readonly [string, number], after: readonly [string, number]): readonly NewFact[] {
  const known = ([day, position]: readonly [string, number]) => ({ day: dayFromText(day), position });
  const quarter = quarterFromText('2021-Q1');
  return patientFactsSince(DOSSIER, known(before), known(after), { from: quarter, to: quarter });
}

const positions = (facts: readonly NewFact[]) => facts.map(({ kind, position }) => `${kind} ${position}`);

test('the difference between a knowledge and itself is empty', () => {
  expect(since(['2021-12-31', 99], ['2021-12-31', 99])).toStrictEqual([]);
});

test('gives the acts of the quarters asked for, and the spending of their years and the year before', () => {
  expect(positions(since(['2021-05-31', 7], ['2021-12-31', 7]))).toStrictEqual(['acts 3', 'acts 4', 'spending 7']);
});

test('a fact becomes known on its day, not before', () => {
  expect(positions(since(['2021-06-30', 7], ['2021-07-30', 7]))).toStrictEqual([]);
  expect(since(['2021-06-30', 7], ['2021-07-31', 7])).toStrictEqual([
    { kind: 'acts', knownOn: '2021-07-31', position: 4 },
  ]);
});

test('a fact recorded after the position is new, though it was known before the day', () => {
  expect(positions(since(['2021-12-31', 7], ['2021-12-31', 8]))).toStrictEqual(['person 8']);
});

test('a replay that looks back gives the same facts', () => {
  const [early, late] = [['2021-05-31', 7] as const, ['2021-12-31', 8] as const];
  expect(since(late, early)).toStrictEqual(since(early, late));
});
