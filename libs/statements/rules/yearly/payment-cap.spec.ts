/** The payment of a group is at most a share of the expected spending of its list. */
import { expect, test } from '@jest/globals';
import { fraction } from '#libs/kernel/fraction.ts';
import { capped, paymentCap } from '#libs/statements/rules/yearly/payment-cap.ts';

const MEANS = { observed: fraction(90), expected: fraction(100) };
const C = fraction(1_000);

test('the ceiling is the rate times the expected spending of the list, and caps only the amount above it', () => {
  const cap = paymentCap(fraction(1, 4), MEANS, 20);
  expect(cap?.ceiling).toStrictEqual(fraction(500));
  expect(capped(C, cap)).toStrictEqual(fraction(500));
  expect(capped(fraction(499), cap)).toStrictEqual(fraction(499));
});

test('an expected spending of 0 caps to 0, and an unknown one does not cap', () => {
  expect(capped(C, paymentCap(fraction(1, 4), { ...MEANS, expected: fraction(0) }, 20))).toStrictEqual(fraction(0));
  const unknown = paymentCap(fraction(1, 4), undefined, 20);
  expect(unknown?.ceiling).toBeUndefined();
  expect(capped(C, unknown)).toStrictEqual(C);
});

test('a text without a cap gives none', () => {
  expect(paymentCap(null, MEANS, 20)).toBeNull();
  expect(capped(C, null)).toStrictEqual(C);
});
