/** A result of quality as a share, in whole ten-thousandths: 43,12 % is 4312. */
interface Result {
  readonly numerator: number;
  readonly denominator: number;
}

/** Rounded to the nearest; 0 of 0 is 0. */
export function tenThousandths({ numerator, denominator }: Result): string {
  if (denominator === 0) return '0';
  return String((BigInt(numerator) * 20_000n + BigInt(denominator)) / (2n * BigInt(denominator)));
}

/** `43,12 %` for 4312. */
export function shareText(value: string): string {
  const share = BigInt(value);
  return `${share / 100n},${String(share % 100n).padStart(2, '0')} %`;
}
