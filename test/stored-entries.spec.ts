/** The stored entries of act ledgers match a listing from the dossiers, and are checked against the statement. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { quarterFromText } from '#libs/kernel/day.ts';
import { latestStatements } from '#libs/statements/calculation/latest.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { entriesOfStatement } from '#libs/statements/outputs/act-ledger-entries.ts';
import {
  ENTRY_PREFIX,
  STORED_ENTRIES,
  type StoredEntry,
  storeEntries,
  storedEntries,
} from '#libs/statements/outputs/stored-entries.ts';
import { prepared } from '#test/support/prepared.ts';
import { Product } from '#test/support/product.ts';

const FACTS = fileURLToPath(new URL('samples/tiny/facts', import.meta.url));
const RANGE = { from: quarterFromText('2020-Q1'), to: quarterFromText('2023-Q4') };

let product: Product;
let statements: readonly CalculatedStatement[];

beforeEach(async () => {
  product = new Product(await prepared('stored-entries', withEntries));
  statements = (await latestStatements(product, '2024-08-31')).statements;
});

/** Stores that have them. */
async function withEntries(): Promise<string> {
  product = new Product();
  await product.import(FACTS);
  await calculated('2024-08-31');
  await storeEntries(product, { range: RANGE });
  return product.leave();
}

afterEach(() => product.close());

async function calculated(knownOn: string): Promise<readonly CalculatedStatement[]> {
  await product.calculate({ from: '2020-Q1', to: '2023-Q4', knownOn });
  return (await latestStatements(product, knownOn)).statements;
}

async function listed(statement: CalculatedStatement) {
  const { regulationOf } = await latestStatements(product, '2024-08-31');
  return entriesOfStatement(product, statement, regulationOf(statement.pin.regulationFingerprint));
}

async function texts(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const batch of (await product.readStore.scratch(STORED_ENTRIES)).scan())
    for (const [key, text] of batch) found.set(key, text);
  return found;
}

test('equal those of a listing from the dossiers, for every statement', async () => {
  let acts = 0;
  for (const statement of statements) {
    const stored = await storedEntries(product, statement);
    assert.deepEqual(stored, await listed(statement), `${statement.team} ${statement.period}`);
    acts += stored.length;
  }
  expect(acts).toBeGreaterThan(10);
});

test('are not given for another calculation, and equal those of the latest once it is stored', async () => {
  const [before, ...others] = statements;
  assert.ok(before);
  const later = await calculated('2024-09-30');
  const [after] = later.filter(({ team, period }) => team === before.team && period === before.period);
  assert.ok(after);
  expect(await storedEntries(product, after)).toBeUndefined();
  await storeEntries(product, { range: RANGE, team: before.team });
  expect(await storedEntries(product, after)).toStrictEqual(await listed(after));
  expect(await storedEntries(product, before)).toBeUndefined();
  // Another team's entries stay unchanged until they are requested.
  const ofOthers = others.filter(({ team }) => team !== before.team);
  expect(ofOthers).not.toStrictEqual([]);
  for (const other of ofOthers) expect(await storedEntries(product, other)).toBeDefined();
});

test('stay the same if they belong to the latest calculation', async () => {
  const before = await texts();
  await storeEntries(product, { range: RANGE });
  expect(await texts()).toStrictEqual(before);
});

test('are removed with the acts that a statement no longer has', async () => {
  const [, [key, text] = ['', '']] = [...(await texts())].filter(([one]) => one.startsWith(ENTRY_PREFIX));
  const stored = await product.readStore.scratch(STORED_ENTRIES);
  await stored.write({ puts: [[`${key}x`, text]] });
  await calculated('2024-09-30');
  await storeEntries(product, { range: RANGE });
  expect((await texts()).has(`${key}x`)).toBe(false);
  expect((await texts()).get(key)).toBe(text);
});

test('an amount that differs from the statement is refused', async () => {
  const [[key, text] = ['', '']] = [...(await texts())].filter(([one]) => one.startsWith(ENTRY_PREFIX));
  const entry = JSON.parse(text) as StoredEntry;
  const stored = await product.readStore.scratch(STORED_ENTRIES);
  await stored.write({ puts: [[key, JSON.stringify({ ...entry, paidCents: entry.paidCents + 1 })]] });
  const [wrong] = statements.filter(({ team, period }) => team === entry.team && period === entry.quarter);
  assert.ok(wrong);
  await expect(storedEntries(product, wrong)).rejects.toMatchObject({ code: 'ACTS_DIFFER_FROM_LEDGER' });
});
