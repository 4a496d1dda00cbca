/** How large an amount in whole cents is, of either sign. */
export function magnitude(cents: string | bigint): bigint {
  const value = BigInt(cents);
  return value < 0n ? -value : value;
}
