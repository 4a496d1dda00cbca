/** Times work repeatedly, alternating control and product so that both meet the same machine. */

export interface Pair {
  /** Median seconds. */
  readonly control: number;
  readonly product: number;
}

/** Seconds. Collects garbage first if node runs with --expose-gc. */
export async function timed(work: () => Promise<void>): Promise<number> {
  globalThis.gc?.();
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

/** Each function returns the seconds of one run, without its preparation and cleanup. */
export async function alternate(
  runs: number,
  name: string,
  control: () => Promise<number>,
  product: () => Promise<number>,
): Promise<Pair> {
  const seconds: { control: number[]; product: number[] } = { control: [], product: [] };
  for (let run = 1; run <= runs; run++) {
    const [first, second] = [await control(), await product()];
    seconds.control.push(first);
    seconds.product.push(second);
    progress(`${name}, run ${run} of ${runs}: control ${first.toFixed(2)} s, product ${second.toFixed(2)} s`);
  }
  return { control: median(seconds.control), product: median(seconds.product) };
}

/** Throws for incomplete work: its rate would mean nothing. */
export function mustEqual(what: string, found: number, expected: number): void {
  if (found !== expected) throw new Error(`${what}: ${found} instead of ${expected}`);
}

export function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}
