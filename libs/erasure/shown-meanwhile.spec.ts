/**
 * Once the key of a patient is destroyed, no answer shows the patient, although the projections keep the data until they are rebuilt, which
 * takes long for a long log.
 */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { codeOf } from '#libs/commands/proposal.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { FindPatient, FindPatientHandler } from '#libs/enrolment/queries/find-patient.ts';
import { buildWithoutErased } from '#libs/erasure/commands/finish-erasures.ts';
import { ConfirmErasure, ConfirmErasureHandler } from '#libs/erasure/commands/confirm-erasure.ts';
import { ProposeErasure, ProposeErasureHandler } from '#libs/erasure/commands/propose-erasure.ts';
import { effectsToDecide } from '#libs/erasure/effects.ts';
import { erasureOf } from '#libs/erasure/erasures.ts';
import { forget } from '#libs/erasure/forget.ts';
import { FindDueErasures, FindDueErasuresHandler } from '#libs/erasure/queries/find-due-erasures.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import { FindSetAsideRows, FindSetAsideRowsHandler } from '#libs/intake/queries/find-set-aside-rows.ts';
import { FindRowsToMend, FindRowsToMendHandler } from '#libs/intake/queries/find-rows-to-mend.ts';
import { SummariseSetAsideHandler } from '#libs/intake/queries/summarise-set-aside.ts';
import { requestJob } from '#libs/jobs/job/jobs.ts';
import { Jobs } from '#libs/jobs/jobs.ts';
import type { JobQueue } from '#libs/jobs/job-queue.ts';
import { FindJobs, FindJobsHandler } from '#libs/jobs/queries/find-jobs.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import type { PatientKeys } from '#libs/patient-keys/patient-keys.ts';
import { ServedStores, Stores } from '#libs/runtime/stores.module.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { requireInputs } from '#libs/statements/calculation/inputs.ts';
import { COMMIT } from '#test/support/commit.ts';
import { folded, metaOf } from '#test/support/experiment.ts';
import { FORGETTING } from '#test/support/forgetting.ts';
import { Product } from '#test/support/product.ts';
import { withOwn } from '#test/support/with-own.ts';

const [PATIENT, OTHER] = ['P0000008', 'P2'];
const PAGE = { after: '', limit: 10 };
const AUTHORS = { alice: { meta: metaOf('Alice'), commit: COMMIT }, bob: { meta: metaOf('Bob'), commit: COMMIT } };
/** Ten years after the recorded facts. */
const LATER = dayFromText('2032-01-01');

let product: Product;
let erasure: string;
let served: ServedStores;

beforeEach(async () => {
  product = Product.sealed();
  const row = { line: 1, code: 'UNKNOWN_VALUE', message: `de ${PATIENT}`, row: `A1,${PATIENT},GP`, fields: [] };
  const file = { file: 'acts.csv', sha256: 'x' };
  await product.log.record(
    [described(PATIENT), described(OTHER), factOf('import-1', 'RowSetAside', { ...file, ...row }, 2)],
    COMMIT,
  );
  await requestJob(product.log, { kind: 'bundle', request: { stream: `patient-${PATIENT}` } }, metaOf('Eve'), COMMIT);
  const stores = new Stores(product.log, product.readStore);
  const propose = new ProposeErasure({ patient: PATIENT, ground: 'REQUEST', reason: 'demande' }, AUTHORS.alice);
  ({ erasure } = await new ProposeErasureHandler(stores).execute(propose));
  const state = await erasureOf(product.log, erasure);
  assert.ok(state.status === 'proposed');
  const code = codeOf(state.proposal, await effectsToDecide(product.log, PATIENT));
  await new ConfirmErasureHandler(stores).execute(new ConfirmErasure(erasure, code, AUTHORS.bob));
  await folded(product);
  served = ServedStores.asTheyStand(stores);
});
afterEach(() => product.close());

function factOf(stream: string, type: string, fields: object, schemaVersion = 1) {
  const data = JSON.stringify(fields);
  const event = { type, schemaVersion, effective: '2021', knownOn: '2021-01-01', data };
  return { stream, event: { id: eventId(type, data), ...event } };
}

function described(id: string) {
  const of = { birth_date: '1950-03-17', sex: 'F', died_on: '', known_on: '2021-01-01' };
  return factOf(`patient-${id}`, 'PatientDescribed', { patient_id: id, ...of });
}

async function shown(patient: string): Promise<boolean> {
  return (await new FindPatientHandler(served).execute(new FindPatient(patient))) !== undefined;
}

async function requestsShown(): Promise<string> {
  const jobs = new Jobs(product.log, { progress: async () => undefined } as unknown as JobQueue);
  const filter = { status: undefined, kind: undefined, order: 'oldest' } as const;
  const { items } = await new FindJobsHandler(served, jobs).execute(new FindJobs(filter, PAGE));
  return JSON.stringify(items);
}

/** The answers that may name a patient. */
function listsOfPeople(): readonly (() => Promise<unknown>)[] {
  const explained = { pin: { position: 0 } } as CalculatedStatement;
  return [
    () => requireInputs(served, explained),
    () => new FindSetAsideRowsHandler(served).execute(new FindSetAsideRows({}, PAGE)),
    () => new FindRowsToMendHandler(served).execute(new FindRowsToMend('acts')),
    () => new SummariseSetAsideHandler(served).execute(),
  ];
}

async function due(): Promise<readonly string[]> {
  const { patients } = await new FindDueErasuresHandler(served).execute(new FindDueErasures(LATER));
  return patients.map(({ patient }) => patient);
}

async function isServedWithHim(): Promise<boolean> {
  const { documents } = await product.readStore.serving(DOSSIERS, product.log);
  return (await documents.get([PATIENT])).has(PATIENT);
}

test('no read model shows an erased patient before it is built again, and it shows everyone else', async () => {
  expect([await shown(PATIENT), await shown(OTHER), (await requestsShown()).includes(PATIENT)]).toStrictEqual([
    true,
    true,
    true,
  ]);
  for (const list of listsOfPeople()) await list();
  await forget(product.log, erasure, FORGETTING, async () => undefined);
  expect(await isServedWithHim()).toBe(true);
  expect([await shown(PATIENT), await shown(OTHER), (await requestsShown()).includes(PATIENT)]).toStrictEqual([
    false,
    true,
    false,
  ]);
  expect(await due()).toStrictEqual([OTHER]);
  for (const list of listsOfPeople()) await expect(list()).rejects.toMatchObject({ code: 'ERASED_NOT_REMOVED_YET' });
  await buildWithoutErased(product);
  expect(await isServedWithHim()).toBe(false);
  for (const list of listsOfPeople()) await list();
  expect([await shown(PATIENT), await shown(OTHER)]).toStrictEqual([false, true]);
});

test('nor after the key is destroyed and the erasure interrupted, even if projections folded events since', async () => {
  const { log } = product;
  const { keys } = log;
  assert.ok(keys !== undefined);
  const destroy = async (...given: Parameters<PatientKeys['destroy']>): Promise<void> => {
    await buildWithoutErased(product);
    await keys.destroy(...given);
    throw new Error('killed');
  };
  const dying = withOwn(log, { keys: withOwn(keys, { destroy }) });
  await expect(forget(dying, erasure, FORGETTING, async () => undefined)).rejects.toThrow('killed');
  for (const list of listsOfPeople()) await expect(list()).rejects.toMatchObject({ code: 'ERASED_NOT_REMOVED_YET' });
  await forget(log, erasure, FORGETTING, async () => undefined);
  await buildWithoutErased(product);
  for (const list of listsOfPeople()) await list();
});

test('the register gives the day of the erasure, not the day of the request', async () => {
  const now = () => '2027-01-01T00:00:00.000Z';
  await forget(product.log, erasure, { ...FORGETTING, now }, async () => undefined);
  expect(await erasureOf(product.log, erasure)).toMatchObject({ completedAt: now() });
});

test('the patients to erase come in the order of their ids, whatever the order of their facts', async () => {
  await product.log.record([described('P4'), described('P3')], COMMIT);
  await folded(product);
  expect(await due()).toStrictEqual([PATIENT, OTHER, 'P3', 'P4']);
});
