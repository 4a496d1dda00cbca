/** A command that recorded nothing is not said to be done. */
import { expect, test } from '@jest/globals';
import { isNothingDone } from '#apps/console/parts/nothing-done.ts';

test('the answer of a command without an event is nothing done', () => {
  expect(isNothingDone({ events: [], position: null })).toBe(true);
});

test.each([
  { events: ['RegularisationDrafted'], position: 12 },
  { outcomes: [], notCovered: [] },
  { id: 'a job', kind: 'replay', position: 12 },
  undefined,
])('%j is something done', (result) => {
  expect(isNothingDone(result)).toBe(false);
});
