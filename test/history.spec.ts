/** Histories: events in order, corrections beside their originals, and the state as known on any day, at any position. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { factKindOf, type FactName } from '#libs/intake/fact-kinds.ts';
import {
  ledgerHistoryText,
  patientHistoryText,
  statementHistoryText,
  teamHistoryText,
} from '#libs/words/texts/history-text.ts';
import { ledgerHistory } from '#libs/history/of-decisions.ts';
import { statementHistory } from '#libs/history/of-statement.ts';
import { patientHistory, teamHistory } from '#libs/history/of-facts.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import type { CommandMeta } from '#libs/commands/person.ts';
import { approve, submit } from '#test/support/decisions.ts';
import { historyCommand } from '#apps/cli/commands/history.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { required } from '#test/support/enrolment.ts';
import { Product } from '#test/support/product.ts';
import { confirmTerms, proposeTerms } from '#test/support/money.ts';

const PATIENT = 'P0000001';
const TEAM = 'T1';
const [DOCTOR, OTHER] = ['10000002757', '10000002831'];

type Rows = Partial<Record<FactName, readonly string[]>>;

const FIRST: Rows = {
  teams: [`${TEAM},2019-12-31,Maison de santé,PEPS,ALL,GP,MSP,010780054,01283,2019-12-01`],
  phases: [`${TEAM},FORFAIT,2020-01-01,2019-12-01`],
  members: [`${TEAM},${DOCTOR},GP,2020-01-01,,2019-12-01`],
  patients: [`${PATIENT},1950-03-04,F,,2019-12-01`],
  coverage: [`${PATIENT},ALD,8,2019-01-01,,2019-12-01`],
  declarations: [`${PATIENT},${DOCTOR},2019-06-01,2019-12-01`],
  acts: [`A1,${PATIENT},${DOCTOR},GP,1112,1,2020-02-16,2500,1750,,,2020-03-01`],
};

/** Later facts: a death, the end of an ALD, another doctor, a reversal, the end of a membership. */
const CORRECTIONS: Rows = {
  members: [`${TEAM},${DOCTOR},GP,2020-01-01,2021-06-30,2021-07-15`],
  patients: [`${PATIENT},1950-03-05,F,2021-09-01,2021-10-01`],
  coverage: [`${PATIENT},ALD,8,2019-01-01,2020-12-31,2021-01-10`],
  declarations: [`${PATIENT},${OTHER},2021-02-01,2021-02-03`],
  acts: [`A2,${PATIENT},${DOCTOR},GP,1112,-1,2020-02-16,-2500,-1750,,A1,2020-05-01`],
};

const product = new Product();

async function importRows(name: string, rows: Rows): Promise<void> {
  const folder = join(product.folder, name);
  mkdirSync(folder);
  for (const [file, lines] of Object.entries(rows) as [FactName, readonly string[]][]) {
    const header = factKindOf(file)
      .columns.map((column) => column.name)
      .join(',');
    writeFileSync(join(folder, `${file}.csv`), [header, ...lines, ''].join('\n'));
  }
  const { files } = await product.import(folder);
  for (const { file, setAside, refused } of files)
    expect([file, setAside, refused]).toStrictEqual([file, 0, undefined]);
}

beforeAll(async () => {
  await importRows('first', FIRST);
  await importRows('corrections', CORRECTIONS);
});
afterAll(() => product.close());

const on = (day: string) => ({ knownOn: dayFromText(day) });

test('lists every event of a patient in order, with each correction beside the corrected event', async () => {
  const { events } = await patientHistory(product.log, PATIENT, {});
  expect(events.map(({ position }) => position)).toStrictEqual(
    events.map(({ position }) => position).toSorted((a, b) => a - b),
  );
  const at = (type: string, i: number) => required(events.filter((event) => event.type === type)[i]);
  const [person, death] = [at('PatientDescribed', 0), at('PatientDescribed', 1)];
  expect(death.corrects).toStrictEqual({
    position: person.position,
    changes: [
      { column: 'birth_date', before: '1950-03-04', after: '1950-03-05' },
      { column: 'died_on', before: '', after: '2021-09-01' },
    ],
  });
  expect(person.correctedBy).toBe(death.position);
  expect(at('CoverageRecorded', 1).corrects?.position).toBe(at('CoverageRecorded', 0).position);
  assert.equal(at('TreatingDoctorDeclared', 1).corrects, undefined, 'another declaration is no correction');
  expect(at('ActRecorded', 1).reverses).toBe(at('ActRecorded', 0).position);
  expect(at('ActRecorded', 0).reversedBy).toStrictEqual([at('ActRecorded', 1).position]);
  expect([death.recordedBy, death.recordedAt]).toStrictEqual(['test', '2026-11-01T08:00:00.000Z']);
});

test('a version known later corrects one recorded later but known earlier', async () => {
  const late = new Product();
  try {
    const { stream, event } = { stream: 'patient-P9', event: { schemaVersion: 1, type: 'SpendingObserved' } };
    const version = (id: string, knownOn: string, amount: string) => ({
      stream,
      event: {
        ...event,
        id: id.repeat(32),
        effective: '2020',
        knownOn,
        data: JSON.stringify({ patient_id: 'P9', year: '2020', amount_cents: amount, known_on: knownOn }),
      },
    });
    const commit = { recordedAt: '2026-11-01T08:00:00.000Z', actor: 'a', correlation: 'c', causation: 'c' };
    await late.log.record([version('a', '2021-06-30', '200'), version('b', '2021-01-30', '100')], commit);
    const { events, state } = await patientHistory(late.log, 'P9', {});
    expect(events.map(({ corrects, correctedBy }) => [corrects?.position, correctedBy])).toStrictEqual([
      [2, undefined],
      [undefined, 1],
    ]);
    expect(state.spending).toStrictEqual([{ year: 2020, cents: 200 }]);
  } finally {
    await late.close();
  }
});

test('shows a patient as known on a day', async () => {
  const stateOn = async (day: string) => (await patientHistory(product.log, PATIENT, on(day))).state;
  expect(await stateOn('2019-11-30')).toStrictEqual({
    person: undefined,
    coverage: [],
    treatingDoctor: undefined,
    acts: 0,
    spending: [],
  });
  expect(await stateOn('2020-06-01')).toStrictEqual({
    person: { birth: '1950-03-04', sex: 'F', diedOn: null },
    coverage: [{ ald: 8, from: '2019-01-01', until: null, active: true }],
    treatingDoctor: { rpps: DOCTOR, declaredOn: '2019-06-01' },
    acts: 2,
    spending: [],
  });
  expect(await stateOn('2021-10-01')).toStrictEqual({
    person: { birth: '1950-03-05', sex: 'F', diedOn: '2021-09-01' },
    coverage: [{ ald: 8, from: '2019-01-01', until: '2020-12-31', active: false }],
    treatingDoctor: { rpps: OTHER, declaredOn: '2021-02-01' },
    acts: 2,
    spending: [],
  });
});

test('shows a patient as of a position, without later events', async () => {
  const { events } = await patientHistory(product.log, PATIENT, {});
  const first = required(events.find(({ type }) => type === 'ActRecorded')).position;
  const { events: then, state } = await patientHistory(product.log, PATIENT, { position: first });
  expect(then.every(({ position, correctedBy }) => position <= first && correctedBy === undefined)).toBe(true);
  expect([state.acts, state.person?.diedOn]).toStrictEqual([1, null]);
});

test('shows a team with its rows, phases and members as known', async () => {
  const now = await teamHistory(product.log, TEAM, {});
  expect(now.state.phases).toStrictEqual([{ from: '2020-01-01', phase: 'FORFAIT' }]);
  expect(now.state.members.map(({ until, active }) => [until, active])).toStrictEqual([['2021-06-30', false]]);
  const earlier = await teamHistory(product.log, TEAM, on('2021-07-14'));
  expect(earlier.state.members.map(({ until, active }) => [until, active])).toStrictEqual([[null, true]]);
  const [first, second] = now.events.filter(({ type }) => type === 'MembershipRecorded');
  expect(second?.corrects?.position).toBe(first?.position);
  expect(teamHistoryText(TEAM, now, {})).toMatch(/corrige l’événement \d+ : dernier jour : vide → 30\/06\/2021/);
});

test('writes the history of a patient as text', async () => {
  const view = on('2021-01-15');
  const text = patientHistoryText(PATIENT, await patientHistory(product.log, PATIENT, view), view);
  const [title, , ...lines] = text.split('\n');
  expect(title).toBe(`Histoire du patient ${PATIENT}`);
  expect(lines[0] ?? '').toMatch(
    /^\d+ · identité · effet 04\/03\/1950 · connu le 01\/12\/2019 · enregistré le 01\/11\/2026 09:00 par test$/,
  );
  expect(lines[1]).toBe('    naissance : 04/03/1950 · sexe : F');
  expect(lines.slice(lines.indexOf('État connu au 15/01/2021'))).toStrictEqual([
    'État connu au 15/01/2021',
    '  né le 04/03/1950, sexe F',
    '  ALD 8 du 01/01/2019 au 31/12/2020',
    `  médecin traitant ${DOCTOR}, déclaré le 01/06/2019`,
    '  2 actes',
  ]);
});

function person(name: string, at: string): CommandMeta {
  return { by: { name, assurance: 'asserted', osUser: 'test' }, key: `${name} ${at}`, at };
}

test('shows the decisions on a statement and its ledger, with their authors and earlier states', async () => {
  const commitOf = ({ at, by }: CommandMeta) => ({
    recordedAt: at,
    actor: by.name,
    correlation: 'test',
    causation: 'test',
  });
  const [ann, bob] = [person('Ann', '2026-11-02T09:00:00.000Z'), person('Bob', '2026-11-03T09:00:00.000Z')];
  await product.calculate({ from: '2020-Q1', to: '2020-Q1', knownOn: '2020-12-31' });
  await proposeTerms(product.log, 'fiss', { amountCents: 1_000_000n, schemes: ['PEPS'] }, ann, commitOf(ann));
  await confirmTerms(product.log, 'fiss', bob, commitOf(bob));
  const of = [{ team: TEAM, period: '2020-Q1' }];
  expect((await submit(product, of, ann, commitOf(ann)))[0]?.refused).toBeUndefined();
  expect((await approve(product, of, bob, commitOf(bob)))[0]?.refused).toBeUndefined();

  const now = await statementHistory(product.log, TEAM, '2020-Q1', {});
  expect(now.events.map(({ type, by }) => [type, by?.name])).toStrictEqual([
    ['StatementCalculated', undefined],
    ['StatementSubmitted', 'Ann'],
    ['StatementApproved', 'Bob'],
  ]);
  const [decision] = now.state.decisions;
  expect(now.state.stage).toBe('APPROVED');
  expect([decision?.submittedBy, decision?.approvedBy]).toStrictEqual(['Ann', 'Bob']);
  assert.equal(decision?.totalCents, now.state.calculated?.totalCents);
  const stageOn = async (day: string) => (await statementHistory(product.log, TEAM, '2020-Q1', on(day))).state.stage;
  expect([
    await stageOn('2020-12-30'),
    await stageOn('2020-12-31'),
    await stageOn('2026-11-02'),
    await stageOn('2026-11-03'),
  ]).toStrictEqual(['NONE', 'CALCULATED', 'SUBMITTED', 'APPROVED']);
  const text = statementHistoryText(`${TEAM} 2020-Q1`, now, {});
  expect(text).toMatch(/approuvé · effet 2020-T1 · connu le 03\/11\/2026 · enregistré le 03\/11\/2026 10:00 par Bob/);
  expect(text).toMatch(/soumis par Ann, approuvé par Bob/);
  const corrected = { ...now, state: { ...now.state, decisions: [{ ...required(decision), number: 2 }] } };
  expect(statementHistoryText(TEAM, corrected, {})).toMatch(
    /régularisation n° 2 : .*, soumise par Ann, approuvée par Bob/,
  );

  const ledger = await ledgerHistory(product.log, 'fiss', {}, dayFromText('2026-11-28'));
  const posted = required(ledger.events.find(({ type }) => type === 'DuePosted'));
  const due = required(decision).totalCents;
  expect(posted.posting).toStrictEqual({ debit: `charges:${TEAM}`, credit: `due:${TEAM}`, amountCents: due });
  expect(posted.balancesAfter).toStrictEqual([
    { account: `charges:${TEAM}`, cents: due },
    { account: `due:${TEAM}`, cents: -due },
  ]);
  expect(ledger.state.balances).toStrictEqual(posted.balancesAfter);
  expect(ledgerHistoryText('fiss', ledger, {})).toMatch(/dû · .*\n.*\n {4}T1 2020-T1\n.*soldes après : coût \(T1\) /);
  const before = await ledgerHistory(product.log, 'fiss', { position: posted.position - 1 }, dayFromText('2026-11-28'));
  expect(before.state.balances).toStrictEqual([]);
});

test('refuses a subject without events and an unreadable command line', async () => {
  const options = { data: product.folder };
  for (const [kind, id, code] of [
    ['patient', 'P0000404', 'PATIENT_NOT_RECORDED'],
    ['team', 'T404', 'TEAM_WITHOUT_FACTS'],
    ['statement', `${TEAM}/1999-Q1`, 'STATEMENT_NEVER_CALCULATED'],
    ['ledger', 'nowhere', 'ENVELOPE_NOT_RECORDED'],
  ] as const)
    await expect(historyCommand(kind)(id, options)).rejects.toMatchObject({ code });
  await expect(historyCommand('statement')(TEAM, options)).rejects.toThrow(CliRefusal);
  await expect(historyCommand('patient')(PATIENT, { ...options, position: 'x' })).rejects.toThrow(CliRefusal);
  await expect(patientHistory(product.log, 'P0000404', {})).rejects.toThrow('PATIENT_NOT_RECORDED');
});
