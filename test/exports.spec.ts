/** A name that no other file uses is not exported, so readers know that it may change. */
import { expect, test } from '@jest/globals';
import { unusedExports } from '#test/support/unused-exports.ts';

test('every export of the libraries and programs is imported by another file', () => {
  expect(unusedExports()).toStrictEqual([]);
});
