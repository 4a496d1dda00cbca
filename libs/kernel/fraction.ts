/**
 * Exact fractions. Every amount stays a fraction until its one rounding to the cent; no floating point is near it. Own code: fraction.js, as
 * fast, takes any number with decimals, so that a floating-point figure would pass unseen.
 */

export interface Fraction {
  readonly numerator: bigint;
  /** Always > 0; the fraction is in lowest terms. */
  readonly denominator: bigint;
}

const FRACTION_TEXT = /^(-?\d+)(?:\/(\d+)|\.(\d+))?$/;

/** Whole numbers up to here are exact as numbers, and so are their remainders, which are computed many times faster than with bigints. */
const EXACT = BigInt(Number.MAX_SAFE_INTEGER);

/** `b` is more than 0. */
function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y > EXACT) [x, y] = [y, x % y];
  if (y === 0n) return x;
  let [divisor, rest] = [Number(y), Number(x % y)];
  while (rest !== 0) [divisor, rest] = [rest, divisor % rest];
  return BigInt(divisor);
}

/** Throws RangeError if the denominator is 0. */
export function fraction(numerator: bigint | number, denominator: bigint | number = 1n): Fraction {
  let [n, d] = [BigInt(numerator), BigInt(denominator)];
  if (d === 0n) throw new RangeError(`${n}/0 is not a fraction`);
  if (d < 0n) [n, d] = [-n, -d];
  const divisor = greatestCommonDivisor(n, d);
  return divisor === 1n ? { numerator: n, denominator: d } : { numerator: n / divisor, denominator: d / divisor };
}

export const ZERO = fraction(0);
export const ONE = fraction(1);
export const HALF = fraction(1, 2);

/** The fraction written `26/25`, `-3` or `14.9`; undefined for any other text. */
export function parseFraction(text: string): Fraction | undefined {
  const match = FRACTION_TEXT.exec(text);
  if (match === null) return undefined;
  const [, whole = '', below, decimals] = match;
  if (below !== undefined) return BigInt(below) === 0n ? undefined : fraction(BigInt(whole), BigInt(below));
  if (decimals !== undefined) return fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
  return fraction(BigInt(whole));
}

/** Like `parseFraction`, for a text that was checked before: throws if it is no fraction. */
export function fractionFromText(text: string): Fraction {
  const parsed = parseFraction(text);
  if (parsed === undefined) throw new RangeError(`"${text}" is not a fraction; it would be written 26/25, 3 or 14.9`);
  return parsed;
}

export function fractionText(f: Fraction): string {
  return f.denominator === 1n ? String(f.numerator) : `${f.numerator}/${f.denominator}`;
}

/** Null instead of undefined, for JSON. */
export function optionalFractionText(f: Fraction | undefined): string | null {
  return f === undefined ? null : fractionText(f);
}

export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, { numerator: -b.numerator, denominator: b.denominator });
}

export function multiply(...factors: readonly Fraction[]): Fraction {
  return fraction(
    factors.reduce((product, f) => product * f.numerator, 1n),
    factors.reduce((product, f) => product * f.denominator, 1n),
  );
}

/** Throws RangeError if the divisor is 0. */
export function divide(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function minimum(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) <= 0 ? a : b;
}

export function maximum(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) >= 0 ? a : b;
}

export function isZero(f: Fraction): boolean {
  return f.numerator === 0n;
}

export function sum(terms: readonly Fraction[]): Fraction {
  return terms.reduce(add, ZERO);
}

/** Throws RangeError on an empty list. */
export function mean(terms: readonly Fraction[]): Fraction {
  return divide(sum(terms), fraction(terms.length));
}

/** Rounds to the whole cent, half away from zero: the only rounding of an amount. */
export function roundToCents(f: Fraction): bigint {
  const negative = f.numerator < 0n;
  const rounded = ((negative ? -f.numerator : f.numerator) * 2n + f.denominator) / (2n * f.denominator);
  return negative ? -rounded : rounded;
}
