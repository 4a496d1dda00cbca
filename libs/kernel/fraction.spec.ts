import assert from 'node:assert/strict';
import { test } from 'node:test';
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
      assert.ok(absolute(away.numerator) * 2n <= away.denominator);
      assert.equal(roundToCents(multiply(f, fraction(-1))), -rounded);
    }),
  );
});

test('what lies exactly halfway rounds away from zero', () => {
  fc.assert(
    fc.property(whole, (n) => {
      const halfway = add(fraction(n), HALF);
      assert.equal(roundToCents(halfway), n >= 0n ? n + 1n : n);
    }),
  );
});

test('a fraction is kept in lowest terms with a denominator above 0', () => {
  assert.deepEqual(fraction(-6, -4), { numerator: 3n, denominator: 2n });
  assert.deepEqual(fraction(6, -4), { numerator: -3n, denominator: 2n });
  assert.deepEqual(fraction(0, -5), ZERO);
  fc.assert(
    fc.property(whole, positive, positive, (n, d, k) => {
      assert.deepEqual(fraction(n * k, d * k), fraction(n, d));
    }),
  );
});

test('a denominator or a divisor of 0 is refused', () => {
  assert.throws(() => fraction(1, 0), RangeError);
  assert.throws(() => divide(ONE, ZERO), RangeError);
  assert.throws(() => mean([]), RangeError);
});

test('addition and multiplication do not depend on order or grouping, and multiplication distributes', () => {
  fc.assert(
    fc.property(anyFraction, anyFraction, anyFraction, (a, b, c) => {
      assert.deepEqual(add(a, b), add(b, a));
      assert.deepEqual(add(add(a, b), c), add(a, add(b, c)));
      assert.deepEqual(multiply(a, b, c), multiply(c, multiply(a, b)));
      assert.deepEqual(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)));
    }),
  );
});

test('subtraction undoes addition, and division undoes multiplication', () => {
  fc.assert(
    fc.property(anyFraction, anyFraction, (a, b) => {
      assert.deepEqual(subtract(add(a, b), b), a);
      fc.pre(!isZero(b));
      assert.deepEqual(divide(multiply(a, b), b), a);
    }),
  );
});

test('comparison is by value, and the smaller and the greater of two are two of them', () => {
  assert.ok(compare(fraction(1, 3), fraction(2, 5)) < 0);
  assert.ok(compare(fraction(-1, 3), fraction(-2, 5)) > 0);
  assert.equal(compare(fraction(2, 4), HALF), 0);
  fc.assert(
    fc.property(anyFraction, anyFraction, (a, b) => {
      assert.equal(Math.sign(compare(a, b)) + Math.sign(compare(b, a)), 0);
      assert.ok(compare(minimum(a, b), maximum(a, b)) <= 0);
      assert.deepEqual(add(minimum(a, b), maximum(a, b)), add(a, b));
    }),
  );
});

test('a mean times the number of terms is their sum, exactly', () => {
  fc.assert(
    fc.property(fc.array(anyFraction, { minLength: 1, maxLength: 20 }), (terms) => {
      assert.deepEqual(multiply(mean(terms), fraction(terms.length)), sum(terms));
    }),
  );
});

test('a fraction is written as n or n/d and read back as it was', () => {
  assert.equal(fractionText(fraction(52, 50)), '26/25');
  assert.equal(fractionText(fraction(-3)), '-3');
  fc.assert(
    fc.property(anyFraction, (f: Fraction) => {
      assert.deepEqual(parseFraction(fractionText(f)), f);
    }),
  );
});

test('decimals are read exactly', () => {
  assert.deepEqual(parseFraction('14.9999'), fraction(149_999, 10_000));
  assert.deepEqual(parseFraction('-0.5'), fraction(-1, 2));
  assert.deepEqual(parseFraction('20.0000'), fraction(20));
});

test('a text that is not a fraction is not read as one', () => {
  for (const text of ['', '1/0', '1/-2', '1,5', '.5', '1.', '1/2/3', '+1', ' 1', '1e3', 'NaN'])
    assert.equal(parseFraction(text), undefined, text);
  assert.throws(() => fractionFromText('1/0'), /"1\/0" is not a fraction/);
});
