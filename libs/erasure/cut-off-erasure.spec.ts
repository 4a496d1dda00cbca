/**
 * After the key of a person is destroyed, the person has another name in the log. A process that reads before the erasure is completed,
 * with the old name in its memory and in the read store, still counts the person once.
 */
import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { codeOf } from '#libs/commands/proposal.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ConfirmErasure, ConfirmErasureHandler } from '#libs/erasure/commands/confirm-erasure.ts';
import { ProposeErasure, ProposeErasureHandler } from '#libs/erasure/commands/propose-erasure.ts';
import { effectsToDecide } from '#libs/erasure/effects.ts';
import { erasureOf } from '#libs/erasure/erasures.ts';
import { forget } from '#libs/erasure/forget.ts';
import { explainLines } from '#libs/explain/explain.ts';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { calculateFromAllDossiers } from '#libs/statements/calculation/calculate.ts';
import { regulationWith } from '#test/support/enrolment.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { PatientKeys } from '#libs/patient-keys/patient-keys.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { calculatedOfFew } from '#libs/statements/recomputation/at-pins.ts';
import { keepPatientIndex } from '#libs/statements/recomputation/concerned.ts';
import { factBasis } from '#libs/statements/recomputation/fact-basis.ts';
import { recomputedForDecision } from '#libs/statements/recomputation/require-recomputed.ts';
import { statementsOfLog } from '#libs/statements/recomputation/statements-of-log.ts';
import { metaOf } from '#test/support/experiment.ts';
import { paidExperiment } from '#test/support/paid-service.ts';
import { COMMIT } from '#test/support/commit.ts';
import { type CalculationAsked, Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { withOwn } from '#test/support/with-own.ts';
import { FORGETTING } from '#test/support/forgetting.ts';

const TEAM = 'PEPS-01';
const QUARTERS: CalculationAsked = { from: '2021-Q1', to: '2021-Q4', knownOn: '2024-08-31' };
const AUTHORS = { alice: { meta: metaOf('Alice'), commit: COMMIT }, bob: { meta: metaOf('Bob'), commit: COMMIT } };

const folders: string[] = [];
let original: string;
let product: Product;
let erasure: string;
/** Amounts of the quarters before anything was erased. */
let before: Record<string, bigint | undefined>;

beforeAll(async () => {
  folders.push((original = await paidExperiment()));
});
beforeEach(async () => {
  const folder = temporaryFolder();
  folders.push(folder);
  cpSync(original, folder, { recursive: true });
  product = Product.sealed(folder);
  const { log, readStore } = product;
  before = amountsOf(await product.calculate(QUARTERS));
  await keepIndex();
  const patient = await decidedOne();
  const stores = new Stores(log, readStore);
  const propose = new ProposeErasure({ patient, ground: 'REQUEST', reason: 'demande' }, AUTHORS.alice);
  ({ erasure } = await new ProposeErasureHandler(stores).execute(propose));
  const state = await erasureOf(log, erasure);
  assert.ok(state.status === 'proposed');
  const code = codeOf(state.proposal, await effectsToDecide(log, patient));
  await new ConfirmErasureHandler(stores).execute(new ConfirmErasure(erasure, code, AUTHORS.bob));
});
afterEach(() => product.close());
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Held in memory, and kept for others. */
async function keepIndex(): Promise<void> {
  await keepPatientIndex({ log: product.log, keeping: { readStore: product.readStore, tailMax: 0 } });
}

/** A patient who counts in decided statements. */
async function decidedOne(): Promise<string> {
  for await (const batch of (await product.readStore.upToDate(DOSSIERS, product.log)).scan())
    for (const [patient] of batch) if ((await effectsToDecide(product.log, patient)).decided > 0) return patient;
  throw new RangeError('nobody counts in a decided statement');
}

function amountsOf(statements: readonly CalculatedStatement[]): Record<string, bigint | undefined> {
  const own = statements.filter(({ team }) => team === TEAM);
  return Object.fromEntries(own.map(({ period, statement }) => [period, statement?.totalCents]));
}

/** Forgets the patient until the keys are destroyed, and dies; another process runs `meanwhile` just before they are. */
async function cutOff(meanwhile: () => Promise<void>): Promise<void> {
  const { log } = product;
  const { keys } = log;
  assert.ok(keys !== undefined);
  const destroy = async (...given: Parameters<PatientKeys['destroy']>): Promise<void> => {
    await meanwhile();
    await keys.destroy(...given);
    throw new Error('killed');
  };
  const dying = withOwn(log, { keys: withOwn(keys, { destroy }) });
  await expect(forget(dying, erasure, FORGETTING, async () => undefined)).rejects.toThrow('killed');
}

async function expectCountedOnce(): Promise<void> {
  const calculated = await product.calculate(QUARTERS);
  const pinned = calculated.filter(({ team }) => team === TEAM);
  expect(amountsOf(calculated)).toStrictEqual(before);
  expect(amountsOf(await product.calculateAfresh(QUARTERS))).toStrictEqual(before);
  for (const log of [product.log, withOwn(product.log, {})])
    expect(amountsOf((await calculatedOfFew({ log }, pinned)) ?? [])).toStrictEqual(before);
  const states = (await statementsOfLog(product.log, {})).filter(({ decisions }) => decisions.length > 0);
  expect(states.length).toBeGreaterThan(0);
  const { isFresh } = await recomputedForDecision(product, states, ({ calculated: draft }) => draft);
  expect(states.map((state) => isFresh(state))).toStrictEqual(states.map(() => true));
}

test('a killed process, or another one, calculates and decides the same as before', async () => {
  await cutOff(async () => undefined);
  await expectCountedOnce();
});

test('so does a process that has read the kept part under the name of the patient', async () => {
  await cutOff(async () => {
    await product.readStore.upToDate(DOSSIERS, product.log);
    await keepIndex();
  });
  await expectCountedOnce();
  await forget(product.log, erasure, FORGETTING, async () => undefined);
  await expectCountedOnce();
});

test('so does a process that reads while the key is destroyed', async () => {
  const { log } = product;
  const { keys } = log;
  assert.ok(keys !== undefined);
  const pinned = (await product.calculate(QUARTERS)).filter(({ team }) => team === TEAM);
  let isErased = false;
  const readStream: typeof log.readStream = async (stream, options) => {
    // The patients concerned by the team are known by then.
    if (!isErased && stream.startsWith('patient-')) {
      isErased = true;
      await cutOff(async () => undefined);
    }
    return log.readStream(stream, options);
  };
  expect(amountsOf((await calculatedOfFew({ log: withOwn(log, { readStream }) }, pinned)) ?? [])).toStrictEqual(before);
  expect(isErased).toBe(true);
});

test('a fact that arrives while the key is destroyed leaves the part of the patient in the basis of decisions', async () => {
  const { log } = product;
  await forget(log, erasure, FORGETTING, async () => undefined);
  const state = await erasureOf(log, erasure);
  assert.ok(state.status === 'completed');
  const stream = `patient-~${state.content.reference}`;
  const [first] = await log.readStream(stream, { limit: 1 });
  assert.ok(first !== undefined);
  const { type, schemaVersion, knownOn } = first;
  const late = { id: eventId('late', ''), type, schemaVersion, knownOn, effective: '', data: '' };
  await log.record([{ stream, event: late }], COMMIT);
  const decided = (await statementsOfLog(log, {})).filter(({ decisions }) => decisions.length > 0);
  const basis = await factBasis(log, decided);
  expect(basis.filter((event) => event.stream === stream).map((event) => event.type)).toContain('PatientErased');
  await expectCountedOnce();
});

test('a version that gives each patient a rate of his own is explained with the part that was kept while the list had one', async () => {
  await forget(product.log, erasure, FORGETTING, async () => undefined);
  const range = { from: quarterFromText(QUARTERS.from), to: quarterFromText(QUARTERS.to) };
  for (const floor of ['0', '9/10']) {
    const regulation = regulationWith({ fidelisation_level: 'PATIENT', fidelisation_floor: floor });
    const request = { range, knownOn: dayFromText(QUARTERS.knownOn), regulation };
    const { statements } = await calculateFromAllDossiers(product, request);
    const own = statements.filter(({ team, statement }) => team === TEAM && statement !== null);
    for (const one of own) expect((await explainLines(product, one, regulation)).lines).not.toStrictEqual([]);
    expect(own.length).toBeGreaterThan(2);
  }
});
