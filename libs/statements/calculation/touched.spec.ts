/** After any sequence of facts and days known, an incremental calculation gives the same as a full one. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, jest, test } from '@jest/globals';
import { factsOf } from '#libs/enrolment/dossier.ts';
import { TryImport, TryImportHandler } from '#libs/intake/commands/try-import.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { DOSSIERS, patientOf, readDossier } from '#libs/enrolment/dossiers.ts';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { latest } from '#libs/regulation/publication/published.ts';
import {
  type CalculationRequest,
  calculate,
  calculateFromAllDossiers,
} from '#libs/statements/calculation/calculate.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { effectOf } from '#libs/statements/calculation/simulation-effect.ts';
import { POSTINGS_STORE, Postings, dayTerm, professionalTerm, termsOf } from '#libs/statements/calculation/postings.ts';
import { type SumsOf, sumsOfAll } from '#libs/statements/calculation/sums-of.ts';
import { writeRandomFacts } from '#test/reference/random-facts.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const products: Product[] = [];
afterEach(async () => {
  for (const product of products.splice(0)) await product.close();
});

interface Row {
  readonly file: string;
  readonly cells: string;
  readonly knownOn: string;
}

/** Random facts in the order in which they became known, with the head of each file. */
function randomFacts(seed: number): { heads: ReadonlyMap<string, string>; rows: Row[] } {
  const folder = temporaryFolder();
  writeRandomFacts(folder, seed, { patients: 60 });
  const heads = new Map<string, string>();
  const rows: Row[] = [];
  for (const file of readdirSync(folder).filter((name) => name !== 'manifest.csv')) {
    const [head = '', ...lines] = readFileSync(join(folder, file), 'utf8').trimEnd().split(/\r?\n/);
    heads.set(file, head);
    for (const cells of lines) rows.push({ file, cells, knownOn: cells.slice(cells.lastIndexOf(',') + 1) });
  }
  rmSync(folder, { recursive: true });
  return { heads, rows: rows.sort((a, b) => (a.knownOn < b.knownOn ? -1 : Number(a.knownOn > b.knownOn))) };
}

function writeRows(folder: string, heads: ReadonlyMap<string, string>, rows: readonly Row[]): void {
  mkdirSync(folder, { recursive: true });
  for (const [file, ofFile] of Map.groupBy(rows, (row) => row.file))
    writeFileSync(join(folder, file), [heads.get(file), ...ofFile.map(({ cells }) => cells)].join('\n') + '\n');
}

async function importRows(product: Product, heads: ReadonlyMap<string, string>, rows: readonly Row[]): Promise<void> {
  const folder = temporaryFolder();
  writeRows(folder, heads, rows);
  await product.import(folder);
  rmSync(folder, { recursive: true });
}

/** mulberry32 */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

async function requestOn(product: Product, knownOn: string): Promise<CalculationRequest> {
  const regulation = (await latest(product.log))?.regulation;
  assert.ok(regulation);
  return {
    range: { from: quarterFromText('2020-Q4'), to: quarterFromText('2023-Q4') },
    knownOn: dayFromText(knownOn),
    regulation,
  };
}

/** All periods on the first day of 2027, when that year is not over. */
async function statementsIn2027(product: Product): Promise<readonly CalculatedStatement[]> {
  if ((await latest(product.log)) === undefined) return [];
  const request = await requestOn(product, '2027-01-01');
  const range = { from: quarterFromText('2015-Q1'), to: quarterFromText('2027-Q1') };
  return (await calculateFromAllDossiers(product, { ...request, range })).statements.filter(
    ({ period }) => period !== '2027',
  );
}

test('statements touched by random facts, rosters and days known equal a calculation afresh', async () => {
  let [updates, whole] = [0, 0];
  for (const seed of [83]) {
    const product = new Product();
    products.push(product);
    const { heads, rows } = randomFacts(seed);
    const below = randomOf(seed);
    // Most rows of each file come first; the others, of any file, come some at a time.
    const later = [...Map.groupBy(rows, ({ file }) => file).values()].map((ofFile) =>
      ofFile.filter(() => below(10) < 3),
    );
    const held = new Set(later.flat());
    await importRows(
      product,
      heads,
      rows.filter((row) => !held.has(row)),
    );
    const days = rows.map((row) => row.knownOn);
    let place = Math.floor(days.length / 2);
    const sumsOf: SumsOf = (inputs, onProgress) => {
      whole++;
      return sumsOfAll(inputs, onProgress);
    };
    for (let step = 0; step < 20; step++) {
      const file = later[below(later.length)] ?? [];
      const isImporting = below(2) === 0;
      if (isImporting) await importRows(product, heads, file.splice(0, 1 + below(10)));
      // The day known moves forwards or back by a few facts. It may stay if other facts came in.
      if (!isImporting || below(3) === 0) place = Math.min(Math.max(0, place + below(41) - 20), days.length - 1);
      const knownOn = days[place] ?? '';
      const request = await requestOn(product, knownOn);
      const before = whole;
      // First, so that both are at the same position.
      const afresh = await calculateFromAllDossiers(product, request);
      const { statements } = await calculate(
        { log: product.log, readStore: product.readStore, sumsOf },
        request,
        COMMIT,
      );
      updates += whole === before ? 1 : 0;
      expect(statements).toStrictEqual(afresh.statements);
    }
  }
  expect(updates).toBeGreaterThan(2 * whole);
});

const KNOWN_LATE = '2026-11-01';
const OF_ONE_PATIENT = '10009999991';

function lateRow(file: string, cells: string): Row {
  return { file, cells: `${cells},${KNOWN_LATE}`, knownOn: KNOWN_LATE };
}

const NEW_TEAM = [
  lateRow('teams.csv', 'PEPS-9,2020-01-01,Neuve,PEPS,ALL,GP,MSP,010780054,01283'),
  lateRow('phases.csv', 'PEPS-9,SETUP,2020-01-01'),
  lateRow('members.csv', `PEPS-9,${OF_ONE_PATIENT},GP,2020-01-01,`),
];

test('the effect shown for unrecorded facts comes true once they are recorded', async () => {
  const product = new Product();
  products.push(product);
  const { heads, rows } = randomFacts(84);
  const below = randomOf(84);
  // The nation, and most facts, come in the first two; the others some rows of any team and patient.
  const isEarly = (row: Row, i: number): boolean => row.file === 'national_spending.csv' || i < rows.length * 0.8;
  const [patient = ''] = rows.find(({ file }) => file === 'patients.csv')?.cells.split(',') ?? [];
  const early = [...rows.filter(isEarly), lateRow('declarations.csv', `${patient},${OF_ONE_PATIENT},2022-02-02`)];
  const late = rows.filter((row, i) => !isEarly(row, i)).sort(() => below(3) - 1);
  const half = Math.ceil(early.length / 2);
  const few = (from: number): readonly Row[] => late.slice(from, from + 12);
  const changedBy: bigint[] = [];
  for (const part of [early.slice(0, half), early.slice(half), NEW_TEAM, few(0), late.slice(12)]) {
    const folder = temporaryFolder();
    writeRows(folder, heads, part);
    const asked = { folder, actor: 'test', correlation: 'test', now: () => '2027-01-01T12:00:00.000Z' };
    const { effect } = await new TryImportHandler(new Stores(product.log, product.readStore)).execute(
      new TryImport(asked),
    );
    const before = await product.log.end();
    const was = await statementsIn2027(product);
    expect(await product.log.end()).toBe(before);
    await product.import(folder);
    rmSync(folder, { recursive: true });
    const changes = effectOf(was, await statementsIn2027(product)).filter(
      ({ beforeCents, afterCents }) => beforeCents !== afterCents,
    );
    assert.ok(effect);
    expect(effect.changes).toStrictEqual(changes.map(({ scheme: _, ...change }) => change));
    changedBy.push(effect.differenceCents);
    expect(effect.differenceCents).toBe(
      changes.reduce((sum, { beforeCents, afterCents }) => sum + afterCents - beforeCents, 0n),
    );
  }
  expect(changedBy.filter((cents) => cents !== 0n).length).toBeGreaterThan(2);
});

test('facts that came after the lists were made are touched on the day they become known', async () => {
  const product = new Product();
  products.push(product);
  const { heads, rows } = randomFacts(74);
  const [, doctor = ''] = rows.find(({ cells }) => /^PEPS-1,\d+,GP,/.test(cells))?.cells.split(',') ?? [];
  const ofDeclarations = rows.filter(({ file }) => file === 'declarations.csv');
  const patients = [...new Set(ofDeclarations.map(({ cells }) => cells.split(',')[0]))];
  const declared = (patient: string | undefined, knownOn: string): Row => {
    return { file: 'declarations.csv', cells: `${patient},${doctor},2022-02-02,${knownOn}`, knownOn };
  };
  // The mean spending of the nation concerns everyone.
  const first = rows.filter(({ file, knownOn }) => file !== 'national_spending.csv' || knownOn < '2026-10-01');
  await importRows(product, heads, [...first, declared(patients[0], '2026-10-17')]);
  let whole = 0;
  const sumsOf: SumsOf = (inputs, onProgress) => {
    whole++;
    return sumsOfAll(inputs, onProgress);
  };
  const calculatedOn = async (knownOn: string): Promise<readonly CalculatedStatement[]> => {
    const request = await requestOn(product, knownOn);
    const afresh = await calculateFromAllDossiers(product, request);
    const { statements } = await calculate({ log: product.log, readStore: product.readStore, sumsOf }, request, COMMIT);
    expect(statements).toStrictEqual(afresh.statements);
    return statements;
  };
  for (const day of ['2026-10-16', '2026-10-17']) await calculatedOn(day);
  const again = patients.slice(1, 12).map((patient) => declared(patient, '2026-10-20'));
  await importRows(product, heads, again);
  const before = await calculatedOn('2026-10-18');
  const after = await calculatedOn('2026-10-20');
  expect(after.map(({ statement }) => statement)).not.toStrictEqual(before.map(({ statement }) => statement));
  // A credit touches the statements of its team, and no patient.
  const credit = 'PEPS-1,2022-02-15,late,100000,2026-10-20';
  await importRows(product, heads, [{ file: 'credits.csv', cells: credit, knownOn: '2026-10-20' }]);
  const credited = await calculatedOn('2026-10-20');
  const isOther = ({ digest }: CalculatedStatement, i: number): boolean => digest !== after[i]?.digest;
  expect(new Set(credited.filter(isOther).map(({ team }) => team))).toStrictEqual(new Set(['PEPS-1']));
  expect(whole).toBe(1);
});

test('a patient is on the list of each professional that the dossier names and of each day of its facts', async () => {
  const product = new Product();
  products.push(product);
  const { heads, rows } = randomFacts(75);
  await importRows(product, heads, rows);
  const documents = await product.readStore.upToDate(DOSSIERS, product.log);
  const patientsOf = new Map<string, Set<string>>();
  for await (const batch of documents.scan())
    for (const [patient, text] of batch) {
      const dossier = readDossier(text);
      const named = [
        ...dossier.declarations.map(({ rpps }) => rpps),
        ...dossier.acts.map(({ executant }) => executant),
      ];
      const days = factsOf(dossier).flatMap((versions) => versions.map(({ knownOn }) => knownOn));
      const terms = new Set([...named.map(professionalTerm), ...days.map(dayTerm)]);
      expect(termsOf(dossier)).toStrictEqual(terms);
      for (const term of terms) patientsOf.set(term, (patientsOf.get(term) ?? new Set()).add(patient));
    }
  const store = await product.readStore.scratch(POSTINGS_STORE);
  const postings = await Postings.of(product.log, { documents, build: 1 }, store);
  for (const [term, patients] of patientsOf) expect(await postings.patientsOn(new Set([term]))).toStrictEqual(patients);
  expect(await postings.patientsOn(new Set([professionalTerm('nobody')]))).toStrictEqual(new Set());
  // Their making can be followed, and stopped: then the earlier ones stay.
  const stopped = new Error('stopped');
  const stop = jest.fn((): never => {
    throw stopped;
  });
  await expect(Postings.of(product.log, { documents, build: 2 }, store, stop)).rejects.toBe(stopped);
  expect(await postings.patientsOn(new Set(patientsOf.keys()))).toBeDefined();
  const { processed } = await documents.checkpoint();
  expect(stop.mock.calls).toStrictEqual([[expect.any(Number), processed]]);
  // The lists of another build are made again and replace the earlier ones.
  await Postings.of(product.log, { documents, build: 2 }, store);
  expect(await postings.patientsOn(new Set(patientsOf.keys()))).toBeUndefined();
});

test('the patients with facts since the lists were made are read once from each part of the log', async () => {
  const product = new Product();
  products.push(product);
  const { heads, rows } = randomFacts(76);
  const early = rows.filter((_, i) => i % 40 > 0);
  await importRows(product, heads, early);
  const store = await product.readStore.scratch(POSTINGS_STORE);
  const reads = jest.spyOn(product.log, 'read');
  const laterNow = async (): Promise<readonly string[]> => {
    const documents = await product.readStore.upToDate(DOSSIERS, product.log);
    const postings = await Postings.of(product.log, { documents, build: 1 }, store);
    reads.mockClear();
    // The facts that are tried lie beyond the end of the log.
    return [...(await postings.laterUpTo((await product.log.end()) + 1, store))];
  };
  expect(await laterNow()).toStrictEqual([]);
  const late = rows.filter((_, i) => i % 40 === 0);
  const half = Math.floor(late.length / 2);
  const found = new Set<string>();
  for (const part of [late.slice(0, half), late.slice(half)]) {
    const end = await product.log.end();
    await importRows(product, heads, part);
    for await (const batch of product.log.read({ after: end, categories: DOSSIERS.categories }))
      for (const event of batch) found.add(patientOf(event));
    expect(await laterNow()).toStrictEqual([...found]);
    expect(reads.mock.calls.map(([{ after }]) => after)).toStrictEqual([end]);
    expect(await laterNow()).toStrictEqual([...found]);
    expect(reads).not.toHaveBeenCalled();
  }
  expect(found.size).toBeGreaterThan(5);
});
