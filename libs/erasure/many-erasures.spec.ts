/** What is done each minute costs nothing where nothing changed, however many are erased; an older copy of the keys is noticed. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Accesses } from '#libs/access-record/accesses.ts';
import { SqliteAccessRecord } from '#libs/access-record/sqlite/sqlite-access-record.ts';
import { ConfirmDueErasures, ConfirmDueErasuresHandler } from '#libs/erasure/commands/confirm-due-erasures.ts';
import { FinishErasures, FinishErasuresHandler } from '#libs/erasure/commands/finish-erasures.ts';
import { ProposeDueErasures, ProposeDueErasuresHandler } from '#libs/erasure/commands/propose-due-erasures.ts';
import { decidedBefore } from '#libs/erasure/decided-before.ts';
import { dueProposals } from '#libs/erasure/due-proposals.ts';
import { isErasedPatientRestored } from '#libs/erasure/erased-patient-restored.ts';
import { erasedPatientsOf } from '#libs/erasure/erased-patients-of.ts';
import { erasureIdOfPatient, erasureOf, erasureStream, keysOf, patientReference } from '#libs/erasure/erasures.ts';
import { mayHaveErased } from '#libs/event-store/sealed/forgotten.ts';
import { RevisionConflict } from '#libs/event-store/event-store.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { COMMIT } from '#test/support/commit.ts';
import { factEvent } from '#test/support/events.ts';
import { metaOf } from '#test/support/experiment.ts';
import { NOW_MS_OF_TEST } from '#test/support/forgetting.ts';
import { Product } from '#test/support/product.ts';
import { withOwn } from '#test/support/with-own.ts';

const TODAY = dayFromText('2026-11-01');
const PATIENTS = ['PXA1', 'PXB1', 'PXC1'] as const;
const [ALICE, BOB] = [
  { meta: metaOf('Alice'), commit: COMMIT },
  { meta: metaOf('Bob'), commit: COMMIT },
];

let product: Product;
let stores: Stores;
let accesses: Accesses;
beforeEach(async () => {
  product = Product.sealed();
  stores = new Stores(product.log, product.readStore);
  accesses = new Accesses(new SqliteAccessRecord(join(product.folder, 'accesses.db')));
  for (const patient of PATIENTS) {
    const row = { patient_id: patient, rpps: '10000000001', declared_on: '2014-01-01', known_on: '2015-03-04' };
    const { stream, ...event } = factEvent('declarations', row);
    await product.log.append(stream, [event], 'any', COMMIT);
  }
  const asked = { most: 10, reasonOf: () => 'conservation passée' };
  await new ProposeDueErasuresHandler(stores).execute(new ProposeDueErasures(asked, ALICE));
});
afterEach(async () => {
  await accesses.record.close();
  await product.close();
});

async function confirm(author = BOB, of = stores) {
  const code = (await dueProposals(product.log, TODAY, { most: 10 }))?.code;
  return new ConfirmDueErasuresHandler(of).execute(new ConfirmDueErasures({ code, most: 10 }, author));
}

function finish() {
  return new FinishErasuresHandler(stores, accesses, NOW_MS_OF_TEST).execute(new FinishErasures(COMMIT));
}

function idOf(patient: string): string {
  return erasureIdOfPatient(keysOf(product.log), patient);
}

test('erasures that are done are not read again to end those that are not, and neither are all destroyed keys', async () => {
  await confirm();
  expect((await finish()).ended).toHaveLength(PATIENTS.length);
  await finish();
  const reads = [jest.spyOn(product.log, 'readStream'), jest.spyOn(keysOf(product.log), 'destroyed')];
  expect(await finish()).toStrictEqual({ ended: [], isBack: false, inClear: 0 });
  expect(reads.map(({ mock }) => mock.calls.length)).toStrictEqual([0, 0]);
});

test('whether documents may hold somebody erased is known from the erasures since the last look', async () => {
  await confirm();
  await finish();
  const end = await product.log.end();
  expect([await mayHaveErased(product.log, 0), await mayHaveErased(product.log, end)]).toStrictEqual([true, false]);
  const reads = jest.spyOn(product.log, 'read');
  await keysOf(product.log).destroy(['f'.repeat(64)], COMMIT.recordedAt);
  expect(await mayHaveErased(product.log, end)).toBe(false);
  expect(reads.mock.calls).toStrictEqual([]);
});

test('the erased patients of a statement are counted without a reading of each erasure at each question', async () => {
  await confirm();
  await finish();
  const of = { team: 'T-1', period: '2021-Q1' };
  expect(await erasedPatientsOf(product.log, of)).toBe(0);
  const reads = [jest.spyOn(product.log, 'readStream'), jest.spyOn(product.log, 'read')];
  expect(await erasedPatientsOf(product.log, of)).toBe(0);
  expect(reads.map(({ mock }) => mock.calls.length)).toStrictEqual([0, 0]);
});

test('a copy of the keys from before an erasure, put back under a process that had looked, is noticed and destroyed again', async () => {
  const keys = new DatabaseSync(join(product.folder, 'keys.db'));
  const reference = patientReference(keysOf(product.log), 'PXB1');
  const { destroyed } = keys.prepare('SELECT destroyed FROM installation').get() as { destroyed: number };
  const { wrapped } = keys.prepare('SELECT wrapped FROM keys WHERE reference = unhex(?)').get(reference) as {
    wrapped: Uint8Array;
  };
  await confirm();
  await finish();
  expect(await isErasedPatientRestored(product.log)).toBe(false);
  keys.prepare('DELETE FROM destroyed WHERE reference = unhex(?)').run(reference);
  keys.prepare('INSERT INTO keys VALUES (unhex(?), ?)').run(reference, wrapped);
  keys.prepare('UPDATE installation SET destroyed = ?').run(destroyed);
  keys.close();
  expect(await isErasedPatientRestored(product.log)).toBe(true);
  expect(await finish()).toMatchObject({ ended: [], isBack: true });
  expect(await isErasedPatientRestored(product.log)).toBe(false);
  expect((await keysOf(product.log).keysOf([reference])).size).toBe(0);
  expect(await erasureOf(product.log, idOf('PXB1'))).toMatchObject({ status: 'completed', keys: 2 });
});

test('what a command has decided is found without a reading of each erasure, also after another one', async () => {
  await confirm();
  const reads = jest.spyOn(product.log, 'readStream');
  const all = PATIENTS.map(idOf).sort();
  expect([...(await decidedBefore(product.log, 'ErasureConfirmed', BOB.meta))].sort()).toStrictEqual(all);
  expect([...(await decidedBefore(product.log, 'ErasureProposed', ALICE.meta))].sort()).toStrictEqual(all);
  const ofAnother = { ...metaOf('Carol'), key: BOB.meta.key };
  expect(await decidedBefore(product.log, 'ErasureConfirmed', ofAnother)).toStrictEqual([]);
  expect(reads.mock.calls).toStrictEqual([]);
});

test('erasures that a key has proposed are not said to be confirmed by it', async () => {
  const carol = { meta: { ...metaOf('Alice'), key: ALICE.meta.key }, commit: COMMIT };
  await expect(confirm(carol)).rejects.toMatchObject({ code: 'SECOND_PERSON_REQUIRED' });
});

test('each that is refused while the others are confirmed is named with its own reason', async () => {
  const [moved, others] = [idOf('PXB1'), ['PXA1', 'PXC1'].map(idOf).sort()];
  const moving = withOwn(product.log, {
    append: (...given: Parameters<typeof product.log.append>) =>
      given[0] === erasureStream(moved)
        ? Promise.reject(new RevisionConflict(given[0], 0, 1))
        : product.log.append(...given),
  });
  const { confirmed, refused } = await confirm(BOB, new Stores(moving, product.readStore));
  expect(confirmed).toStrictEqual(others);
  expect(refused).toMatchObject([{ erasure: moved, refusal: { code: 'STREAM_CHANGED' } }]);
});
