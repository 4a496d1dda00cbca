/** A sample has the size that is typed, or none is drawn. */
import { expect, test } from '@jest/globals';
import { sizeTyped } from '#apps/console/screens/journal/size-typed.ts';

test.each([
  ['5', 5],
  [' 120 ', 120],
  ['0', undefined],
  ['-3', undefined],
  ['5,5', undefined],
  ['5 versements', undefined],
  ['', undefined],
])('%j is %s', (typed, size) => {
  expect(sizeTyped(typed)).toBe(size);
});
