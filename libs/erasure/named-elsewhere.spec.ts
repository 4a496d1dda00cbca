/** Events of others that name a patient remain after the erasure; they are shown with the proposal and with its confirmation. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { namedElsewhere } from '#libs/erasure/named-elsewhere.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { decompteHere } from '#test/support/command-line.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const PATIENT = 'P7777777';
const folder = temporaryFolder();
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function factOf(stream: string, type: string, fields: object) {
  const data = JSON.stringify(fields);
  const event = { type, schemaVersion: 1, effective: '2021', knownOn: '2021-01-01', data };
  return { stream, event: { ...event, id: eventId(type, stream + data) } };
}

function described(patient: string) {
  const row = { birth_date: '1950-03-17', sex: 'F', died_on: '', known_on: '2021-01-01' };
  return factOf(`patient-${patient}`, 'PatientDescribed', { patient_id: patient, ...row });
}

/** An event of a team with this name. */
function team(name: string, at: number) {
  const row = { team_id: 'T', from: '2020-01-01', name, scheme: 'PEPS', option: 'ALL', scope: 'GP', structure: 'MSP' };
  const rest = { finess: '010000024', commune: '38185', known_on: `2020-01-0${at}` };
  return factOf('team-T', 'TeamDescribed', { ...row, ...rest });
}

const OTHER = {
  executant_rpps: '10000002757',
  profession: 'GP',
  act_code: '1112',
  quantity: '1',
  care_on: '2021-01-05',
};
const REST = { base_cents: '2500', paid_cents: '0', qualifier: '', reverses: '', known_on: '2021-02-05' };
const NAMING = [
  team(`Centre de ${PATIENT}`, 2),
  team('Centre « p 7 7 7 7 7 7 7 »', 3),
  team('Ｐ７７７７７７７', 4),
  team(`Centre de\n${PATIENT}`, 9),
  team(JSON.stringify({ nom: `Centre de\n${PATIENT}` }), 8),
  factOf('patient-P1', 'ActRecorded', { act_id: `ACT-${PATIENT}-1`, patient_id: 'P1', ...OTHER, ...REST }),
];
const ROW = { code: 'UNKNOWN_VALUE', message: 'x', fields: [] };
const LINES = [
  { line: 2, ...ROW, row: `A1,${PATIENT}` },
  { line: 3, ...ROW, row: `ACT-${PATIENT}-2,P1` },
];

let product: Product;
beforeAll(async () => {
  product = Product.sealed(folder);
  const setAside = LINES.map((line) => factOf('import-1', 'RowSetAside', { file: 'acts.csv', sha256: 'x', ...line }));
  const silent = [team('Centre P77777770', 5), team('Centre XP7777777', 6), described('P1'), described('123456')];
  await product.log.record([described(PATIENT), ...silent, ...NAMING, ...setAside], COMMIT);
});

test('finds the patient in texts about others in any spelling, and not in texts that are erased too', async () => {
  const found = await namedElsewhere(product.log, [PATIENT], ['row/import-1/2']);
  expect(found.map(({ type }) => type).sort()).toStrictEqual([
    'ActRecorded',
    'RowSetAside',
    'TeamDescribed',
    'TeamDescribed',
    'TeamDescribed',
    'TeamDescribed',
    'TeamDescribed',
  ]);
});

test('of a person with two ids, events that have one of them are found', async () => {
  const other = Product.sealed();
  const ids = ['P7000008', 'P7000009'];
  await other.log.record([...ids.map(described), ...ids.map((id, i) => team(`Centre de ${id}`, i + 1))], COMMIT);
  expect((await namedElsewhere(other.log, ids, [])).map(({ type }) => type)).toStrictEqual([
    'TeamDescribed',
    'TeamDescribed',
  ]);
  await other.close();
});

test('a later search reads only new events, and two searches at once read them once', async () => {
  const read = jest.spyOn(product.log, 'read');
  const [one, other] = await Promise.all([
    namedElsewhere(product.log, [PATIENT], []),
    namedElsewhere(product.log, [PATIENT], []),
  ]);
  expect([one.length, other]).toStrictEqual([8, one]);
  const end = await product.log.end();
  expect(read.mock.calls.map(([{ after }]) => after)).toStrictEqual([end]);
  await product.log.record([team(`Cabinet de ${PATIENT}`, 1)], COMMIT);
  expect(await namedElsewhere(product.log, [PATIENT], [])).toHaveLength(9);
  read.mockRestore();
});

test('a search continues after its caller stops waiting, says its progress, and serves the next caller', async () => {
  const other = Product.sealed();
  await other.log.record([described(PATIENT), team(`Centre de ${PATIENT}`, 2)], COMMIT);
  const gate = Promise.withResolvers<undefined>();
  const read = other.log.read.bind(other.log);
  const reading = jest.spyOn(other.log, 'read').mockImplementation(async function* (options) {
    await gate.promise;
    yield* read(options);
  } as typeof read);
  const patient = { patienceMs: 1 };
  const searched = { code: 'NAMES_BEING_SEARCHED', kind: 'unavailable', data: { done: 0, total: 2 } };
  for (const _ of [1, 2])
    await expect(namedElsewhere(other.log, [PATIENT], [], patient)).rejects.toMatchObject(searched);
  gate.resolve(undefined);
  const progress: (readonly number[])[] = [];
  const onProgress = (...at: readonly number[]): void => void progress.push(at);
  expect(await namedElsewhere(other.log, [PATIENT], [], { patienceMs: 10_000, onProgress })).toHaveLength(1);
  expect(reading.mock.calls.map(([{ after }]) => after)).toStrictEqual([0, 2]);
  expect(sentenceOf({ ...searched, data: { done: 1, total: 2 } })).toMatch(/50 % lus/);
  await other.close();
});

test('one reading of the log serves all waiting searches, and the next reading serves those that come meanwhile', async () => {
  const other = Product.sealed();
  const patients = ['P7000001', 'P7000002', 'P7000003', 'P7000004'];
  await other.log.record(
    [...patients.map(described), ...patients.map((id, i) => team(`Centre de ${id}`, i + 1))],
    COMMIT,
  );
  const [begun, gate] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const read = other.log.read.bind(other.log);
  const reading = jest.spyOn(other.log, 'read').mockImplementation(async function* (options) {
    begun.resolve(undefined);
    await gate.promise;
    yield* read(options);
  } as typeof read);
  const first = namedElsewhere(other.log, patients.slice(0, 1), []);
  await begun.promise;
  const rest = patients.slice(1).map((id) => namedElsewhere(other.log, [id], []));
  // They wait, whenever they came.
  await pause(10);
  gate.resolve(undefined);
  const found = await Promise.all([first, ...rest]);
  expect(found.map((events) => events.map(({ position }) => position))).toStrictEqual([[5], [6], [7], [8]]);
  expect(reading.mock.calls.map(([{ after }]) => after)).toStrictEqual([0, 0]);
  await other.close();
});

test('digits alone are looked for in sentences, not among amounts and references', async () => {
  const names = ['Centre 123456', 'R-123456', '123456'].map((name, at) => team(name, at + 7));
  await product.log.record(names, COMMIT);
  expect(await namedElsewhere(product.log, ['123456'], [])).toMatchObject([{ type: 'TeamDescribed' }]);
  expect(await namedElsewhere(product.log, ['7'], [])).toStrictEqual([]);
});

test('the proposal, its reading and its confirmation show it', async () => {
  await product.readStore.close();
  await product.log.close();
  const does = async (...args: readonly string[]): Promise<{ stdout: string; stderr: string }> => {
    const { status, stdout, stderr } = await decompteHere([...args, '--data', folder]);
    assert.equal(status, 0, `${args.join(' ')}: ${stdout}${stderr}`);
    return { stdout, stderr };
  };
  const said = /8 événements d’autres ont son pseudonyme.*TeamDescribed/;
  expect((await does('erase', PATIENT, '--reason', 'demande', '--as', 'alice')).stdout).toMatch(said);
  const [{ erasure }] = JSON.parse((await does('erasures', 'list', '--json')).stdout) as [{ erasure: string }];
  const { stdout } = await does('erasures', 'show', erasure, '--json');
  const { proposed } = JSON.parse(stdout) as { proposed: { code: string; named: readonly object[] } };
  expect(proposed.named).toHaveLength(8);
  const confirmed = await does('erasures', 'confirm', erasure, '--code', proposed.code, '--as', 'bob');
  expect(confirmed.stderr).toMatch(said);
});
