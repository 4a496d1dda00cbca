/** For the test that holds the script against the product. */
interface Row {
  readonly position: number;
  readonly id: string;
  readonly amountCents: bigint;
}

interface Draw {
  readonly intervalCents: bigint;
  readonly startCents: bigint;
  readonly totalCents: bigint;
  readonly hits: readonly { readonly cent: bigint; readonly id: string; readonly position: number }[];
}

export function draw(
  rows: readonly Row[],
  seed: string,
  by: { readonly intervalCents?: bigint; readonly size?: number },
): Draw;
/** For the tests that run the script within their own process. */
export function main(args: readonly string[]): { readonly status: 0 | 2; readonly out?: string; readonly err?: string };
export function rowsOf(csv: string): readonly Row[];
