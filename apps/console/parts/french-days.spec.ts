/** Names and texts of the console have days and minutes as people in France read them. */
import { expect, test } from '@jest/globals';
import { minuteInName } from './french-days.ts';

test('half past midnight in France is a minute of the new day, in winter and in summer', () => {
  expect(minuteInName(new Date('2026-11-29T23:30:00Z'))).toBe('2026-11-30-00-30');
  expect(minuteInName(new Date('2026-06-29T22:30:00Z'))).toBe('2026-06-30-00-30');
});
