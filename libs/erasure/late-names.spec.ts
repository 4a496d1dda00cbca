/** A process that read of a person before his erasure may record something of him during or after it: that does not stay. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Accesses } from '#libs/access-record/accesses.ts';
import { SqliteAccessRecord } from '#libs/access-record/sqlite/sqlite-access-record.ts';
import { FinishErasures, FinishErasuresHandler } from '#libs/erasure/commands/finish-erasures.ts';
import { ProposeErasure, ProposeErasureHandler } from '#libs/erasure/commands/propose-erasure.ts';
import { ConfirmErasure, ConfirmErasureHandler } from '#libs/erasure/commands/confirm-erasure.ts';
import { codeOf } from '#libs/commands/proposal.ts';
import { effectsOf } from '#libs/erasure/effects.ts';
import { erasureOf } from '#libs/erasure/erasures.ts';
import { forget } from '#libs/erasure/forget.ts';
import { requireNameless } from '#libs/erasure/reason.ts';
import { patientHistory } from '#libs/history/of-facts.ts';
import { Reads } from '#apps/cli/reads.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { PatientKeys } from '#libs/patient-keys/patient-keys.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { metaOf } from '#test/support/experiment.ts';
import { COMMIT, Product } from '#test/support/product.ts';
import { withOwn } from '#test/support/with-own.ts';

const PATIENT = 'P0000008';
const AUTHORS = { alice: { meta: metaOf('Alice'), commit: COMMIT }, bob: { meta: metaOf('Bob'), commit: COMMIT } };

let product: Product;
let erasure: string;

beforeEach(async () => {
  product = Product.sealed();
  await product.log.record([described(PATIENT), described('P2')], COMMIT);
  const stores = new Stores(product.log, product.readStore);
  const propose = new ProposeErasure({ patient: PATIENT, ground: 'REQUEST', reason: 'demande' }, AUTHORS.alice);
  ({ erasure } = await new ProposeErasureHandler(stores).execute(propose));
  const state = await erasureOf(product.log, erasure);
  assert.ok(state.status === 'proposed');
  const code = codeOf(state.proposal, await effectsOf(product.log, PATIENT));
  await new ConfirmErasureHandler(stores).execute(new ConfirmErasure(erasure, code, AUTHORS.bob));
});
afterEach(() => product.close());

function factOf(stream: string, type: string, fields: object) {
  const data = JSON.stringify(fields);
  const event = { type, schemaVersion: type === 'RowSetAside' ? 2 : 1, effective: '2021', knownOn: '2021-01-01', data };
  return { stream, event: { id: eventId(type, data), ...event } };
}

function described(id: string) {
  const of = { birth_date: '1950-03-17', sex: 'F', died_on: '', known_on: '2021-01-01' };
  return factOf(`patient-${id}`, 'PatientDescribed', { patient_id: id, ...of });
}

/** A row, the result of an import and a pair, as they were decided on before. */
async function recordNaming(line: number): Promise<void> {
  const row = { line, code: 'UNKNOWN_VALUE', message: `de ${PATIENT}`, row: `A1,${PATIENT},GP`, fields: [] };
  const warnings = [{ message: PATIENT, line }];
  await product.log.record(
    [
      factOf('import-1', 'RowSetAside', { file: 'acts.csv', sha256: 'x', ...row }),
      factOf(`job-${line}`, 'JobSucceeded', { result: { files: [], absent: [], ignored: [], warnings } }),
      factOf('duplicates', 'LookAlikeDismissed', { merge: `m${line}`, patient: PATIENT, into: 'P2', reason: 'autre' }),
    ],
    COMMIT,
  );
}

async function naming(): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const batch of product.log.read({ after: 0 }))
    for (const { stream, type, data } of batch) if (data.includes(PATIENT)) found.push(`${stream} ${type}`);
  return found;
}

/** The log, but for what another process does before the keys are destroyed and after it. */
function logWhile(before: () => Promise<void>, after: () => Promise<void>): EventStore {
  const { log } = product;
  const { keys } = log;
  assert.ok(keys !== undefined);
  const own = { before, after };
  const destroy = async (...given: Parameters<PatientKeys['destroy']>): Promise<void> => {
    await own.before();
    await keys.destroy(...given);
    await own.after();
    own.before = own.after = async () => undefined;
  };
  return withOwn(log, { keys: withOwn(keys, { destroy }) });
}

test('what comes in before his key is destroyed, and just after it, goes with him', async () => {
  const log = logWhile(
    async () => recordNaming(1),
    async () => recordNaming(2),
  );
  await forget(log, erasure, AUTHORS.bob, async () => undefined);
  expect(await naming()).toStrictEqual([]);
});

test('his id is no one’s when he is erased: nothing is shown of it, and no one is recorded to have read it', async () => {
  await forget(product.log, erasure, AUTHORS.bob, async () => undefined);
  await expect(patientHistory(product.log, PATIENT, {})).rejects.toMatchObject({ code: 'PATIENT_NOT_RECORDED' });
  const reads = new Reads();
  reads.note('explain', 'PATIENT', [PATIENT, 'P2']);
  await reads.keep({ data: product.folder }, product.log);
  const record = new SqliteAccessRecord(join(product.folder, 'accesses.db'));
  const kept = JSON.stringify(await record.find({}, '', 10));
  expect(kept).toContain(`~${erasure}`);
  expect(kept).not.toContain(PATIENT);
  await record.close();
});

test.each(['P-0000008', 'p0000008', 'P 00.000 08', '« P0000008 »'])('no reason has his id, as %s', async (written) => {
  await expect(requireNameless(product.log, PATIENT, `demande de ${written}, reçue`)).rejects.toMatchObject({
    code: 'REASON_NAMES_PATIENT',
  });
});

test('what comes in when it is all over, or where it was cut off, is destroyed when erasures are finished', async () => {
  const accesses = new Accesses(new SqliteAccessRecord(join(product.folder, 'accesses.db')));
  const finish = async () =>
    new FinishErasuresHandler(new Stores(product.log, product.readStore), accesses).execute(new FinishErasures(COMMIT));
  const killed = logWhile(
    async () => recordNaming(1),
    async () => Promise.reject(new Error('killed')),
  );
  await expect(forget(killed, erasure, AUTHORS.bob, async () => undefined)).rejects.toThrow('killed');
  expect(await finish()).toStrictEqual({ ended: [erasure], isBack: false });
  expect(await naming()).toStrictEqual([]);
  await recordNaming(2);
  expect(await naming()).toHaveLength(3);
  expect(await finish()).toStrictEqual({ ended: [], isBack: true });
  expect(await naming()).toStrictEqual([]);
  expect(await finish()).toStrictEqual({ ended: [], isBack: false });
  await accesses.record.close();
});
