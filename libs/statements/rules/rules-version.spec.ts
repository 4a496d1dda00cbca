/** A change of the rules that changes an amount has a version of its own: sums and statements kept under the one before are made again. */
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { RULES_VERSION } from '#libs/statements/rules/rules-version.ts';

/** Beginning of the SHA-256 of the amounts that each sample expects. Another version is another entry; one that stands here stays. */
const AMOUNTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '1': {
    tiny: '31444877b8f35f03',
    boundaries: '4c1b5a84cbf1b455',
    corrections: '8ddb37b10438a4e1',
    days: 'a1736e017396115b',
  },
};

const FILES = ['statement_lines.csv', 'statement_instalments.csv', 'act_ledger_entries.csv'];

test('the amounts that the samples expect are those of the version of the rules', () => {
  const amountsOf = (sample: string): string =>
    FILES.map((file) =>
      readFileSync(new URL(`../../../test/samples/${sample}/expected/${file}`, import.meta.url), 'utf8'),
    ).join('\n');
  const found = ['tiny', 'boundaries', 'corrections', 'days'].map((sample): [string, string] => [
    sample,
    hash('sha256', amountsOf(sample)).slice(0, 16),
  ]);
  expect(Object.fromEntries(found)).toStrictEqual(AMOUNTS[RULES_VERSION]);
});
