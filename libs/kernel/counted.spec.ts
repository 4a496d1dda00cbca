/** French is singular below two, whatever the sign. */
import { expect, test } from '@jest/globals';
import { agreedWith, counted } from '#libs/kernel/counted.ts';
import { fraction } from '#libs/kernel/fraction.ts';

test('a number takes the plural from two on', () => {
  expect([0, 1, 2, 1234n].map((count) => counted(count, 'acte').replaceAll('\u202f', ' '))).toStrictEqual([
    '0 acte',
    '1 acte',
    '2 actes',
    '1 234 actes',
  ]);
});

test.each([
  [fraction(0), 'point'],
  [fraction(-3, 2), 'point'],
  [fraction(199, 100), 'point'],
  [fraction(2), 'points'],
  [fraction(-5, 2), 'points'],
])('an exact figure %# takes the plural from two on', (figure, word) => {
  expect(agreedWith(figure, 'point')).toBe(word);
});
