/** A file can be read without a file that needs it. */
import { expect, test } from '@jest/globals';
import { importCircles } from '#test/support/circles.ts';

test('no file imports, by way of others, itself', () => {
  expect(importCircles()).toStrictEqual([]);
});
