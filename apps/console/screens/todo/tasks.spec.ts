/** A task links to its screen, with the filters of its group. */
import { expect, test } from '@jest/globals';
import { wayOf } from './tasks.ts';

const STALE = { kind: 'STALE', count: 1, amountCents: null, groups: [], next: [] };

test.each([
  ['2023-Q2', '/decomptes?de=2023-Q2&a=2023-Q2'],
  ['2023', '/decomptes?de=2023-Q1&a=2023-Q4'],
  ['2023-Q2, réglementation changée', '/decomptes?de=2023-Q2&a=2023-Q2'],
  ['sans période', '/decomptes?'],
])('the group « %s » leads to %s', (group, address) => {
  expect(wayOf(STALE).to(group)).toBe(address);
});
