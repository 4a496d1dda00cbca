/** A figure rests on the versions of facts that are in force, and on no others. */
import { expect, test } from '@jest/globals';
import { foldDossier } from '#libs/enrolment/dossiers.ts';
import type { TeamRoster } from '#libs/enrolment/roster.ts';
import { foldTeam } from '#libs/enrolment/team-document.ts';
import { Evidence } from '#libs/explain/evidence.ts';
import type { FactName } from '#libs/intake/fact-kinds.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { frameOf } from '#libs/statements/rules/frame.ts';
import { CURRENT_RULES } from '#libs/statements/rules/versions.ts';
import { EVERYTHING, REGULATION, q } from '#test/support/enrolment.ts';
import { factEvent } from '#test/support/events.ts';

type Row = readonly [FactName, Readonly<Record<string, string>>];

const EARLY = { team_id: 'T1', known_on: '2019-01-01' };
const DOCTOR = '10000001916';
const NURSE = '10000000017';
const TEAM_ROWS: readonly Row[] = [
  ['teams', { ...EARLY, from: '2019-01-01', scheme: 'PEPS', option: 'ALL', scope: 'GP', commune: '01283' }],
  ['phases', { ...EARLY, phase: 'SETUP', from: '2020-01-01' }],
  ['phases', { ...EARLY, phase: 'FORFAIT', from: '2021-01-01' }],
  ['phases', { ...EARLY, phase: '', from: '2021-01-01', known_on: '2019-02-01' }],
  ['members', { ...EARLY, rpps: DOCTOR, profession: 'GP', from: '2020-01-01', until: '2021-01-31' }],
  ['members', { ...EARLY, rpps: NURSE, profession: 'NURSE', from: '2020-01-01' }],
  ['credits', { ...EARLY, due_on: '2021-03-31', label: 'amorçage', amount_cents: '100' }],
  ['credits', { ...EARLY, due_on: '2021-03-31', label: 'amorçage', amount_cents: '200', known_on: '2019-02-01' }],
  ['members', { ...EARLY, rpps: DOCTOR, profession: 'GP', from: '2021-03-31', until: '2021-03-31' }],
  ['members', { ...EARLY, rpps: DOCTOR, profession: 'GP', from: '2021-04-01' }],
];

/** Recorded one after another from position 1. */
function rosterOf(rows: readonly Row[]): TeamRoster {
  const events = rows.map(([file, row], i) => factEvent(file, row, i + 1));
  return foldTeam('T1', events);
}

function evidence(): Evidence {
  const documents = {
    teams: [rosterOf(TEAM_ROWS)],
    thresholds: [],
    communes: new Map(),
    nationalSpending: [],
    merges: [],
  };
  const range = { from: q('2021-Q1'), to: q('2021-Q1') };
  return new Evidence(documents, frameOf(documents, EVERYTHING, REGULATION, range, CURRENT_RULES));
}

function dossierOf(rows: readonly Row[], from: number) {
  const known = { patient_id: 'P1', known_on: '2019-01-01' };
  const events = rows.map(([file, row], i) => factEvent(file, { ...known, ...row }, from + i));
  return foldDossier('P1', events);
}

const QUARTER = { first: dayFromText('2021-01-01'), last: dayFromText('2021-03-31') };

test('a team rests on its row and its phase of the day; a withdrawn phase does not count', () => {
  expect(evidence().ofTeam('T1', dayFromText('2021-06-30'))).toStrictEqual([1, 2]);
  expect(evidence().ofTeam('T1', dayFromText('2019-06-30'))).toStrictEqual([1]);
});

test('a credit rests on its latest version', () => {
  expect(evidence().ofCredit('T1', dayFromText('2021-03-31'), 'amorçage')).toStrictEqual([8]);
});

test('a place on a list rests on the person, the cover of the first day, the doctors and their memberships', () => {
  const dossier = dossierOf(
    [
      ['patients', { birth_date: '1980-01-01', sex: 'F' }],
      ['coverage', { kind: 'C2S', from: '2021-01-01', until: '2021-01-01' }],
      ['coverage', { kind: 'ALD', ald_number: '8', from: '2020-01-01' }],
      ['coverage', { kind: 'ALD', ald_number: '9', from: '2021-01-02' }],
      ['declarations', { rpps: NURSE, declared_on: '2019-06-01' }],
      ['declarations', { rpps: DOCTOR, declared_on: '2020-06-01' }],
      ['declarations', { rpps: '', declared_on: '2021-02-15' }],
      ['declarations', { rpps: DOCTOR, declared_on: '2021-04-01' }],
    ],
    101,
  );
  expect(evidence().ofList(dossier, 'T1', QUARTER)).toStrictEqual([101, 103, 102, 106, 107, 5, 9]);
});

test('an act rests on itself and on the membership of its executant on the day of care', () => {
  const act = {
    executant_rpps: DOCTOR,
    profession: 'GP',
    act_code: '1110',
    quantity: '1',
    base_cents: '2500',
    paid_cents: '1650',
  };
  const { acts } = dossierOf(
    [
      ['acts', { ...act, act_id: 'A1', care_on: '2021-01-31' }],
      ['acts', { ...act, act_id: 'A2', care_on: '2021-02-01' }],
    ],
    201,
  );
  expect(acts.map((one) => evidence().ofAct(one)).map(({ team, facts }) => [team?.id, facts])).toStrictEqual([
    ['T1', [201, 5]],
    [undefined, [202]],
  ]);
});

test('throws on a team without a roster', () => {
  expect(() => evidence().ofTeam('T9', QUARTER.first)).toThrow('no roster of T9');
});
