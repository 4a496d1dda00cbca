/** Amounts as people type them. */
import { expect, test } from '@jest/globals';
import { centsTyped } from '#apps/console/parts/amount-text.ts';

test.each([
  ['1234,56', '123456'],
  ['1\u202f234,56 €', '123456'],
  ['0,5', '50'],
  ['12', '1200'],
  ['900719925474099301,01', '90071992547409930101'],
  ['−3.20', '-320'],
])('%s is %s cents', (text, cents) => {
  expect(centsTyped(text)).toBe(cents);
});

test.each(['', '1,234', 'douze', '1,2,3', '1e3'])('« %s » is no amount', (text) => {
  expect(centsTyped(text)).toBeUndefined();
});
