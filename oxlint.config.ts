/** Strict rules, limits that keep files readable, the direction of dependencies, and where time, chance and French may appear. */
import { defineConfig } from 'oxlint';
import { APPLICATION, IMPORTS } from './scripts/lint/imports.ts';
import { REACT, STRICT, STRICT_BY_TYPES } from './scripts/lint/strict-rules.ts';

const SPECS = '**/*.spec.ts';
const CONTRACTS = '**/*.contract.ts';

/** French that is data of the domain, and not said to a person about it. */
const FRENCH_AS_DATA = [
  // The apostrophe of sentences that are recorded.
  'libs/kernel/french-apostrophes.ts',
  // A kind of fact is described in one place, its name and purpose included.
  'libs/*/facts/*.ts',
  // What a field means, which the server shows beside it.
  'libs/read-models/*.ts',
  // Goes into the payer's books.
  'libs/week/chart-of-accounts.ts',
  // Recorded in the log with what is done.
  'libs/commands/person.ts',
  'libs/regulation/regulation.module.ts',
  // Part of the file for the bank.
  'libs/payments/runs/remittance.ts',
  // Written by people in a file of the bank's answers.
  'libs/payments/bank/outcome-words.ts',
  // Letters that banks do not take.
  'libs/payments/bank/sepa-text.ts',
  'libs/synthetic/**/*.ts',
];

const DATA_FROM_OUTSIDE = { 'house/time-as-data': 'error', 'house/chance-as-data': 'error' } as const;
const NO_FRENCH = { 'house/no-french': 'error' } as const;

const off = (rules: object) => Object.fromEntries(Object.keys(rules).map((rule) => [rule, 'off' as const]));

export default defineConfig({
  plugins: ['eslint', 'typescript', 'jest', 'react'],
  jsPlugins: ['./scripts/lint/house-rules.mjs'],
  categories: { correctness: 'off' },
  options: { typeAware: true, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['node_modules', 'data', 'dist', 'infra', 'scripts/*.mjs', 'libs/client/contract.d.ts'],
  rules: {
    ...STRICT,
    ...STRICT_BY_TYPES,
    complexity: ['error', 14],
    'max-depth': ['error', 4],
    'max-params': ['error', 5],
    'max-lines': ['error', 300],
  },
  overrides: [
    ...IMPORTS,
    {
      files: ['apps/console/**/*.{ts,tsx}'],
      excludeFiles: [SPECS],
      rules: {
        ...REACT,
        // A handler of an event may give what a setter gives.
        'typescript/no-confusing-void-expression': 'off',
      },
    },
    {
      files: ['libs/**/*.ts'],
      excludeFiles: [SPECS, CONTRACTS, 'libs/runtime/**', 'libs/words/**', ...FRENCH_AS_DATA],
      rules: { ...DATA_FROM_OUTSIDE, ...NO_FRENCH },
    },
    {
      files: ['libs/words/**/*.ts', 'libs/**/*.contract.ts', ...FRENCH_AS_DATA],
      excludeFiles: [SPECS],
      rules: DATA_FROM_OUTSIDE,
    },
    {
      // Clock and chance are taken here.
      files: ['libs/runtime/**/*.ts'],
      excludeFiles: [SPECS],
      rules: NO_FRENCH,
    },
    {
      files: ['libs/**/*.ts', 'apps/**/*.{ts,tsx}'],
      excludeFiles: [SPECS],
      rules: { 'house/kernel-reads-periods': 'error', 'house/traits-of-families': 'error' },
    },
    { files: ['libs/**/*.ts'], excludeFiles: [SPECS, ...APPLICATION], rules: { 'house/nominal-class': 'error' } },
    {
      files: [SPECS, CONTRACTS, 'test/**/*.ts'],
      rules: {
        // What is committed runs: a test that cannot run somewhere says why (test/support/unless.ts).
        'jest/no-focused-tests': 'error',
        'jest/no-disabled-tests': 'error',
        'jest/no-identical-title': 'error',
        'max-lines': 'off',
        'max-params': ['error', 7],
        complexity: 'off',
        'max-depth': 'off',
      },
    },
    {
      // Classes of the services are marked for Nest, and DTOs hold what decorators say of them.
      files: ['apps/**/*.ts', 'test/api/**/*.ts', ...APPLICATION],
      rules: { 'typescript/no-extraneous-class': ['error', { allowWithDecorator: true }] },
    },
    // Made-up facts branch as life does.
    { files: ['libs/synthetic/**/*.ts'], rules: { complexity: ['error', 20], 'max-depth': ['error', 5] } },
    // No types are written there.
    { files: ['**/*.{js,mjs}'], rules: off(STRICT_BY_TYPES) },
  ],
});
