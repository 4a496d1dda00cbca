/** Fractions are exact, and an amount is rounded to the cent once. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Fraction,
  HALF,
  ONE,
  ZERO,
  add,
  compare,
  divide,
  fraction,
  fractionFromText,
  fractionText,
  isZero,
  maximum,
  mean,
  minimum,
  multiply,
  parseFraction,
  roundToCents,
  subtract,
  sum,
} from '#libs/kernel/fraction.ts';

const whole = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
const positive = fc.bigInt({ min: 1n, max: 10n ** 12n });
const anyFraction = fc.tuple(whole, positive).map(([n, d]) => fraction(n, d));

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

test('a fraction is in lowest terms, also beyond the exact integers of a number', () => {
  const near = fc.bigInt({ min: 2n ** 53n - 50n, max: 2n ** 53n + 50n });
  const size = fc.oneof(near, fc.bigInt({ min: 1n, max: 10n ** 3n }), fc.bigInt({ min: 1n, max: 10n ** 40n }));
  const divisors = (n: bigint): readonly bigint[] => [2n, 3n, 5n, 7n, 11n, 13n].filter((p) => n % p === 0n);
  fc.assert(
    fc.property(size, size, size, (n, d, common) => {
      const { numerator, denominator } = fraction(-n * common, d * common);
      expect(numerator * d).toBe(-n * denominator);
      expect(denominator > 0n).toBe(true);
      expect(divisors(numerator).filter((p) => denominator % p === 0n)).toStrictEqual([]);
      expect(fraction(n, d)).toStrictEqual({ numerator: -numerator, denominator });
    }),
  );
});

test('an amount is rounded to the cent half away from zero, on both sides of zero', () => {
  for (const [written, cents] of [
    ['0.5', 1n],
    ['-0.5', -1n],
    ['1.5', 2n],
    ['-1.5', -2n],
    ['2.5', 3n],
    ['-2.5', -3n],
    ['0.49', 0n],
    ['-0.49', 0n],
    ['0.51', 1n],
    ['-0.51', -1n],
    ['1/3', 0n],
    ['2/3', 1n],
    ['-2/3', -1n],
    ['0', 0n],
    ['-7', -7n],
    ['7806802.5', 7806803n],
  ] as const)
    assert.equal(roundToCents(fractionFromText(written)), cents, written);
});

test('a rounded amount is at most half a cent away, and opposite fractions round to opposite amounts', () => {
  fc.assert(
    fc.property(anyFraction, (f) => {
      const rounded = roundToCents(f);
      const away = subtract(fraction(rounded), f);
      expect(absolute(away.numerator) * 2n).toBeLessThanOrEqual(away.denominator);
      expect(roundToCents(multiply(f, fraction(-1)))).toBe(-rounded);
    }),
  );
});

test('a value exactly halfway rounds away from zero', () => {
  fc.assert(
    fc.property(whole, (n) => {
      const halfway = add(fraction(n), HALF);
      expect(roundToCents(halfway)).toBe(n >= 0n ? n + 1n : n);
    }),
  );
});

test('a fraction is kept in lowest terms with a denominator above 0', () => {
  expect(fraction(-6, -4)).toStrictEqual({ numerator: 3n, denominator: 2n });
  expect(fraction(6, -4)).toStrictEqual({ numerator: -3n, denominator: 2n });
  expect(fraction(0, -5)).toStrictEqual(ZERO);
  fc.assert(
    fc.property(whole, positive, positive, (n, d, k) => {
      expect(fraction(n * k, d * k)).toStrictEqual(fraction(n, d));
    }),
  );
});

test('a denominator or a divisor of 0 is refused', () => {
  expect(() => fraction(1, 0)).toThrow(RangeError);
  expect(() => divide(ONE, ZERO)).toThrow(RangeError);
  expect(() => mean([])).toThrow(RangeError);
});

test('addition and multiplication do not depend on order or grouping, and multiplication distributes', () => {
  fc.assert(
    fc.property(anyFraction, anyFraction, anyFraction, (a, b, c) => {
      expect(add(a, b)).toStrictEqual(add(b, a));
      expect(add(add(a, b), c)).toStrictEqual(add(a, add(b, c)));
      expect(multiply(a, b, c)).toStrictEqual(multiply(c, multiply(a, b)));
      expect(multiply(a, add(b, c))).toStrictEqual(add(multiply(a, b), multiply(a, c)));
    }),
  );
});

test('subtraction undoes addition, and division undoes multiplication', () => {
  fc.assert(
    fc.property(anyFraction, anyFraction, (a, b) => {
      expect(subtract(add(a, b), b)).toStrictEqual(a);
      fc.pre(!isZero(b));
      expect(divide(multiply(a, b), b)).toStrictEqual(a);
    }),
  );
});

test('comparison is by value, and the smaller and the greater of two are two of them', () => {
  expect(compare(fraction(1, 3), fraction(2, 5))).toBeLessThan(0);
  expect(compare(fraction(-1, 3), fraction(-2, 5))).toBeGreaterThan(0);
  expect(compare(fraction(2, 4), HALF)).toBe(0);
  fc.assert(
    fc.property(anyFraction, anyFraction, (a, b) => {
      expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0);
      expect(compare(minimum(a, b), maximum(a, b))).toBeLessThanOrEqual(0);
      expect(add(minimum(a, b), maximum(a, b))).toStrictEqual(add(a, b));
    }),
  );
});

test('a mean times the number of terms is their sum, exactly', () => {
  fc.assert(
    fc.property(fc.array(anyFraction, { minLength: 1, maxLength: 20 }), (terms) => {
      expect(multiply(mean(terms), fraction(terms.length))).toStrictEqual(sum(terms));
    }),
  );
});

test('a fraction is written as n or n/d and read back the same', () => {
  expect(fractionText(fraction(52, 50))).toBe('26/25');
  expect(fractionText(fraction(-3))).toBe('-3');
  fc.assert(
    fc.property(anyFraction, (f: Fraction) => {
      expect(parseFraction(fractionText(f))).toStrictEqual(f);
    }),
  );
});

test('decimals are read exactly', () => {
  expect(parseFraction('14.9999')).toStrictEqual(fraction(149_999, 10_000));
  expect(parseFraction('-0.5')).toStrictEqual(fraction(-1, 2));
  expect(parseFraction('20.0000')).toStrictEqual(fraction(20));
});

test('a text that is not a fraction is not read as one', () => {
  for (const text of ['', '1/0', '1/-2', '1,5', '.5', '1.', '1/2/3', '+1', ' 1', '1e3', 'NaN'])
    assert.equal(parseFraction(text), undefined, text);
  expect(() => fractionFromText('1/0')).toThrow(/"1\/0" is not a fraction/);
});
