/** The absolute value of an amount in whole cents. */
export function magnitude(cents: string | bigint): bigint {
  const value = BigInt(cents);
  return value < 0n ? -value : value;
}
