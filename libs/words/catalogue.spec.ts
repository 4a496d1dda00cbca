/** Every refusal of the libraries has one sentence, and its code belongs to one library. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { clauseOf, sentenceOf } from '#libs/words/sentence-of.ts';

const CODE = /\bRefusal<\s*'([A-Z][A-Z0-9_]*)'/g;

/** Each code that a library declares as a Refusal, with the libraries that declare it. */
function declared(): ReadonlyMap<string, readonly string[]> {
  const byCode = new Map<string, Set<string>>();
  for (const file of globSync('libs/**/*.ts', { exclude: ['libs/words/**', '**/*.spec.ts'] })) {
    const library = file.split('/')[1] ?? '';
    // This file has the form of a refusal, not a refusal.
    if (file === 'libs/kernel/domain-error.ts') continue;
    for (const [, code = ''] of readFileSync(file, 'utf8').matchAll(CODE))
      byCode.set(code, (byCode.get(code) ?? new Set()).add(library));
  }
  return new Map([...byCode].map(([code, libraries]) => [code, [...libraries]]));
}

const DECLARED = declared();
const WORDS = globSync('libs/words/*.ts', { exclude: ['**/*.spec.ts'] })
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

test('finds the refusals of many libraries', () => {
  expect(DECLARED.size).toBeGreaterThan(80);
  expect(DECLARED.get('REASON_REQUIRED')).toStrictEqual(['commands']);
});

test('every code has a sentence', () => {
  const silent = [...DECLARED.keys()].filter((code) => !new RegExp(`^  ${code}: `, 'm').test(WORDS));
  expect(silent).toStrictEqual([]);
});

test('no two libraries share a code', () => {
  expect([...DECLARED].filter(([, libraries]) => libraries.length > 1)).toStrictEqual([]);
});

test('every sentence has the French apostrophe, ’', () => {
  const files = globSync(['libs/words/**/*.ts', 'apps/**/*.{ts,tsx}'], { exclude: ['**/*.spec.ts'] });
  const withStraight = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => !/^\s*(?:\/?\*|\/\/)/.test(line) && /\p{L}'\p{L}/u.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(withStraight).toStrictEqual([]);
});

test('a code without a sentence throws', () => {
  expect(() => sentenceOf({ code: 'NOBODY_DECLARES_THIS', data: {} })).toThrow(RangeError);
});

test('after a colon a sentence about a file of the bank begins as a clause, and a name keeps its capital', () => {
  const clauses = [
    { code: 'BANK_FILE_EMPTY', data: {} },
    { code: 'ROW_STATUS', data: { at: { line: 3 }, text: 'PAID', known: ['payé'] } },
    { code: 'MESSAGE_MISSING', data: { element: 'BkToCstmrStmt' } },
    { code: 'SECOND_PERSON_REQUIRED', data: { by: { name: 'Le Goff' }, step: 'PROPOSED_HOLD', subject: '' } },
  ].map((refusal) => clauseOf(refusal).split(' ').slice(0, 2).join(' '));
  expect(clauses).toStrictEqual(['le fichier', 'à la', 'Document/BkToCstmrStmt manque', 'Le Goff']);
});
