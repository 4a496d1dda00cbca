/**
 * Data about a patient that a former program recorded in clear must be carried over into a new log, sealed, before the patient can be
 * erased.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { codeOf } from '#libs/commands/proposal.ts';
import { erasureOf, erasures, keysOf, patientReference } from '#libs/erasure/erasures.ts';
import { forget } from '#libs/erasure/forget.ts';
import { erasureIdOf } from '#libs/erasure/state.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { endJob, requestJob } from '#libs/jobs/job/jobs.ts';
import { decompteHere } from '#test/support/command-line.ts';
import { metaOf } from '#test/support/experiment.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { FORGETTING } from '#test/support/forgetting.ts';

const PATIENT = 'P0000008';
const ERASE = ['erase', PATIENT, '--reason', 'demande', '--as', 'alice'];

let folder: string;
let former: string;
let job: string;
beforeEach(async () => {
  folder = temporaryFolder();
  former = join(folder, 'former');
  mkdirSync(former);
  const product = Product.sealed(former);
  const row = { line: 2, code: 'UNKNOWN_VALUE', message: `de ${PATIENT}`, row: `A1,${PATIENT}`, fields: [] };
  const setAside = factOf('import-1', 'RowSetAside', { file: 'acts.csv', sha256: 'x', ...row });
  await product.log.record([described(PATIENT), described('P2'), setAside], COMMIT);
  await product.readStore.close();
  await product.log.close();
  // The request for a bundle, and the results of a replay, in the form of former versions.
  const stored = new SqliteEventStore(join(former, 'events.db'));
  const request = { stream: `patient-${PATIENT}` };
  job = await requestJob(stored, { kind: 'bundle', request }, metaOf('Alice'), COMMIT);
  const result = [{ why: { patients: [{ patient: PATIENT, facts: [] }] } }];
  await endJob(stored, job, { type: 'succeed', result }, metaOf('Bob'), COMMIT);
  await stored.close();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function factOf(stream: string, type: string, fields: object) {
  const data = JSON.stringify(fields);
  const event = { type, schemaVersion: 1, effective: '2021', knownOn: '2021-01-01', data };
  return { stream, event: { id: eventId(type, data), ...event } };
}

function described(id: string) {
  const of = { birth_date: '1950-03-17', sex: 'F', died_on: '', known_on: '2021-01-01' };
  return factOf(`patient-${id}`, 'PatientDescribed', { patient_id: id, ...of });
}

/** Files below a folder that name the patient. */
function naming(place: string): readonly string[] {
  const files = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .filter(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes(PATIENT))
    .map(({ name }) => name);
}

async function does(...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await decompteHere(args);
  assert.equal(status, 0, `${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

/** The former program did not check whether the log names the patient in clear. Gives the erasure. */
async function erasedByFormerProgram(): Promise<string> {
  const product = Product.sealed(former);
  const { log } = product;
  const [alice, bob] = [
    { meta: metaOf('Alice'), commit: COMMIT },
    { meta: metaOf('Bob'), commit: COMMIT },
  ];
  const reference = patientReference(keysOf(log), PATIENT);
  const id = erasureIdOf(reference);
  const effects = { facts: 1, rowsSetAside: 0, decided: 0, open: 0 };
  const content = { reference, ground: 'REQUEST', reason: 'demande', ...effects } as const;
  await erasures(log).handle(id, { command: { type: 'propose', by: alice.meta.by, content }, ...alice });
  const state = await erasureOf(log, id);
  assert.ok(state.status === 'proposed');
  const { by, at } = bob.meta;
  const confirm = { type: 'confirm', code: codeOf(state.proposal, effects), effects, by, at } as const;
  await erasures(log).handle(id, { command: confirm, ...bob });
  await forget(log, id, FORGETTING, async () => undefined);
  await product.readStore.close();
  await log.close();
  return id;
}

test('a patient named in clear in the log is not erased there, and is erased in the log that it is carried over into', async () => {
  const refused = await decompteHere([...ERASE, '--data', former]);
  expect(refused.stderr).toMatch(
    /1 travail ou ligne mise de côté d’une version antérieure nomme ce patient.*decompte migrate --to/,
  );
  const next = join(folder, 'next');
  const migrate = ['migrate', '--data', former, '--to', `sqlite:${join(next, 'events.db')}`, '--json'];
  const first = JSON.parse(await does(...migrate)) as object;
  expect(naming(next)).toStrictEqual([]);
  // Again, also after a run that was cut off: the same keys open it.
  expect(JSON.parse(await does(...migrate))).toStrictEqual({ ...first, copied: 0 });
  expect(await does('audit', 'verify', '--data', next)).toMatch(/chiffré à nouveau/);
  const { erasure, proposed } = JSON.parse(await does(...ERASE, '--data', next, '--json')) as {
    erasure: string;
    proposed: { code: string };
  };
  const again = await decompteHere([...ERASE, '--data', next, '--json']);
  expect(again.stderr).toMatch(/remplace celle qui attendait, dont le code ne vaut plus/);
  const { proposed: now } = JSON.parse(again.stdout) as { proposed: { code: string } };
  expect(now.code).not.toBe(proposed.code);
  await does('erasures', 'confirm', erasure, '--code', now.code, '--as', 'bob', '--data', next);
  const log = Product.sealed(next);
  const results = await log.log.readStream(`job-${job}`);
  expect(results.map(({ data }) => data).join()).not.toContain(PATIENT);
  expect(results.map(({ type }) => type)).toStrictEqual(['JobRequested', 'JobSucceeded']);
  await log.close();
});

test('the program says that a patient erased while the log named them in clear is still there, until it is carried over', async () => {
  const erasure = await erasedByFormerProgram();
  const { stderr } = await decompteHere(['erasures', 'finish', '--data', former]);
  expect(stderr).toMatch(/1 travail ou ligne mise de côté d’une version antérieure nomme en clair/);
  const next = join(folder, 'next');
  await does('migrate', '--data', former, '--to', `sqlite:${join(next, 'events.db')}`);
  expect(await does('erasures', 'finish', '--data', next)).toMatch(/Rien à achever/);
  expect(naming(next)).toStrictEqual([]);
  const product = Product.sealed(next);
  expect(await product.log.readStream(`job-${job}`)).toMatchObject([
    { type: 'JobRequested' },
    { type: 'JobSucceeded' },
  ]);
  expect((await product.log.readStream(`erasure-${erasure}`)).at(-1)?.type).toBe('ErasureCompleted');
  await product.readStore.close();
  await product.log.close();
  // The new log has nothing in clear: a backup copies it.
  const again = await decompteHere(['migrate', '--data', next, '--to', `sqlite:${join(folder, 'third.db')}`]);
  expect(again.stderr).toMatch(/déjà de cette forme/);
});
