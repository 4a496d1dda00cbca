/** A month with far fewer acts than the months before looks incomplete, and later months are not compared with it. */
import { expect, test } from '@jest/globals';
import { WholeMonths } from '#libs/acts/whole-months.ts';

function incomplete(acts: readonly number[]): readonly boolean[] {
  const months = new WholeMonths();
  return acts.map((one) => months.take(one).looksIncomplete);
}

test('a file that stays away continues to show', () => {
  expect(incomplete([10, 10, 10, 4, 0, 5])).toStrictEqual([false, false, false, true, true, false]);
});

test('no month counts as incomplete when there are few acts', () => {
  expect(incomplete([9, 10, 10, 0, 0])).toStrictEqual([false, false, false, false, false]);
});
