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
export function rowsOf(csv: string): readonly Row[];
