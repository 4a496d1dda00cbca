/** Days and instants as people in France read them. */
import { expect, test } from '@jest/globals';
import { dayOfInstantInFrench } from '#libs/kernel/french-days.ts';

test.each([
  ['2026-06-30T22:30:00.000Z', '01/07/2026'],
  ['2026-12-31T22:59:59.999Z', '31/12/2026'],
  ['2026-12-31T23:30:00.000Z', '01/01/2027'],
])('%s is on %s in France', (at, day) => {
  expect(dayOfInstantInFrench(at)).toBe(day);
});
