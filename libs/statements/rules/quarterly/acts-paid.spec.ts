/** The lines that take back acts already paid. */
import { expect, test } from '@jest/globals';
import { doublePayment, feeForServiceOffset, floor } from '#libs/statements/rules/quarterly/acts-paid.ts';
import { quarterSums } from '#test/support/statements.ts';

test('takes back the amounts paid for substituted acts, and gives them when reversals outweigh', () => {
  expect(doublePayment(quarterSums({}, { base: 2500n, paid: 1650n }))).toBe(-1650n);
  expect(doublePayment(quarterSums({}, { base: 0n, paid: -1650n }))).toBe(1650n);
  expect(doublePayment(quarterSums({}))).toBe(0n);
});

test('the offset is minus the inside amount', () => {
  expect(feeForServiceOffset(quarterSums({ insideCents: 2500n, outsideCents: 999n }))).toBe(-2500n);
});

test('the floor lifts a negative result to zero and leaves any other', () => {
  expect(floor(-1n)).toBe(1n);
  expect(floor(0n)).toBe(0n);
  expect(floor(5n)).toBe(0n);
});
