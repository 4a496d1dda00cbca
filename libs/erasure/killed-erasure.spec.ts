/**
 * An erasure that is interrupted at any moment leaves the patient erased or unchanged, and a second run finishes it. The process dies at a
 * call of the log or of the keys, before or after the call.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Accesses } from '#libs/access-record/accesses.ts';
import { SqliteAccessRecord } from '#libs/access-record/sqlite/sqlite-access-record.ts';
import { codeOf } from '#libs/commands/proposal.ts';
import { ConfirmErasure, ConfirmErasureHandler } from '#libs/erasure/commands/confirm-erasure.ts';
import { ErasePatient, ErasePatientHandler } from '#libs/erasure/commands/erase-patient.ts';
import { FinishErasures, FinishErasuresHandler } from '#libs/erasure/commands/finish-erasures.ts';
import { ProposeErasure, ProposeErasureHandler } from '#libs/erasure/commands/propose-erasure.ts';
import { effectsToDecide } from '#libs/erasure/effects.ts';
import { erasureOf } from '#libs/erasure/erasures.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { metaOf } from '#test/support/experiment.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { NOW_MS_OF_TEST } from '#test/support/forgetting.ts';

/** Two ids of one person. */
const [PATIENT, OTHER] = ['P1', 'P2'];
/** Merged with the same person for a time; stays. */
const THIRD = 'P3';
const AUTHORS = { alice: { meta: metaOf('Alice'), commit: COMMIT }, bob: { meta: metaOf('Bob'), commit: COMMIT } };

class Killed extends Error {}

/** Dies at the call of this number, before it is made or when it is over. */
class Death {
  #left: number;
  readonly #isAfter: boolean;

  constructor(at: number, isAfter: boolean) {
    this.#left = at;
    this.#isAfter = isAfter;
  }

  of<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (_, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (name === 'keys') return this.of(value as object);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]): unknown => this.#call(() => Reflect.apply(value, target, given) as unknown);
      },
    });
  }

  #call(call: () => unknown): unknown {
    this.#left--;
    if (this.#left < 0 || (this.#left === 0 && !this.#isAfter)) throw new Killed('killed');
    const given = call();
    if (this.#left > 0 || !(given instanceof Promise)) return given;
    return given.then(() => {
      throw new Killed('killed');
    });
  }
}

function factOf(stream: string, type: string, fields: object) {
  const data = JSON.stringify(fields);
  const event = { type, schemaVersion: 1, effective: '2021-01-01', knownOn: '2021-01-01', data };
  return { stream, event: { id: eventId(type, data), ...event } };
}

async function proposedIn(product: Product): Promise<{ id: string; code: string }> {
  await product.log.record(
    [
      ...[PATIENT, OTHER, THIRD].map((id) =>
        factOf(`patient-${id}`, 'PatientDescribed', {
          patient_id: id,
          birth_date: '1950-03-17',
          sex: 'F',
          died_on: '',
          known_on: '2021-01-01',
        }),
      ),
      factOf('duplicates', 'PatientsMerged', { merge: 'm2', patient: OTHER, into: PATIENT }),
      factOf('duplicates', 'PatientsMerged', { merge: 'm3', patient: PATIENT, into: THIRD }),
      factOf('duplicates', 'PatientsSeparated', { merge: 'm3', patient: PATIENT, into: THIRD }),
    ],
    COMMIT,
  );
  await product.readStore.upToDate(DOSSIERS, product.log);
  const propose = new ProposeErasure({ patient: PATIENT, ground: 'REQUEST', reason: 'demande' }, AUTHORS.alice);
  const { erasure: id } = await new ProposeErasureHandler(storesOf(product.log, product)).execute(propose);
  const state = await erasureOf(product.log, id);
  assert.ok(state.status === 'proposed');
  return { id, code: codeOf(state.proposal, await effectsToDecide(product.log, PATIENT)) };
}

function storesOf(log: EventStore, { readStore }: Product): Stores {
  return new Stores(log, readStore);
}

/** Whether it died. */
async function confirmedUntil(
  death: Death,
  product: Product,
  { id, code }: { id: string; code: string },
): Promise<boolean> {
  const accesses = new Accesses(new SqliteAccessRecord(join(product.folder, 'accesses.db')));
  const stores = storesOf(death.of(product.log), product);
  try {
    await new ConfirmErasureHandler(stores).execute(new ConfirmErasure(id, code, AUTHORS.bob));
    await new ErasePatientHandler(stores, accesses, NOW_MS_OF_TEST).execute(new ErasePatient(id, AUTHORS.bob.commit));
    return false;
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return true;
  } finally {
    await accesses.record.close();
  }
}

const UNTOUCHED = {
  status: 'proposed',
  facts: 2,
  kept: 0,
  patients: [PATIENT, OTHER, THIRD],
  merges: [
    [OTHER, PATIENT],
    [PATIENT, THIRD],
    [PATIENT, null],
  ],
};

/**
 * Both ids, each with one event of the kept part; the log still knows, under the substitute id, that the person and the third were merged
 * for a time.
 */
function erasedAs(standIn: string) {
  return {
    status: 'completed',
    facts: 0,
    kept: 2,
    patients: [THIRD],
    merges: [
      [standIn, THIRD],
      [standIn, null],
    ],
  };
}

for (const isAfter of [false, true])
  test(`an erasure that dies ${isAfter ? 'after' : 'before'} any call ends erased or untouched`, async () => {
    const ended = new Set<string>();
    let hasDied = true;
    for (let at = 1; hasDied; at += 2) {
      const product = Product.sealed();
      const proposed = await proposedIn(product);
      hasDied = await confirmedUntil(new Death(at, isAfter), product, proposed);
      const accesses = new Accesses(new SqliteAccessRecord(join(product.folder, 'accesses.db')));
      await new FinishErasuresHandler(storesOf(product.log, product), accesses, NOW_MS_OF_TEST).execute(
        new FinishErasures(COMMIT),
      );
      await accesses.record.close();
      const { status } = await erasureOf(product.log, proposed.id);
      const facts = [];
      for (const id of [PATIENT, OTHER]) facts.push(...(await product.log.readStream(`patient-${id}`)));
      const dossiers = await (await product.readStore.upToDate(DOSSIERS, product.log)).get([PATIENT, OTHER, THIRD]);
      const { keys } = product.log;
      const standIn = `~${keys?.referenceOf(`patient/${PATIENT}`) ?? ''}`;
      const { merges } = await rosterDocuments(await product.readStore.upToDate(ROSTERS, product.log));
      expect({
        status,
        facts: facts.filter(({ data }) => data.includes('1950-03-17')).length,
        kept: facts.filter(({ type }) => type === 'PatientErased').length,
        patients: [...dossiers.keys()].sort(),
        merges: merges.map(({ patient, into }) => [patient, into]),
      }).toStrictEqual(status === 'proposed' ? UNTOUCHED : erasedAs(standIn));
      ended.add(status);
      await product.close();
    }
    expect([...ended].sort()).toStrictEqual(['completed', 'proposed']);
  });

test('another confirmation of it says whether it is finished', async () => {
  const product = Product.sealed();
  const { id, code } = await proposedIn(product);
  const stores = storesOf(product.log, product);
  await new ConfirmErasureHandler(stores).execute(new ConfirmErasure(id, code, AUTHORS.bob));
  const carol = { meta: metaOf('Carol'), commit: COMMIT };
  const again = (): Promise<unknown> => new ConfirmErasureHandler(stores).execute(new ConfirmErasure(id, code, carol));
  await expect(again()).rejects.toMatchObject({ code: 'ALREADY_ERASED', data: { isFinished: false } });
  const accesses = new Accesses(new SqliteAccessRecord(join(product.folder, 'accesses.db')));
  await new FinishErasuresHandler(stores, accesses, NOW_MS_OF_TEST).execute(new FinishErasures(COMMIT));
  await expect(again()).rejects.toMatchObject({ code: 'ALREADY_ERASED', data: { isFinished: true } });
  await accesses.record.close();
  await product.close();
});
