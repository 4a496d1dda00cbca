/** A suggestion is for a slip of the fingers, and not for any other word. */
import { expect, test } from '@jest/globals';
import { differsBy, isNearly } from '#libs/kernel/near-words.ts';

test.each([
  ['tood', 'todo'],
  ['SHOW', 'show'],
  ['aprove', 'approve'],
  ['calculte', 'calculate'],
  ['--form', '--from'],
])('%s is nearly %s', (typed, known) => {
  expect(isNearly(typed, known)).toBe(true);
});

test.each([
  ['foo', 'todo'],
  ['xyz', 'pay'],
  ['show', 'import'],
  ['--keep', '--help'],
])('%s is not nearly %s', (typed, known) => {
  expect(isNearly(typed, known)).toBe(false);
});

test('two neighbours that are swapped are one fault', () => {
  expect([differsBy('pesp-01', 'peps-01', 1), differsBy('peps-99', 'peps-01', 1)]).toStrictEqual([true, false]);
});
