/** Exact figures for display: rounded half away from zero, with a decimal comma. */
import { euros, twoDecimals } from '#libs/kernel/euros.ts';
import { partsOf } from '../../parts/parts-of.ts';

/** `1 234,50` for 123450 hundredths. */
export function hundredthsText(value: string): string {
  return twoDecimals(BigInt(value));
}

/** `12,50 %` for 1250 ten-thousandths. */
export function hundredthsPercentText(value: string): string {
  return `${hundredthsText(value)} %`;
}

/** A figure of a published measure: an amount, or a number with its decimals if it has any. */
export function measureText(measure: string, exact: string): string {
  if (measure.endsWith('_CENTS')) return euros(BigInt(partsOf(exact, 1n)));
  const text = hundredthsText(partsOf(exact, 100n));
  return text.endsWith(',00') ? text.slice(0, -3) : text;
}
