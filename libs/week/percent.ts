/** Differences in percent, in whole tenths, without floating point; rounded half away from zero. */
import { signedPercent } from '#libs/kernel/euros.ts';
import { magnitude } from '#libs/kernel/magnitude.ts';
import { type Fraction, compare, fraction, roundToCents } from '#libs/kernel/fraction.ts';

const TENTHS_PER_UNIT = 1_000n;
const PERCENT = 100n;

/** A difference in tenths of a percent of the absolute amount; null if the amount is 0. */
export function tenthsOfPercent(differenceCents: bigint, ofCents: bigint): bigint | null {
  const base = magnitude(ofCents);
  return base === 0n ? null : roundToCents(fraction(differenceCents * TENTHS_PER_UNIT, base));
}

/** Strictly more than the threshold, on exact figures. Any difference from an amount of 0 is over it. */
export function isOverPercent(differenceCents: bigint, ofCents: bigint, thresholdPercent: Fraction): boolean {
  const [difference, base] = [magnitude(differenceCents), magnitude(ofCents)];
  if (difference === 0n || base === 0n) return difference !== 0n;
  return compare(fraction(difference * PERCENT, base), thresholdPercent) > 0;
}

/** `-12.5` */
export function tenthsText(tenths: bigint): string {
  const digits = String(magnitude(tenths)).padStart(2, '0');
  return `${tenths < 0n ? '-' : ''}${digits.slice(0, -1)}.${digits.slice(-1)}`;
}

/** `+12,5 %`, and `—` if there is no reference. */
export function percentText(tenths: bigint | null): string {
  return tenths === null ? '—' : signedPercent(tenths);
}
