/** Compares the product with an independent transcription of the rules, on facts full of awkward cases. */
import { rmSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { referenceOutputs } from '#test/reference/calculator.ts';
import { randomParameters } from '#test/reference/random-parameters.ts';
import { writeRandomFacts } from '#test/reference/random-facts.ts';
import { rounds } from '#test/support/deep.ts';
import { chances } from '#test/support/fact-folders.ts';
import { Product } from '#test/support/product.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import type { JsonObject } from '#libs/regulation/values.ts';

/** More seeds for a longer search: SEEDS=200 npm run test:run. */
const SEEDS = Number(process.env['SEEDS'] ?? rounds(4, 12));
const FIRST_SEED = Number(process.env['FIRST_SEED'] ?? 1);
const FULL = { from: '2020-Q1', to: '2025-Q4', knownOn: '2026-09-30' };

const WHAT_IFS: readonly JsonObject[] = [
  { presence: 'DAYS', cap_rate: '11/10', cap_fallback: 'ACTS', instalments: 3, quality_presumed_rate: null },
  { evolution_method: 'GROWTH', previous_list: 'OWN', reference_day: '07-01', spending_cap_cents: 300000 },
  { minimum_savings_rate: '1/50', gain_cap_rate: '1/4', quality_gate: 45, combination: 'GAINS_ONLY', score_cap: 60 },
  { fidelisation_level: 'PATIENT', fidelisation_min_acts: 2, fidelisation_floor: '1/3', presence: 'DAYS' },
  {
    combination: 'ADDITIVE',
    quality_amount_cents: 1234,
    unrated: 'ZERO',
    minimum_denominator: 30,
    quality_provisional: 'LAST_KNOWN',
    payment_cap_rate: '1/100',
    eligibility: { patients: 5 },
  },
  {
    fidelisation_lag_quarters: 3,
    fidelisation_min_acts: 2,
    fidelisation_floor: '1/2',
    experience_points: 15,
    quality_weights: { without: [90, 0], with: [50, 40] },
    comorbidity_factor: ['1', '11/10', '7/5'],
    eligibility: { professionals: 4, gp: 2, nurse: 1, patients: 8, boundary: 'gt' },
    population: {
      OVER_65: { age: 60, neuro_age: 45, boundary: 'ge', neuro_ald: [8, 15] },
      DIABETES: { ald: [8, 23] },
    },
  },
];

for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
  test(`gives what the reference gives on random facts of seed ${seed}`, async () => {
    const facts = temporaryFolder();
    writeRandomFacts(facts, seed);
    const product = new Product();
    try {
      const { files } = await product.import(facts);
      for (const { file, setAside, refused } of files)
        expect([file, setAside, refused]).toStrictEqual([file, 0, undefined]);
      const expected = (asked: typeof FULL, overrides?: JsonObject, parameters = SHIPPED.parameters) =>
        referenceOutputs(facts, {
          ...asked,
          parameters: JSON.parse(parameters) as unknown,
          grids: SHIPPED.grids,
          ...(overrides === undefined ? {} : { overrides: overrides }),
        });
      for (const asked of [FULL, { from: '2020-Q3', to: '2023-Q2', knownOn: '2023-05-20' }]) {
        await product.calculate(asked);
        expect(await product.files(asked)).toStrictEqual(expected(asked));
      }
      for (const [i, parameters] of WHAT_IFS.entries()) {
        const asked = { ...FULL, from: '2021-Q1', to: '2022-Q4' };
        await product.simulate(`what-if-${i}`, asked, { parameters });
        expect(await product.files(asked, `what-if-${i}`)).toStrictEqual(expected(asked, parameters));
      }
      const asked = { ...FULL, from: '2021-Q2', to: '2023-Q3' };
      const chance = chances(seed);
      for (const which of ['first', 'second']) {
        const parameters = randomParameters(SHIPPED.parameters, chance);
        await product.simulate(which, asked, {}, { ...SHIPPED, parameters });
        expect(await product.files(asked, which)).toStrictEqual(expected(asked, undefined, parameters));
      }
    } finally {
      await product.close();
      rmSync(facts, { recursive: true, force: true });
    }
  });
}
