/**
 * The bundle of a statement in which a patient with two ids counts, from a sealed log: who is one patient is sealed apart from the facts,
 * and the facts are in streams without names.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { codeOf } from '#libs/commands/proposal.ts';
import { decideOnDuplicates } from '#libs/enrolment/duplicates/decide-on-duplicates.ts';
import { duplicatesOf } from '#libs/enrolment/duplicates/duplicates.ts';
import { paymentBasis } from '#libs/statements/recomputation/payment-basis.ts';
import { COMMIT } from '#test/support/commit.ts';
import { approve, refusalsOf, submit } from '#test/support/decisions.ts';
import { TINY_SAMPLE, metaOf } from '#test/support/experiment.ts';
import { envelopeInPlace } from '#test/support/money.ts';
import { Bundles } from '#test/support/payment-bundle.ts';
import { Product } from '#test/support/product.ts';

const TEAM = 'PEPS-01';
const AFTER = { team: TEAM, period: '2022-Q2' };

let product: Product;
let bundles: Bundles;

function author(name: string) {
  return { meta: metaOf(name), commit: COMMIT };
}

async function decided(period: string): Promise<void> {
  await product.calculate({ from: period, to: period, knownOn: '2026-11-01' });
  for (const outcome of [
    await submit(product, [{ team: TEAM, period }], metaOf('Alice'), COMMIT),
    await approve(product, [{ team: TEAM, period }], metaOf('Bob'), COMMIT),
  ])
    expect(refusalsOf(outcome)).toStrictEqual([undefined]);
}

/** The ids of the patients in the basis of a statement. */
async function patientsOf(period: string): Promise<readonly string[]> {
  const positions = new Set((await paymentBasis(product, { team: TEAM, period })).events);
  const found = new Set<string>();
  for await (const batch of product.log.read({ after: 0, categories: ['patient'] }))
    for (const { stream, position } of batch) if (positions.has(position)) found.add(stream.slice('patient-'.length));
  return [...found];
}

async function merge(patient: string, into: string): Promise<void> {
  const alice = author('Alice');
  const { by, at } = alice.meta;
  const asked = { type: 'propose-merge', merge: 'm1', patient, into, reason: 'une personne', by, at } as const;
  await decideOnDuplicates(product.log, asked, alice);
  const proposal = (await duplicatesOf(product.log)).proposals.get(patient);
  assert.ok(proposal);
  const bob = author('Bob');
  const confirm = { type: 'confirm', patient, code: codeOf(proposal), by: bob.meta.by, at: bob.meta.at } as const;
  await decideOnDuplicates(product.log, confirm, bob);
}

beforeAll(async () => {
  product = Product.sealed();
  await product.import(join(TINY_SAMPLE, 'facts'));
  const people = { first: author('Alice'), second: author('Bob') };
  await envelopeInPlace(product.log, 'FISS', { amountCents: 100_000_000n, schemes: ['PEPS'] }, people);
  await decided('2022-Q1');
  const [into, patient] = await patientsOf('2022-Q1');
  assert.ok(patient !== undefined && into !== undefined);
  await merge(patient, into);
  await decided(AFTER.period);
  bundles = await Bundles.of(product);
});
afterAll(async () => {
  await product.close();
  bundles.remove();
});

/** The bundle, and its lines that `change` makes others. */
async function changed(name: string, change: (line: string) => string): Promise<ReturnType<Bundles['recalculate']>> {
  const path = await bundles.write(AFTER, name);
  writeFileSync(path, readFileSync(path, 'utf8').split('\n').map(change).join('\n'));
  return bundles.recalculate(name);
}

const isOfMerge = (line: string): boolean => line.startsWith('{"position"') && line.includes('\\nPatientsMerged\\n');

test('is proved and calculated again to the cent', async () => {
  const path = await bundles.write(AFTER, 'merged.jsonl');
  expect(readFileSync(path, 'utf8').split('\n').filter(isOfMerge).length).toBe(1);
  expect(bundles.recalculate('merged.jsonl')).toStrictEqual({
    status: 0,
    text: expect.stringContaining('Tout est prouvé et recalculé.'),
  });
});

test('is refused if it keeps the key of the merge to itself, or gives another one', async () => {
  const without = await changed('without.jsonl', (line) =>
    isOfMerge(line) ? line.replace(/,"key":"[^"]+"/, '') : line,
  );
  expect(without).toMatchObject({ status: 1, text: expect.stringMatching(/qui réunit ou sépare .* est sans sa clé/) });
  const other = await changed('other.jsonl', (line) =>
    isOfMerge(line) ? line.replace(/"key":"..../, '"key":"AAAA') : line,
  );
  expect(other).toMatchObject({ status: 1, text: expect.stringContaining('n’ouvre pas ce qui est prouvé') });
});
