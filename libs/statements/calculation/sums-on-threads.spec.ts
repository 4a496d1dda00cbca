/** On several threads, a calculation and a rebuild give the same as one thread, can be stopped, and fail with their cause. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import { SampledDocuments } from '#libs/read-store/engine/sampled-documents.ts';
import { PoisonEvent, type ReadStore } from '#libs/read-store/read-store.ts';
import { openSqliteReadStore } from '#libs/read-store/sqlite/sqlite-read-store.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { withOverrides } from '#libs/regulation/overrides.ts';
import { latest } from '#libs/regulation/publication/published.ts';
import {
  type CalculationRequest,
  calculate,
  calculateFromAllDossiers,
} from '#libs/statements/calculation/calculate.ts';
import { calculateScenarios } from '#libs/statements/calculation/scenarios.ts';
import { type SumsOf, sumsOfAll } from '#libs/statements/calculation/sums-of.ts';
import { sumsOfAllOn } from '#libs/statements/calculation/sums-on-threads.ts';
import type { ByTeam } from '#libs/statements/rules/sums.ts';
import { statementText } from '#libs/statements/calculated-statement.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import { calculatedAtPins } from '#libs/statements/recomputation/at-pins.ts';
import { Threads } from '#libs/threads/threads.ts';
import { writeRandomFacts } from '#test/reference/random-facts.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const threads = new Threads({ count: 2, eventsMin: 0 });
const sumsOf = sumsOfAllOn(threads);
const product = new Product();
const folder = temporaryFolder();
let onThreads: ReadStore;
let request: CalculationRequest;

beforeAll(async () => {
  const facts = temporaryFolder();
  writeRandomFacts(facts, 61, { patients: 60 });
  await product.import(facts);
  rmSync(facts, { recursive: true });
  const regulation = (await latest(product.log))?.regulation;
  assert.ok(regulation);
  const range = { from: quarterFromText('2020-Q4'), to: quarterFromText('2023-Q4') };
  request = { range, knownOn: dayFromText('2024-05-20'), regulation };
  onThreads = openSqliteReadStore(folder, false, { threads });
});

afterAll(async () => {
  await onThreads.close();
  await threads.close();
  await product.close();
  rmSync(folder, { recursive: true });
});

/** In the order of storage. */
async function documentsOf(readStore: ReadStore): Promise<(readonly [string, string])[]> {
  const all: (readonly [string, string])[] = [];
  for await (const batch of (await readStore.upToDate(DOSSIERS, product.log)).scan()) all.push(...batch);
  return all;
}

function onOther(change: (documents: Documents) => Documents): SumsOf {
  return (inputs, onProgress) => sumsOf({ ...inputs, dossiers: change(inputs.dossiers) }, onProgress);
}

/** The documents, to be opened elsewhere than they are. */
function at(documents: Documents, elsewhere: Documents['elsewhere']): Documents {
  return new Proxy(documents, {
    get: (target, property) => {
      if (property === 'elsewhere') return elsewhere;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

test('a rebuild on threads stores the same documents in the same order', async () => {
  const { processed } = await onThreads.rebuild(DOSSIERS, product.log);
  expect(await documentsOf(onThreads)).toStrictEqual(await documentsOf(product.readStore));
  expect(processed).toBe(await product.log.count(DOSSIERS.categories));
});

/** The values of each team and period, in no order. */
function byKey<T>(sums: ByTeam<unknown>, of: (team: string, at: number) => T): ReadonlyMap<string, T> {
  return new Map([...sums].flatMap(([team, parts]) => [...parts.keys()].map((at) => [`${team} ${at}`, of(team, at)])));
}

test('scenarios on threads give the same statements, sums and profiles, and report every event', async () => {
  const { log } = product;
  const parameters = { presence: 'DAYS', fidelisation_level: 'PATIENT', previous_list: 'OWN' };
  const other = loadRegulation(withOverrides(SHIPPED, { parameters }));
  const regulations = [request.regulation, other] as const;
  let [reported, total] = [0, 1];
  const shared = await calculateScenarios(
    { log, readStore: onThreads, threads },
    request,
    regulations,
    (stage, ...of) => {
      if (stage === 'contributions') [reported, total] = of;
    },
  );
  expect(reported).toBe(total);
  const alone = await calculateScenarios({ log, readStore: onThreads }, request, regulations);
  const told = (results: typeof alone) =>
    results.map(({ statements, sums, profiles }) => ({
      statements: statements.map(statementText),
      sums,
      quarters: byKey(sums.quarters, (team, quarter) => profiles.ofQuarter(team, quarter)),
      years: byKey(sums.years, (team, year) => profiles.ofYear(team, year)),
    }));
  expect(told(shared)).toStrictEqual(told(alone));
  expect(told(shared)[0]?.statements).not.toStrictEqual(told(shared)[1]?.statements);
  const [first] = told(shared);
  for (const profiles of [first?.quarters, first?.years])
    expect([...(profiles?.values() ?? [])].flat()).not.toStrictEqual([]);
});

test('a calculation on threads gives the same statements to the byte, and the same next day of change', async () => {
  const { log } = product;
  let reported = 0;
  const shared = await calculateFromAllDossiers({ log, readStore: onThreads, sumsOf }, request, (stage, done) => {
    if (stage === 'contributions') reported = Math.max(reported, done);
  });
  const alone = await calculateFromAllDossiers(product, request);
  expect(shared.statements.map(({ digest }) => digest)).toStrictEqual(alone.statements.map(({ digest }) => digest));
  expect(shared.sums).toStrictEqual(alone.sums);
  expect(shared.nextKnownOn).toBe(alone.nextKnownOn);
  expect(reported).toBe(await log.count(DOSSIERS.categories));
});

test('statements calculated again from the log on threads are the same to the byte, and stop if progress throws', async () => {
  const { log } = product;
  const { statements } = await calculateFromAllDossiers(product, request);
  let reported = 0;
  const again = await calculatedAtPins({ log, threads }, statements, (done) => (reported = done));
  expect(again.map(({ digest }) => digest)).toStrictEqual(statements.map(({ digest }) => digest));
  expect(reported).toBe(await log.count(DOSSIERS.categories));
  const stop = new Error('asked to stop');
  const stopped = calculatedAtPins({ log, threads }, statements, () => {
    throw stop;
  });
  await expect(stopped).rejects.toBe(stop);
});

test('a calculation and a rebuild on threads stop if their progress throws, and the documents in use stay in use', async () => {
  const stop = new Error('asked to stop');
  const { log } = product;
  const stopAt = (stage: string): void => {
    if (stage === 'contributions') throw stop;
  };
  await expect(calculateFromAllDossiers({ log, readStore: onThreads, sumsOf }, request, stopAt)).rejects.toBe(stop);
  const { documents: before } = await onThreads.serving(DOSSIERS, log);
  await expect(
    onThreads.rebuild(DOSSIERS, log, () => {
      throw stop;
    }),
  ).rejects.toBe(stop);
  expect((await onThreads.serving(DOSSIERS, log)).documents).toBe(before);
});

/** Enough copies that one batch takes several turns on a fast machine too. */
const COPIES = 400;

test('in one thread, a calculation leaves others their turn between the dossiers of one batch', async () => {
  const all = await documentsOf(product.readStore);
  const size = COPIES * all.length;
  let [reads, made, most, isOver] = [0, 0, 0, false];
  /** The batch is looked through once; then each dossier is made from its text, at its time. */
  const counted = ([key, text]: readonly [string, string]): [string, string] =>
    Object.defineProperty([key, text], 1, {
      get: () => {
        if (++reads > size) most = Math.max(most, ++made);
        return text;
      },
    });
  const batch = Array.from({ length: COPIES }, () => all.map(counted)).flat();
  const inOneBatch = (documents: Documents): Documents =>
    new Proxy(documents, {
      get: (target, property) => {
        if (property === 'scan') return () => Readable.from([batch]);
        const value: unknown = Reflect.get(target, property, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  const turn = (): void => {
    made = 0;
    if (!isOver) setImmediate(turn);
  };
  const alone: SumsOf = async (inputs, onProgress) => {
    setImmediate(turn);
    const sums = await sumsOfAll({ ...inputs, dossiers: inOneBatch(inputs.dossiers) }, onProgress);
    isOver = true;
    return sums;
  };
  await calculateFromAllDossiers({ log: product.log, readStore: product.readStore, sumsOf: alone }, request);
  expect(reads).toBe(2 * size);
  // Counted in dossiers, so that a slow machine gives more turns and not fewer.
  expect(most).toBeLessThan(size / 3);
});

test('a calculation whose sums are stopped throws the error that stopped them, also if other work fails meanwhile', async () => {
  const stop = new Error('asked to stop');
  const folding = new Error('the statements so far cannot be read');
  const failing = new Proxy(onThreads, {
    get: (target, property) => {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      return async (...given: unknown[]) => {
        if (property === 'upToDate' && given[0] === STATEMENTS) throw folding;
        return Reflect.apply(value, target, given) as unknown;
      };
    },
  });
  const stores = { log: product.log, readStore: failing };
  const stopped: SumsOf = async () => {
    throw stop;
  };
  await expect(calculate({ ...stores, sumsOf: stopped }, request, COMMIT)).rejects.toBe(stop);
  await expect(calculate({ ...stores, sumsOf }, request, COMMIT)).rejects.toBe(folding);
});

test('a sample of the dossiers that threads read has each dossier once, as many as one thread keeps', async () => {
  const { log } = product;
  for (const size of [0, 7, 1_000]) {
    let sampled: SampledDocuments | undefined;
    const sampling = onOther((documents) => (sampled = new SampledDocuments(documents, size)));
    await calculateFromAllDossiers({ log, readStore: onThreads, sumsOf: sampling }, request);
    const all = new Map(await documentsOf(onThreads));
    expect([sampled?.sample.size, sampled?.read]).toStrictEqual([Math.min(size, all.size), all.size]);
    for (const [key, text] of sampled?.sample ?? []) expect(text).toBe(all.get(key));
  }
});

test('a thread that dies fails the calculation with its cause', async () => {
  const module = new URL('../../../test/support/threads/dying-documents.ts', import.meta.url).href;
  const dying = onOther((documents) => at(documents, { module, place: '', lastPlace: 60 }));
  await expect(
    calculateFromAllDossiers({ log: product.log, readStore: onThreads, sumsOf: dying }, request),
  ).rejects.toThrow('a thread ended with code 9 before its work was done');
});

test('documents that another build replaced meanwhile are read in the thread that has them', async () => {
  const replaced = onOther((documents) => {
    assert.ok(documents.elsewhere);
    return at(documents, { ...documents.elsewhere, place: `${documents.elsewhere.place}.removed` });
  });
  const found = await calculateFromAllDossiers({ log: product.log, readStore: onThreads, sumsOf: replaced }, request);
  expect(found.sums).toStrictEqual((await calculateFromAllDossiers(product, request)).sums);
});

test('an event that cannot be folded stops a rebuild on threads, by its name', async () => {
  const { log } = product;
  const event = { id: '0'.repeat(32), type: 'Unheard', schemaVersion: 1, effective: '2021', knownOn: '2021-01-01' };
  await log.record([{ stream: 'patient-P1', event: { ...event, data: '{}' } }], COMMIT);
  const failing = onThreads.rebuild(DOSSIERS, log);
  await expect(failing).rejects.toThrow(PoisonEvent);
  await expect(failing).rejects.toThrow(`event ${await log.end()} (Unheard, patient-P1)`);
});
