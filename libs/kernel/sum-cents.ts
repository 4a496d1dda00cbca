/** Sums of amounts in cents. */

export function sumCents(amounts: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}

/** The sum of the amounts of all items. */
export function sumCentsOf<T>(items: Iterable<T>, of: (item: T) => bigint): bigint {
  let sum = 0n;
  for (const item of items) sum += of(item);
  return sum;
}
