/** Exact figures as whole numbers of parts, to be shown with a fixed number of decimals. */
import { fraction, fractionFromText, multiply, roundToCents } from '#libs/kernel/fraction.ts';

/** A figure as a whole number of parts, where 1 has `parts` parts, rounded half away from zero: `17/80` in ten-thousandths is 2125. */
export function partsOf(exact: string, parts: bigint): string {
  return String(roundToCents(multiply(fractionFromText(exact), fraction(parts))));
}
