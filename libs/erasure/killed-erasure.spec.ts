/**
 * An erasure that is cut off at any moment leaves the patient erased or as he was, and is ended when it is run again. The process dies at a
 * call of the log or of the keys, before it or after it.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Accesses } from '#libs/access-record/accesses.ts';
import { SqliteAccessRecord } from '#libs/access-record/sqlite/sqlite-access-record.ts';
import { codeOf } from '#libs/commands/proposal.ts';
import { ConfirmErasure, ConfirmErasureHandler } from '#libs/erasure/commands/confirm-erasure.ts';
import { FinishErasures, FinishErasuresHandler } from '#libs/erasure/commands/finish-erasures.ts';
import { ProposeErasure, ProposeErasureHandler } from '#libs/erasure/commands/propose-erasure.ts';
import { effectsOf } from '#libs/erasure/effects.ts';
import { erasureOf } from '#libs/erasure/erasures.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { metaOf } from '#test/support/experiment.ts';
import { COMMIT, Product } from '#test/support/product.ts';

const PATIENT = 'P1';
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

async function proposedIn(product: Product): Promise<{ id: string; code: string }> {
  const data = JSON.stringify({
    patient_id: PATIENT,
    birth_date: '1950-03-17',
    sex: 'F',
    died_on: '',
    known_on: '2021-01-01',
  });
  const event = { type: 'PatientDescribed', schemaVersion: 1, effective: '1950-03-17', knownOn: '2021-01-01', data };
  await product.log.record(
    [{ stream: `patient-${PATIENT}`, event: { id: eventId(event.type, data), ...event } }],
    COMMIT,
  );
  await product.readStore.upToDate(DOSSIERS, product.log);
  const propose = new ProposeErasure({ patient: PATIENT, ground: 'REQUEST', reason: 'demande' }, AUTHORS.alice);
  const { erasure: id } = await new ProposeErasureHandler(storesOf(product.log, product)).execute(propose);
  const state = await erasureOf(product.log, id);
  assert.ok(state.status === 'proposed');
  return { id, code: codeOf(state.proposal, await effectsOf(product.log, PATIENT)) };
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
  const handler = new ConfirmErasureHandler(storesOf(death.of(product.log), product), accesses);
  try {
    await handler.execute(new ConfirmErasure(id, code, AUTHORS.bob));
    return false;
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return true;
  } finally {
    await accesses.record.close();
  }
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
      await new FinishErasuresHandler(storesOf(product.log, product), accesses).execute(new FinishErasures(COMMIT));
      await accesses.record.close();
      const { status } = await erasureOf(product.log, proposed.id);
      const facts = await product.log.readStream(`patient-${PATIENT}`);
      const dossiers = await (await product.readStore.upToDate(DOSSIERS, product.log)).get([PATIENT]);
      const isThere = facts[0]?.data.includes('1950-03-17') === true;
      expect([status, isThere, dossiers.size]).toStrictEqual(
        status === 'proposed' ? ['proposed', true, 1] : ['completed', false, 0],
      );
      ended.add(status);
      await product.close();
    }
    expect([...ended].sort()).toStrictEqual(['completed', 'proposed']);
  });
