/** Whether a measure over time stays level: compares its last third with the middle third, because the first one warms up. */

/** How much more the last third may have: a share of the earlier level, and a number for the variation of small figures. */
interface Allowance {
  readonly share: number;
  readonly more: number;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The fault of a measure, in the order of time; undefined if it is level, or too short to tell. */
export function levelFault(name: string, values: readonly number[], { share, more }: Allowance): string | undefined {
  const third = Math.floor(values.length / 3);
  if (third === 0) return undefined;
  const before = median(values.slice(third, 2 * third));
  const last = median(values.slice(2 * third));
  if (last <= before * (1 + share) + more) return undefined;
  return `${name} grows: ${Math.round(before)} in the middle, ${Math.round(last)} at the end`;
}

/** The value that this share of them does not pass. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
