/** Shared among workers, a calculation gives the same sums, and continues when helpers fail. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { afterEach, expect, test } from '@jest/globals';
import {
  type CalculationStores,
  calculate,
  calculateFromAllDossiers,
  type CalculationRequest,
} from '#libs/statements/calculation/calculate.ts';
import { PARTS_STORE } from '#libs/statements/calculation/parts-store.ts';
import { type Helpers, PartWorker, type SharingSettings, sharedOut } from '#libs/statements/calculation/shared-sums.ts';
import { type SumsOf, sumsOfAll } from '#libs/statements/calculation/sums-of.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { DUPLICATES_EVENTS } from '#libs/enrolment/duplicates/events.ts';
import { writtenEvent } from '#libs/event-store/written-event.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { openSqliteReadStore } from '#libs/read-store/sqlite/sqlite-read-store.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import type { Partition } from '#libs/read-store/partition.ts';
import { latest } from '#libs/regulation/publication/published.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { writeRandomFacts } from '#test/reference/random-facts.ts';
import { COMMIT } from '#test/support/commit.ts';
import { prepared } from '#test/support/prepared.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const NO_HELPERS: Helpers = { call: async () => undefined, isAtWork: async () => false };

const products: Product[] = [];
afterEach(async () => {
  for (const product of products.splice(0)) await product.close();
});

/** A product with random facts, and a request to calculate. */
async function product(seed = 44): Promise<{ stores: CalculationStores; folder: string; request: CalculationRequest }> {
  const made = new Product(await prepared(`random-facts-${seed}`, () => stored(seed)));
  products.push(made);
  const regulation = (await latest(made.log))?.regulation;
  assert.ok(regulation);
  return { stores: made, folder: made.folder, request: requestOn('2024-05-20', regulation) };
}

/** Stores that have random facts. */
async function stored(seed: number): Promise<string> {
  const made = new Product();
  const facts = temporaryFolder();
  writeRandomFacts(facts, seed, { patients: 40 });
  await made.import(facts);
  rmSync(facts, { recursive: true, force: true });
  return made.leave();
}

function requestOn(day: string, regulation: Regulation): CalculationRequest {
  const range = { from: quarterFromText('2020-Q4'), to: quarterFromText('2023-Q4') };
  return { range, knownOn: dayFromText(day), regulation };
}

function shared(
  stores: CalculationStores,
  helpers: Helpers,
  more: Partial<SharingSettings> = {},
): CalculationStores & { sumsOf: SumsOf } {
  const settings = { stores, helpers, onAlone: noError, eventsMin: 0, eventsPerPart: 50, pollMs: 5, ...more };
  return { log: stores.log, readStore: stores.readStore, sumsOf: sharedOut(settings) };
}

const noError = (error: unknown): never => {
  throw error as Error;
};

/** Keys of the stored plans and parts. */
async function kept({ readStore }: CalculationStores): Promise<string[]> {
  const keys: string[] = [];
  for await (const batch of (await readStore.scratch(PARTS_STORE)).scan('')) keys.push(...batch.map(([key]) => key));
  return keys;
}

function seen(documents: Documents, partitions: Partition[]): Documents {
  return new Proxy(documents, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (property === 'scan')
        return (...[prefix, options]: Parameters<Documents['scan']>) => {
          if (options?.partition !== undefined) partitions.push(options.partition);
          return target.scan(prefix, options);
        };
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

test('shared sums equal the sums over all dossiers, and give the same next day of change', async () => {
  for (const seed of [41, 42, 43]) {
    const { stores, request } = await product(seed);
    let compared = 0;
    const comparing: SumsOf = async (inputs) => {
      const expected = await sumsOfAll(inputs);
      const found = await shared(stores, NO_HELPERS, { eventsPerPart: [1, 100, 10_000][seed % 3] ?? 1 }).sumsOf(inputs);
      // Compared by key: the order is not defined.
      expect(found.sums).toStrictEqual(expected.sums);
      expect(found.nextKnownOn).toBe(expected.nextKnownOn);
      compared++;
      return found;
    };
    const { log, readStore } = stores;
    for (const day of ['2022-03-15', '2024-05-20', '2026-09-30'])
      await calculateFromAllDossiers({ log, readStore, sumsOf: comparing }, requestOn(day, request.regulation));
    expect(compared).toBe(3);
    expect(await kept(stores)).toStrictEqual([]);
  }
});

test('a shared calculation gives the same statements and the same kept sums', async () => {
  const { stores, request } = await product();
  const first = await calculate(shared(stores, NO_HELPERS), request, COMMIT);
  const alone = await calculateFromAllDossiers(stores, request);
  expect(first.statements.map(({ digest }) => digest)).toStrictEqual(alone.statements.map(({ digest }) => digest));
  expect(first.recorded).toBe(first.statements.length);
  expect((await calculate(stores, request, COMMIT)).recorded).toBe(0);
});

test('helpers with their own stores compute parts, each part once', async () => {
  const { stores, folder, request } = await product();
  const log = new SqliteEventStore(`${folder}/events.db`);
  const readStore = openSqliteReadStore(`${folder}/read`);
  const worker = new PartWorker({ log, readStore });
  const atWork = new Set<string>();
  const made: string[] = [];
  const mine: Partition[] = [];
  let chain = Promise.resolve();
  const helpers: Helpers = {
    call: async (id) => {
      // They take every second part, one after another.
      if (Number(id.split(':')[2]) % 2 === 1) return;
      atWork.add(id);
      chain = chain.then(async () => {
        await worker.run(id, () => undefined);
        made.push(id);
        atWork.delete(id);
      });
    },
    isAtWork: async (id) => atWork.has(id),
  };
  const { sumsOf } = shared(stores, helpers);
  const watched: SumsOf = (inputs, ...rest) => sumsOf({ ...inputs, dossiers: seen(inputs.dossiers, mine) }, ...rest);
  const { statements } = await calculateFromAllDossiers(
    { ...stores, log: stores.log, readStore: stores.readStore, sumsOf: watched },
    request,
  );
  const alone = await calculateFromAllDossiers(stores, request);
  expect(statements.map(({ digest }) => digest)).toStrictEqual(alone.statements.map(({ digest }) => digest));
  await chain;
  expect(made.length).toBeGreaterThan(0);
  expect(made.length + mine.length).toBe(mine[0]?.of);
  // A queue may call again after the end: nothing is computed or stored.
  await worker.run(made[0] ?? '', () => assert.fail('a part of a closed plan was computed'));
  expect(await kept(stores)).toStrictEqual([]);
  await readStore.close();
  await log.close();
});

test('a patient who is merged during a shared calculation is counted once', async () => {
  const { stores, request } = await product();
  const { readStore } = stores;
  const alone = await calculateFromAllDossiers(stores, request);
  const worker = new PartWorker(stores);
  let isMerged = false;
  const helpers: Helpers = {
    call: async (id) => {
      if (!isMerged) await mergeAll(stores);
      isMerged = true;
      if (Number(id.split(':')[2]) % 2 === 0) await worker.run(id, () => undefined);
    },
    isAtWork: async () => false,
  };
  const { statements } = await calculateFromAllDossiers({ ...shared(stores, helpers), readStore }, request);
  expect(isMerged).toBe(true);
  expect(statements.map(({ digest }) => digest)).toStrictEqual(alone.statements.map(({ digest }) => digest));
});

/** Merges every second patient into the one before. */
async function mergeAll({ log, readStore }: CalculationStores): Promise<void> {
  const patients: string[] = [];
  for await (const batch of (await readStore.upToDate(DOSSIERS, log)).scan())
    patients.push(...batch.map(([key]) => key));
  const events = patients.flatMap((patient, i) => {
    const into = patients[i - 1];
    if (i % 2 === 0 || into === undefined) return [];
    const data = { merge: `${i}`, patient, into };
    return [writtenEvent(DUPLICATES_EVENTS, { type: 'PatientsMerged', effective: '2026-11-30', data }, '2026-11-30')];
  });
  expect(events.length).toBeGreaterThan(10);
  await log.append('duplicates', events, 'any', COMMIT);
}

test('a helper with another build of the dossiers computes no part', async () => {
  const { stores, request } = await product();
  let made = 0;
  const helpers: Helpers = {
    call: async (id) => {
      const readStore = Object.assign(Object.create(stores.readStore) as typeof stores.readStore, {
        upToDate: stores.readStore.upToDate.bind(stores.readStore),
        scratch: stores.readStore.scratch.bind(stores.readStore),
        buildOf: async () => 1 + (await stores.readStore.buildOf(DOSSIERS)),
      });
      await new PartWorker({ log: stores.log, readStore }).run(id, () => made++);
    },
    isAtWork: async () => false,
  };
  const { statements } = await calculateFromAllDossiers(shared(stores, helpers), request);
  expect([made, statements.length > 0]).toStrictEqual([0, true]);
});

test('computes the parts itself when helpers time out', async () => {
  const { stores, request } = await product();
  const dead: Helpers = { call: async () => undefined, isAtWork: async () => true };
  const { statements } = await calculateFromAllDossiers(shared(stores, dead, { patienceMs: 50 }), request);
  expect(statements.length).toBeGreaterThan(0);
});

test('asks unreachable helpers once, and reports the error once', async () => {
  const { stores, request } = await product();
  let asked = 0;
  const errors: unknown[] = [];
  const unreachable = async (): Promise<never> => {
    asked++;
    throw new Error('no queue');
  };
  const onAlone = (error: unknown): void => void errors.push(error);
  await calculateFromAllDossiers(shared(stores, { call: unreachable, isAtWork: unreachable }, { onAlone }), request);
  expect([asked, errors.length]).toStrictEqual([1, 1]);
});

test('an interrupted calculation continues from the stored parts', async () => {
  const { stores, request } = await product();
  const { sumsOf } = shared(stores, NO_HELPERS);
  const cutOff = calculateFromAllDossiers(
    { log: stores.log, readStore: stores.readStore, sumsOf },
    request,
    (stage, done, total) => {
      if (stage === 'contributions' && done > total / 2) throw new Error('cut off');
    },
  );
  await expect(cutOff).rejects.toThrow(/cut off/);
  const there = (await kept(stores)).filter((key) => key.startsWith('part/')).length;
  expect(there).toBeGreaterThan(0);
  const made: Partition[] = [];
  const watched: SumsOf = (inputs, ...rest) => sumsOf({ ...inputs, dossiers: seen(inputs.dossiers, made) }, ...rest);
  await calculateFromAllDossiers({ log: stores.log, readStore: stores.readStore, sumsOf: watched }, request);
  expect(made).toHaveLength((made[0]?.of ?? NaN) - there);
  expect(await kept(stores)).toStrictEqual([]);
});

test('keeps a limited number of abandoned calculations', async () => {
  const { stores, request } = await product();
  for (let day = 1; day <= 12; day++) {
    const asked = requestOn(`2024-06-${String(day).padStart(2, '0')}`, request.regulation);
    const cutOff = calculateFromAllDossiers(shared(stores, NO_HELPERS), asked, (stage, done) => {
      if (stage === 'contributions' && done > 0) throw new Error('cut off');
    });
    await expect(cutOff).rejects.toThrow(/cut off/);
  }
  expect((await kept(stores)).filter((key) => key.startsWith('plan/'))).toHaveLength(8);
});

test('does not share few events, or a regulation that is not in the log', async () => {
  const { stores, request } = await product();
  const called: string[] = [];
  const helpers: Helpers = { call: async (id) => void called.push(id), isAtWork: async () => false };
  await calculateFromAllDossiers(shared(stores, helpers, { eventsMin: 1_000_000 }), request);
  await calculateFromAllDossiers(shared(stores, helpers), {
    ...request,
    regulation: { ...request.regulation, fingerprint: 'x' },
  });
  expect(called).toStrictEqual([]);
});

test('refuses to compute a part with another log or other rules', async () => {
  const { stores, request } = await product();
  const other = await product(41);
  const documents = await stores.readStore.scratch(PARTS_STORE);
  const ids: string[] = [];
  const helpers: Helpers = { call: async (id) => void ids.push(id), isAtWork: async () => false };
  const cutOff = calculateFromAllDossiers(shared(stores, helpers), request, (stage) => {
    if (stage === 'contributions') throw new Error('cut off');
  });
  await expect(cutOff).rejects.toThrow(/cut off/);
  const elsewhere = { log: other.stores.log, readStore: stores.readStore };
  await expect(new PartWorker(elsewhere).run(ids[0] ?? '', () => undefined)).rejects.toThrow(/another log/);
  const [, key = ''] = ids[0]?.split(':') ?? [];
  const plan = (await documents.get([`plan/${key}`])).get(`plan/${key}`) ?? '';
  const rules = JSON.stringify({ ...(JSON.parse(plan) as object), rules: 'older' });
  await documents.write({ puts: [[`plan/${key}`, rules]] });
  await expect(new PartWorker(stores).run(ids[0] ?? '', () => undefined)).rejects.toThrow(/rules older/);
  await expect(new PartWorker(stores).run(`calculate-part:${key}:99`, () => undefined)).rejects.toThrow(RangeError);
});
