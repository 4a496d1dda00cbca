/** Amounts, rates and figures as people in France read them. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fractionFromText } from '#libs/kernel/fraction.ts';
import { decimal, euros, eurosOfFraction } from '#libs/kernel/euros.ts';

const NARROW = '\u202f';

/** Spaces of any kind as one, to read the tests. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

test('euros are written with a comma, two decimals, thousands apart and the sign before', () => {
  for (const [cents, text] of [
    [0n, '0,00 €'],
    [5n, '0,05 €'],
    [-5n, '−0,05 €'],
    [99n, '0,99 €'],
    [100n, '1,00 €'],
    [123_456n, '1 234,56 €'],
    [-123_456n, '−1 234,56 €'],
    [100_000_000n, '1 000 000,00 €'],
    [99_999n, '999,99 €'],
    [123_456_789_012_345_678_901n, '1 234 567 890 123 456 789,01 €'],
  ] as const)
    expect(plain(euros(cents))).toBe(text);
});

test('thousands are apart by a narrow space that does not break', () => {
  expect(euros(123_456n).startsWith(`1${NARROW}234,56`)).toBe(true);
});

test('an amount shows the digits of its cents', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (cents) => {
      const text = euros(cents);
      const read = BigInt(text.replace(/\D/g, '')) * (text.startsWith('−') ? -1n : 1n);
      expect(read).toBe(cents);
    }),
  );
});

test('a rate has at most four decimals, and a sign marks a rate that has more', () => {
  for (const [written, text] of [
    ['3/4', '0,75'],
    ['1', '1'],
    ['0', '0'],
    ['26/25', '1,04'],
    ['1/3', '≈ 0,3333'],
    ['2/3', '≈ 0,6667'],
    ['-2/3', '≈ −0,6667'],
    ['21.5', '21,5'],
    ['1/10000', '0,0001'],
    ['1/100000', '≈ 0'],
    ['12345.5', '12 345,5'],
  ] as const)
    assert.equal(plain(decimal(fractionFromText(written))), text, written);
});

test('a figure in cents is written in euros, and a sign marks a cut figure', () => {
  expect(plain(eurosOfFraction('1234'))).toBe('12,34 €');
  expect(plain(eurosOfFraction('2469/2'))).toBe('≈ 12,35 €');
  expect(plain(eurosOfFraction('-1234'))).toBe('−12,34 €');
});
