/** Results of quality, thresholds and other parts as shares, ratings and scores as decimals. */
import { twoDecimals } from '#libs/kernel/euros.ts';
import { fraction, fractionFromText, roundToCents } from '#libs/kernel/fraction.ts';
import { partsOf } from '../../parts/parts-of.ts';

/** A count or an amount as a part of another; neither is negative. */
interface Part {
  readonly numerator: number | bigint;
  readonly denominator: number | bigint;
}

/** A share in whole ten-thousandths: 43,12 % is 4312. Rounded to the nearest; 0 of 0 is 0. */
export function tenThousandths({ numerator, denominator }: Part): string {
  if (BigInt(denominator) === 0n) return '0';
  return String(roundToCents(fraction(BigInt(numerator) * 10_000n, denominator)));
}

/** Undefined if there is no result. */
export function shareOf(result: { readonly numerator: number | null; readonly denominator: number | null }) {
  const { numerator, denominator } = result;
  return numerator === null || denominator === null ? undefined : tenThousandths({ numerator, denominator });
}

/** `43,12 %` for 4312. */
export function shareText(value: string): string {
  return `${twoDecimals(BigInt(value))} %`;
}

/** `14,9999 %` for a threshold as written, with all its decimals and at least two. */
export function thresholdText(written: string): string {
  const [whole = '0', part = ''] = written.split('.');
  return `${whole},${part.padEnd(2, '0')} %`;
}

/** Its place in a chart, in whole ten-thousandths; further decimals are cut off. */
export function thresholdShare(written: string): string {
  const [whole = '0', part = ''] = written.split('.');
  return String(BigInt(whole) * 100n + BigInt(part.padEnd(2, '0').slice(0, 2)));
}

/** The place of a result among the thresholds, by its rating: `1` is the target, `1/2` the intermediate threshold. */
export function levelOf(rating: string | null): string {
  if (rating === null) return 'sans note';
  const { numerator, denominator } = fractionFromText(rating);
  if (numerator >= denominator) return 'cible atteinte';
  return 2n * numerator >= denominator ? 'entre les seuils' : 'sous le seuil';
}

/** `0,75` for 3/4; rounded to the nearest hundredth. */
export function pointsText(exact: string): string {
  return twoDecimals(BigInt(partsOf(exact, 100n)));
}

/** `+3,13`, `−0,50` or `0,00`: a difference, rounded to the nearest hundredth. */
export function signedPointsText(exact: string): string {
  return `${BigInt(partsOf(exact, 100n)) > 0n ? '+' : ''}${pointsText(exact)}`;
}
