/** Results of quality as shares. */
import { expect, test } from '@jest/globals';
import { shareText, tenThousandths } from '#apps/console/screens/team/share.ts';

test('a result is a percent with two decimals, rounded to the nearest', () => {
  expect(shareText(tenThousandths({ numerator: 69, denominator: 160 }))).toBe('43,13 %');
  expect(shareText(tenThousandths({ numerator: 1, denominator: 3 }))).toBe('33,33 %');
  expect(shareText(tenThousandths({ numerator: 5, denominator: 100 }))).toBe('5,00 %');
  expect(shareText(tenThousandths({ numerator: 0, denominator: 0 }))).toBe('0,00 %');
});
