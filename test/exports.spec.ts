/** A name that no other file uses is not exported, so readers know that it may change. */
import { expect, test } from '@jest/globals';
import { sourceFile, unusedExports } from '#test/support/unused-exports.ts';

test('every export of the libraries and programs is imported by another file', () => {
  expect(unusedExports()).toStrictEqual([]);
});

test('exports, imports and modules loaded as a whole are found in each of their forms', () => {
  const { exported, imported, loaded, words } = sourceFile(
    'libs/a/b.ts',
    `import whole, { one, type Two, three as four } from './c.ts';
import type { Five } from '#libs/d.ts';
import * as all from '../e.ts';
export { six, seven as eight } from './f.ts';
export const [NINE, TEN] = all.members;
export async function eleven(): Promise<void> {
  await import('./g.ts'); // a comment
}
export default eleven;
`,
  );
  expect(exported).toStrictEqual(['eleven', 'six', 'eight', 'NINE', 'TEN']);
  expect(imported).toStrictEqual([
    ...['libs/a/c.ts default', 'libs/a/c.ts one', 'libs/a/c.ts Two', 'libs/a/c.ts three', 'libs/d.ts Five'],
    ...['libs/a/f.ts six', 'libs/a/f.ts seven'],
  ]);
  expect(loaded).toStrictEqual(['libs/e.ts', 'libs/a/g.ts']);
  expect([words.has('members'), words.has('comment')]).toStrictEqual([true, false]);
});
