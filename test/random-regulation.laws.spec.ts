/**
 * A regulation with any values, published by two people, gives the amounts of the rules: to the cent, as the independent calculator reads
 * them.
 */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FAMILIES } from '#libs/regulation/families.ts';
import { REGULATION_STREAM, publications } from '#libs/regulation/publication/published.ts';
import { DRAWN, type DrawnRegulation, anyRegulation, sourceOf } from '#test/reference/arbitrary-regulation.ts';
import { referenceOutputs } from '#test/reference/calculator.ts';
import { writeRandomFacts } from '#test/reference/random-facts.ts';
import { metaOf } from '#test/support/experiment.ts';
import { publishVersion } from '#test/support/money.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

/** A longer search, and another: RUNS=500 SEED=7 npm run test:run. */
const RUNS = Number(process.env['RUNS'] ?? 6);
const SEED = Number(process.env['SEED'] ?? 2026);
/** Each shrink costs a calculation: after this number a counterexample is small enough. */
const MOST_SHRINKS = 200;
const ASKED = { from: '2020-Q4', to: '2024-Q4', knownOn: '2026-09-30' };

let product: Product;
let facts: string;

beforeAll(async () => {
  product = new Product();
  facts = temporaryFolder();
  writeRandomFacts(facts, SEED, { patients: 40 });
  await product.import(facts);
});

afterAll(async () => {
  await product.close();
  rmSync(facts, { recursive: true, force: true });
});

test('a published regulation of random values gives the same as the reference', async () => {
  let [published, failures] = [0, 0];
  const gives = async (drawn: DrawnRegulation): Promise<void> => {
    // A new version name each time, because shrinking tries many.
    const source = sourceOf(SHIPPED, drawn, `hasard-${++published}`);
    const command = { type: 'propose', by: metaOf('Alice').by, source } as const;
    await publications(product.log).handle(REGULATION_STREAM, { command, meta: metaOf('Alice'), commit: COMMIT });
    await publishVersion(product, { meta: metaOf('Bruno'), commit: COMMIT });
    await product.calculate(ASKED);
    const expected = referenceOutputs(facts, {
      ...ASKED,
      parameters: JSON.parse(source.parameters) as unknown,
      grids: source.grids,
    });
    expect(await product.files(ASKED)).toStrictEqual(expected);
  };
  await fc.assert(
    fc.asyncProperty(anyRegulation, async (drawn) => {
      if (failures > MOST_SHRINKS) return;
      try {
        await gives(drawn);
      } catch (error) {
        failures++;
        throw error;
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

test('every parameter is drawn', () => {
  for (const [scheme, family] of [
    ['PEPS', 'SUBSTITUTIVE'],
    ['PRIMORDIAL', 'SUBSTITUTIVE'],
    ['IPEP', 'INCENTIVE'],
  ] as const)
    expect(
      [...Object.keys(DRAWN[scheme]), ...(scheme === 'IPEP' ? ['share_ecart', 'share_evolution'] : [])].sort(),
    ).toStrictEqual([...FAMILIES[family].parameters].sort());
});
