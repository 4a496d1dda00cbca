/** A name that no other file uses is not exported, so readers know that it may change. */
import { expect, test } from '@jest/globals';
import { sourceFile, unusedExports } from '#test/support/unused-exports.ts';

test('every export of the libraries and programs is imported by another file', () => {
  expect(unusedExports()).toStrictEqual([]);
});

test('each form of an export and of an import is read', () => {
  const text = `import a, { type B, c as d } from './own.ts';
import type { E } from '#libs/e.ts';
import * as f from './f.ts';
export { g as h } from './g.ts';
export type { I, J };
export const k = await import('./k.ts');
export const [l, m] = [1, 2];
export const { n, o: p } = q; // unread
export async function* r(): void {}
export abstract class S {}
export interface T {}
export default function u(): void {}
`;
  const { words, ...read } = sourceFile('libs/here/x.ts', text);
  expect(read).toStrictEqual({
    exported: ['k', 'r', 'S', 'T', 'l', 'm', 'n', 'p', 'h', 'I', 'J'],
    imported: [
      ['libs/here/own.ts', 'default'],
      ['libs/here/own.ts', 'B'],
      ['libs/here/own.ts', 'c'],
      ['libs/e.ts', 'E'],
      ['libs/here/g.ts', 'g'],
    ],
    loaded: ['libs/here/f.ts', 'libs/here/k.ts'],
  });
  expect(['q', './k.ts', 'unread'].filter((word) => words.has(word))).toStrictEqual(['q', './k.ts']);
});
