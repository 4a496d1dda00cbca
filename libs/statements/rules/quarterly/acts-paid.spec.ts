import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doublePayment, feeForServiceOffset, floor } from '#libs/statements/rules/quarterly/acts-paid.ts';
import { quarterSums } from '#test/support/statements.ts';

test('what was paid for substituted acts is taken back, and given where reversals outweigh', () => {
  assert.equal(doublePayment(quarterSums({}, { base: 2500n, paid: 1650n })), -1650n);
  assert.equal(doublePayment(quarterSums({}, { base: 0n, paid: -1650n })), 1650n);
  assert.equal(doublePayment(quarterSums({})), 0n);
});

test('the offset is minus the inside amount', () => {
  assert.equal(feeForServiceOffset(quarterSums({ insideCents: 2500n, outsideCents: 999n })), -2500n);
});

test('the floor lifts a negative result to zero and leaves any other', () => {
  assert.equal(floor(-1n), 1n);
  assert.equal(floor(0n), 0n);
  assert.equal(floor(5n), 0n);
});
