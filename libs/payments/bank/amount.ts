/** Amounts as bank files write them, euros with a point, and as the product counts them, whole cents. */

/** `1234.50` for 123450n; the amount is not negative. */
export function eurosText(cents: bigint): string {
  const digits = String(cents).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * Cents of an amount in euros with at most 16 digits before the point and five after it, the most that ISO 20022 allows; undefined if the
 * text is not one, or is not a whole number of cents.
 */
export function centsOf(text: string): bigint | undefined {
  const match = /^(\d{1,16})(?:\.(\d{1,2})0{0,3})?$/.exec(text);
  return match === null ? undefined : BigInt(match[1] ?? '') * 100n + BigInt((match[2] ?? '').padEnd(2, '0'));
}
