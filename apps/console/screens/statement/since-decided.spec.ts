/** A statement that was regularised is shown with the calculation of its first decision: nothing has changed since the last one. */
import { expect, test } from '@jest/globals';
import { sinceDecided } from './since-decided.ts';

const at = (digest: string, position: number) => ({ digest, pin: { position } });

test('a calculation after the decision is a change, and one before the last regularisation is not', () => {
  expect(sinceDecided(at('a', 10), undefined)).toBe('SAME');
  expect(sinceDecided(at('a', 10), at('a', 10))).toBe('SAME');
  expect(sinceDecided(at('b', 20), at('a', 10))).toBe('CALCULATED');
  expect(sinceDecided(at('a', 10), at('b', 20))).toBe('REGULARISED');
});
