/** Patients whose keeping period is over are found by person, and erased together by one code: built again once, and each provable alone. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Accesses } from '#libs/access-record/accesses.ts';
import { SqliteAccessRecord } from '#libs/access-record/sqlite/sqlite-access-record.ts';
import { codeOf } from '#libs/commands/proposal.ts';
import { decideOnDuplicates } from '#libs/enrolment/duplicates/decide-on-duplicates.ts';
import { duplicatesOf } from '#libs/enrolment/duplicates/duplicates.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ConfirmDueErasures, ConfirmDueErasuresHandler } from '#libs/erasure/commands/confirm-due-erasures.ts';
import { ProposeDueErasures, ProposeDueErasuresHandler } from '#libs/erasure/commands/propose-due-erasures.ts';
import { FinishErasures, FinishErasuresHandler } from '#libs/erasure/commands/finish-erasures.ts';
import { ProposeErasure, ProposeErasureHandler } from '#libs/erasure/commands/propose-erasure.ts';
import { dueProposals } from '#libs/erasure/due-proposals.ts';
import { RefuseErasure, RefuseErasureHandler } from '#libs/erasure/commands/refuse-erasure.ts';
import { erasuresAt } from '#libs/erasure/last-events.ts';
import { erasureIdOfPatient, erasureOf, erasureStream, keysOf } from '#libs/erasure/erasures.ts';
import { erasurePage } from '#libs/erasure/listed-erasures.ts';
import { FindDueErasures, FindDueErasuresHandler } from '#libs/erasure/queries/find-due-erasures.ts';
import { RevisionConflict } from '#libs/event-store/event-store.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { ALL } from '#libs/kernel/page.ts';
import { ServedStores, Stores } from '#libs/runtime/stores.module.ts';
import { COMMIT } from '#test/support/commit.ts';
import { factEvent } from '#test/support/events.ts';
import { metaOf } from '#test/support/experiment.ts';
import { NOW_MS_OF_TEST } from '#test/support/forgetting.ts';
import { Product } from '#test/support/product.ts';
import { withOwn } from '#test/support/with-own.ts';

const TODAY = dayFromText('2026-11-01');
const [OLD, RECENT] = ['2015-03-04', '2024-03-04'];

let product: Product;
let stores: Stores;
beforeEach(async () => {
  product = Product.sealed();
  stores = new Stores(product.log, product.readStore);
  for (const [patient, knownOn] of [
    ['PXA1', OLD],
    ['PXB1', OLD],
    ['PXC1', OLD],
    ['PXC1-bis', RECENT],
    ['PXD1', OLD],
    ['PXD1-bis', OLD],
    ['PXE1', RECENT],
  ] as const)
    await declared(patient, knownOn);
  await merged('PXC1', 'PXC1-bis');
  await merged('PXD1-bis', 'PXD1');
});
afterEach(() => product.close());

async function declared(patient: string, knownOn: string): Promise<void> {
  const row = { patient_id: patient, rpps: '10000000001', declared_on: '2014-01-01', known_on: knownOn };
  const { stream, ...event } = factEvent('declarations', row);
  await product.log.append(stream, [event], 'any', COMMIT);
}

async function merged(patient: string, into: string): Promise<void> {
  const [alice, bob] = ['Alice', 'Bob'].map((name) => ({ meta: metaOf(name), commit: COMMIT }));
  if (alice === undefined || bob === undefined) return;
  const { by, at } = alice.meta;
  const reason = 'même personne';
  await decideOnDuplicates(
    product.log,
    { type: 'propose-merge', merge: patient, patient, into, reason, by, at },
    alice,
  );
  const proposal = (await duplicatesOf(product.log)).proposals.get(patient);
  const code = proposal === undefined ? '' : codeOf(proposal);
  await decideOnDuplicates(product.log, { type: 'confirm', patient, code, by: bob.meta.by, at: bob.meta.at }, bob);
}

async function due(today = TODAY): Promise<readonly string[]> {
  const served = ServedStores.broughtUp(stores);
  const { patients } = await new FindDueErasuresHandler(served).execute(new FindDueErasures(today));
  return patients.map(({ patient }) => patient);
}

async function proposed(patient: string): Promise<void> {
  const asked = { patient, ground: 'KEEPING_PERIOD', reason: 'conservation de 10 ans passée' } as const;
  await new ProposeErasureHandler(stores).execute(new ProposeErasure(asked, { meta: metaOf('Alice'), commit: COMMIT }));
}

function confirm(name: string, code: string | undefined) {
  const author = { meta: metaOf(name), commit: COMMIT };
  return new ConfirmDueErasuresHandler(stores).execute(new ConfirmDueErasures({ code, most: 10 }, author));
}

async function finish(): Promise<readonly string[]> {
  const record = new SqliteAccessRecord(join(product.folder, 'accesses.db'));
  const handler = new FinishErasuresHandler(stores, new Accesses(record), NOW_MS_OF_TEST);
  const { ended } = await handler.execute(new FinishErasures(COMMIT));
  await record.close();
  return ended;
}

async function codeNow(most = 10): Promise<string | undefined> {
  return (await dueProposals(product.log, TODAY, { most }))?.code;
}

test('a person is due once the last fact of every pseudonym is old enough, and is listed once', async () => {
  expect(await due()).toStrictEqual(['PXA1', 'PXB1', 'PXD1']);
});

test('what waits is not due; what was not confirmed in time is due again', async () => {
  for (const patient of await due()) await proposed(patient);
  expect(await due()).toStrictEqual([]);
  expect((await dueProposals(product.log, TODAY, { most: 10 }))?.proposals).toHaveLength(3);
  const later = TODAY + 31;
  expect(await due(later)).toStrictEqual(['PXA1', 'PXB1', 'PXD1']);
  expect(await dueProposals(product.log, later, { most: 10 })).toBeUndefined();
});

test('all that wait are erased by the code that was read, and everything is built again once', async () => {
  for (const patient of await due()) await proposed(patient);
  const waiting = await dueProposals(product.log, TODAY, { most: 10 });
  expect(waiting).toMatchObject({ left: 0, effects: { facts: 4, decided: 0 } });
  const end = await product.log.end();
  await expect(confirm('Alice', waiting?.code)).rejects.toMatchObject({ code: 'SECOND_PERSON_REQUIRED' });
  await expect(confirm('Bob', undefined)).rejects.toMatchObject({ code: 'CONFIRMATION_CODE_REQUIRED' });
  await expect(confirm('Bob', '0')).rejects.toMatchObject({ code: 'PROPOSAL_CHANGED' });
  expect(await product.log.end()).toBe(end);
  const builds = jest.spyOn(product.readStore, 'upToDate');
  const erased = ['PXA1', 'PXB1', 'PXD1'].map((patient) => erasureIdOfPatient(keysOf(product.log), patient)).sort();
  expect(await confirm('Bob', waiting?.code)).toStrictEqual({ confirmed: erased, refused: [] });
  expect([...(await finish())].sort()).toStrictEqual(erased);
  expect(builds.mock.calls.filter(([projection]) => projection === DOSSIERS)).toHaveLength(1);
  for (const id of erased) expect((await erasureOf(product.log, id)).status).toBe('completed');
  const dossiers = await product.readStore.upToDate(DOSSIERS, product.log);
  const named = ['PXA1', 'PXB1', 'PXC1', 'PXC1-bis', 'PXD1', 'PXD1-bis', 'PXE1'];
  expect([...(await dossiers.get(named)).keys()].sort()).toStrictEqual(['PXC1', 'PXC1-bis', 'PXE1']);
  expect(await due()).toStrictEqual([]);
  await expect(confirm('Bob', waiting?.code)).rejects.toMatchObject({ code: 'NO_DUE_ERASURE_PROPOSED' });
});

test('the code is of all that is read with it: of what each takes away, and of how many they are', async () => {
  for (const patient of await due()) await proposed(patient);
  const [all, two] = [await codeNow(), await codeNow(2)];
  expect(two).not.toBe(all);
  expect((await dueProposals(product.log, TODAY, { most: 2 }))?.left).toBe(1);
  await declared('PXA1', '2026-10-30');
  expect(await codeNow()).not.toBe(all);
  await expect(confirm('Bob', all)).rejects.toMatchObject({ code: 'PROPOSAL_CHANGED' });
});

test('a list gives the latest first, page by page, also when others are proposed between two pages', async () => {
  await proposed('PXA1');
  await proposed('PXB1');
  const first = await erasurePage(product.log, { after: '', limit: 1 });
  await proposed('PXD1');
  const rest = await erasurePage(product.log, { after: first.next ?? '', limit: 5 });
  const patients = [...first.items, ...rest.items].map(({ patient }) => patient);
  expect([patients, rest.next]).toStrictEqual([['PXB1', 'PXA1'], undefined]);
  expect((await erasurePage(product.log, ALL)).items.map(({ patient }) => patient)).toStrictEqual([
    'PXD1',
    'PXB1',
    'PXA1',
  ]);
});

test('a command that is repeated under its key does nothing more', async () => {
  const author = { meta: metaOf('Alice'), commit: COMMIT };
  const propose = () =>
    new ProposeDueErasuresHandler(stores).execute(
      new ProposeDueErasures({ most: 2, reasonOf: ({ years }) => `conservation de ${years} ans passée` }, author),
    );
  const made = await propose();
  expect([made.proposed.length, made.left]).toStrictEqual([2, 1]);
  expect(await propose()).toStrictEqual(made);
  const bob = { meta: metaOf('Bob'), commit: COMMIT };
  const asked = { code: await codeNow(), most: 10 };
  const confirmed = await new ConfirmDueErasuresHandler(stores).execute(new ConfirmDueErasures(asked, bob));
  const end = await product.log.end();
  expect(await new ConfirmDueErasuresHandler(stores).execute(new ConfirmDueErasures(asked, bob))).toStrictEqual(
    confirmed,
  );
  expect(await product.log.end()).toBe(end);
});

test('who has a fact since the proposal, or was never due, is not erased with the others', async () => {
  for (const patient of await due()) await proposed(patient);
  await proposed('PXE1');
  await declared('PXD1-bis', '2026-10-30');
  const among = await dueProposals(product.log, TODAY, { most: 10 });
  const expected = ['PXA1', 'PXB1'].map((patient) => erasureIdOfPatient(keysOf(product.log), patient)).sort();
  expect(among?.proposals.map(({ erasure }) => erasure)).toStrictEqual(expected);
  expect(among?.left).toBe(0);
  expect((await confirm('Bob', among?.code)).confirmed).toStrictEqual(expected);
  expect(await codeNow()).toBeUndefined();
});

test('what waits is found without a reading of what is decided, and again once it is proposed again', async () => {
  await proposed('PXA1');
  await proposed('PXB1');
  expect(await erasuresAt(product.log, 'ErasureProposed')).toHaveLength(2);
  const [a1, b1] = ['PXA1', 'PXB1'].map((patient) => erasureIdOfPatient(keysOf(product.log), patient));
  const refuse = new RefuseErasure(a1 ?? '', 'à garder', { meta: metaOf('Bob'), commit: COMMIT });
  await new RefuseErasureHandler(stores).execute(refuse);
  const reads = jest.spyOn(product.log, 'readStream');
  expect((await dueProposals(product.log, TODAY, { most: 10 }))?.proposals.map(({ erasure }) => erasure)).toStrictEqual(
    [b1],
  );
  expect(reads.mock.calls.map(([stream]) => stream)).not.toContain(erasureStream(a1 ?? ''));
  reads.mockRestore();
  await proposed('PXA1');
  expect([...(await erasuresAt(product.log, 'ErasureProposed'))].sort()).toStrictEqual([a1, b1].sort());
});

test('a proposal that somebody makes meanwhile is not replaced', async () => {
  const { log } = product;
  let isFirst = true;
  const moving = withOwn(log, {
    append: async (...given: Parameters<typeof log.append>) => {
      if (isFirst) {
        isFirst = false;
        const asked = { patient: 'PXB1', ground: 'REQUEST', reason: 'demande' } as const;
        await new ProposeErasureHandler(stores).execute(
          new ProposeErasure(asked, { meta: metaOf('Eve'), commit: COMMIT }),
        );
      }
      return log.append(...given);
    },
  });
  const command = new ProposeDueErasures(
    { most: 10, reasonOf: ({ years }) => `conservation de ${years} ans passée` },
    { meta: metaOf('Alice'), commit: COMMIT },
  );
  const made = await new ProposeDueErasuresHandler(new Stores(moving, product.readStore)).execute(command);
  const [a1, b1, d1] = ['PXA1', 'PXB1', 'PXD1'].map((patient) => erasureIdOfPatient(keysOf(log), patient));
  expect(made).toStrictEqual({ proposed: [a1, d1], left: 0 });
  expect(await erasureOf(log, b1 ?? '')).toMatchObject({ proposal: { content: { ground: 'REQUEST' } } });
});

test('one who cannot be proposed does not keep the others from it, and is said once nobody else is due', async () => {
  const { log } = product;
  const moving = withOwn(log, {
    append: (...given: Parameters<typeof log.append>) =>
      given[0] === erasureStream(erasureIdOfPatient(keysOf(log), 'PXA1'))
        ? Promise.reject(new RevisionConflict(given[0], -1, 0))
        : log.append(...given),
  });
  const propose = () =>
    new ProposeDueErasuresHandler(new Stores(moving, product.readStore)).execute(
      new ProposeDueErasures(
        { most: 10, reasonOf: ({ years }) => `conservation de ${years} ans passée` },
        { meta: metaOf('Alice'), commit: COMMIT },
      ),
    );
  expect(await propose()).toMatchObject({ proposed: [expect.anything(), expect.anything()], left: 1 });
  await expect(propose()).rejects.toMatchObject({ kind: 'conflict' });
});

test('an erasure that a patient asked for is not among them', async () => {
  const asked = { patient: 'PXE1', ground: 'REQUEST', reason: 'demande' } as const;
  await new ProposeErasureHandler(stores).execute(new ProposeErasure(asked, { meta: metaOf('Alice'), commit: COMMIT }));
  expect(await dueProposals(product.log, TODAY, { most: 10 })).toBeUndefined();
});
