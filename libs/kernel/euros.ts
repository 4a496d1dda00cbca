/** Amounts and rates in French: euros with cents, rates with a few decimals and a mark if cut. */
import { magnitude } from '#libs/kernel/magnitude.ts';
import { type Fraction, fraction, fractionFromText, multiply, roundToCents } from '#libs/kernel/fraction.ts';

const NARROW_SPACE = '\u202f';
const DECIMALS = 4;

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, NARROW_SPACE);
}

/** `12 345` */
export function wholeText(count: number | bigint): string {
  return `${count < 0 ? '−' : ''}${grouped(String(count).replace('-', ''))}`;
}

/** `1 234,56` for 123456 hundredths. */
export function twoDecimals(hundredths: bigint): string {
  const digits = String(magnitude(hundredths)).padStart(3, '0');
  return `${hundredths < 0n ? '−' : ''}${grouped(digits.slice(0, -2))},${digits.slice(-2)}`;
}

/** `1 234,56 €` */
export function euros(cents: bigint): string {
  return `${twoDecimals(cents)} €`;
}

/** A difference: `+1 234,56 €`, `−0,10 €`, `0,00 €`. */
export function signedEuros(cents: bigint): string {
  return `${cents > 0n ? '+' : ''}${euros(cents)}`;
}

/** A difference in tenths of a percent: `+12,5 %`, `−1 234,5 %`, `0,0 %`. */
export function signedPercent(tenths: bigint): string {
  const size = magnitude(tenths);
  return `${tenths < 0n ? '−' : tenths > 0n ? '+' : ''}${wholeText(size / 10n)},${size % 10n} %`;
}

/** Rounded to four decimals; `≈` marks a figure with more. Calculations use the exact figure. */
export function decimal(f: Fraction): string {
  const scale = fraction(10n ** BigInt(DECIMALS));
  const scaled = multiply(f, scale);
  const rounded = roundToCents(scaled);
  const digits = String(rounded < 0n ? -rounded : rounded).padStart(DECIMALS + 1, '0');
  const decimals = digits.slice(-DECIMALS).replace(/0+$/, '');
  const whole = grouped(digits.slice(0, -DECIMALS));
  const text = `${rounded < 0n ? '−' : ''}${whole}${decimals === '' ? '' : `,${decimals}`}`;
  return scaled.denominator === 1n ? text : `≈ ${text}`;
}

/** Rounded half away from zero to one decimal, for values whose further decimals add no information. */
export function oneDecimal(f: Fraction): string {
  return decimal(fraction(roundToCents(multiply(f, fraction(10))), 10));
}

/** A figure in cents, such as a mean per patient, in euros. */
export function eurosOfFraction(text: string): string {
  const f = fractionFromText(text);
  const rounded = euros(roundToCents(f));
  return f.denominator === 1n ? rounded : `≈ ${rounded}`;
}
