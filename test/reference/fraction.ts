/** An exact number in lowest terms with a positive denominator, so that equal values look equal. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b);
}

export function ratio(n: bigint, d: bigint): Fraction {
  if (d === 0n) throw new Error('division by zero');
  const common = gcd(n, d) * (d < 0n ? -1n : 1n);
  return { n: n / common, d: d / common };
}

export const whole = (value: bigint | number): Fraction => ({ n: BigInt(value), d: 1n });
export const ZERO = whole(0);
export const ONE = whole(1);

/** Reads '51/50', '14.9', '20.00' or a JSON number. */
export function exact(value: unknown): Fraction {
  const [numerator = '', denominator = '1'] = String(value).split('/');
  return divide(decimal(numerator), decimal(denominator));
}

function decimal(text: string): Fraction {
  const [units = '', decimals = ''] = text.trim().split('.');
  return ratio(BigInt(units + decimals), 10n ** BigInt(decimals.length));
}

export const add = (a: Fraction, b: Fraction): Fraction => ratio(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Fraction, b: Fraction): Fraction => ratio(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Fraction, b: Fraction): Fraction => ratio(a.n * b.n, a.d * b.d);
export const divide = (a: Fraction, b: Fraction): Fraction => ratio(a.n * b.d, a.d * b.n);
export const negate = (a: Fraction): Fraction => ({ n: -a.n, d: a.d });
export const less = (a: Fraction, b: Fraction): boolean => a.n * b.d < b.n * a.d;
export const smaller = (a: Fraction, b: Fraction): Fraction => (less(a, b) ? a : b);
export const greater = (a: Fraction, b: Fraction): Fraction => (less(a, b) ? b : a);

/** "an amount is rounded once, to the cent, half away from zero" */
export function round(a: Fraction): bigint {
  const size = a.n < 0n ? -a.n : a.n;
  const rounded = (2n * size + a.d) / (2n * a.d);
  return a.n < 0n ? -rounded : rounded;
}
