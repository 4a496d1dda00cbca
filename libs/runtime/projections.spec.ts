/** Each projection has a French name for people. */
import { expect, test } from '@jest/globals';
import { PROJECTIONS } from '#libs/runtime/projections.ts';
import { PROJECTION_LABELS } from '#libs/words/labels/projections.ts';

test('every projection has a French name, and no other is named', () => {
  expect(Object.keys(PROJECTION_LABELS).sort()).toStrictEqual(PROJECTIONS.map(({ name }) => name).sort());
});
