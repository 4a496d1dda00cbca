/** A question starts from the sums of the last calculation, and never makes the next calculation read more than before. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import type { ReadStore, ScratchDocuments } from '#libs/read-store/read-store.ts';
import { openSqliteReadStore } from '#libs/read-store/sqlite/sqlite-read-store.ts';
import { latest } from '#libs/regulation/publication/published.ts';
import { calculationInputs } from '#libs/statements/calculation/calculate.ts';
import { differenceInThread } from '#libs/statements/calculation/difference.ts';
import { type Summing, sumsKept, sumsToRead } from '#libs/statements/calculation/sums-kept.ts';
import { type CalculationInputs, sumsOfAll } from '#libs/statements/calculation/sums-of.ts';
import { writeRandomFacts } from '#test/reference/random-facts.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const TODAY = '2026-10-24';
const PAST = '2022-03-31';

const product = new Product();
const folder = temporaryFolder();
let readStore: ReadStore;
let kept: { readonly sums: ScratchDocuments; readonly postings: ScratchDocuments };
/** Questions and calculations that read all dossiers. */
let whole = 0;
const summing: Summing = {
  sumsOf: (inputs) => {
    whole++;
    return sumsOfAll(inputs);
  },
  differenceOf: differenceInThread,
};

beforeAll(async () => {
  const facts = temporaryFolder();
  writeRandomFacts(facts, 61, { patients: 60 });
  await product.import(facts);
  rmSync(facts, { recursive: true });
  readStore = openSqliteReadStore(folder, false);
});

afterAll(async () => {
  await readStore.close();
  await product.close();
  rmSync(folder, { recursive: true });
});

let store = 0;

beforeEach(async () => {
  whole = 0;
  kept = { sums: await readStore.scratch(`sums-${++store}`), postings: await readStore.scratch('postings') };
});

type Range = readonly [from: string, to: string];

async function inputs(knownOn: string, [from, to]: Range): Promise<CalculationInputs> {
  const regulation = (await latest(product.log))?.regulation;
  if (regulation === undefined) throw new RangeError('a log without a regulation');
  const range = { from: quarterFromText(from), to: quarterFromText(to) };
  return calculationInputs({ log: product.log, readStore }, { range, knownOn: dayFromText(knownOn), regulation });
}

const ALL: Range = ['2020-Q4', '2023-Q4'];
const calculation = async (knownOn: string, range: Range) =>
  sumsKept(await inputs(knownOn, range), product.log, kept, summing);
const question = async (knownOn: string, range: Range) =>
  sumsToRead(await inputs(knownOn, range), product.log, kept, summing);
const afresh = async (knownOn: string, range: Range) => (await sumsOfAll(await inputs(knownOn, range))).sums;

test('after a calculation of its quarters it reads no other dossiers, and gives the same sums', async () => {
  await calculation('2026-10-23', ALL);
  expect((await question(TODAY, ALL)).sums).toStrictEqual(await afresh(TODAY, ALL));
  expect(whole).toBe(1);
});

test('for quarters that no calculation has it reads all dossiers once, and a calculation of either goes on from there', async () => {
  const [early, late]: readonly [Range, Range] = [
    ['2020-Q4', '2021-Q2'],
    ['2023-Q1', '2023-Q4'],
  ];
  await calculation(TODAY, late);
  expect((await question(TODAY, early)).sums).toStrictEqual(await afresh(TODAY, ['2020-Q4', '2023-Q4']));
  expect(whole).toBe(2);
  await question(TODAY, early);
  await calculation(TODAY, early);
  await calculation(TODAY, late);
  expect(whole).toBe(2);
});

test('on a past day it leaves what the last calculation keeps', async () => {
  await calculation(TODAY, ALL);
  const before = [...(await kept.sums.get(['last']))];
  const { sums } = await question(PAST, ['2020-Q4', '2024-Q4']);
  expect(sums).toStrictEqual(await afresh(PAST, ['2020-Q4', '2024-Q4']));
  expect([...(await kept.sums.get(['last']))]).toStrictEqual(before);
});
