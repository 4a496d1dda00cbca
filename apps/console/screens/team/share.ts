/** Results of quality, thresholds and other parts as shares, ratings and scores as decimals. */
import { fractionFromText } from '#libs/kernel/fraction.ts';

/** A count or an amount as a part of another; neither is negative. */
interface Part {
  readonly numerator: number | bigint;
  readonly denominator: number | bigint;
}

/** A share in whole ten-thousandths: 43,12 % is 4312. Rounded to the nearest; 0 of 0 is 0. */
export function tenThousandths({ numerator, denominator }: Part): string {
  if (BigInt(denominator) === 0n) return '0';
  return String((BigInt(numerator) * 20_000n + BigInt(denominator)) / (2n * BigInt(denominator)));
}

/** Undefined if there is no result. */
export function shareOf(result: { readonly numerator: number | null; readonly denominator: number | null }) {
  const { numerator, denominator } = result;
  return numerator === null || denominator === null ? undefined : tenThousandths({ numerator, denominator });
}

/** `43,12 %` for 4312. */
export function shareText(value: string): string {
  const share = BigInt(value);
  return `${share / 100n},${String(share % 100n).padStart(2, '0')} %`;
}

/** A threshold as written, in percent, as a share in whole ten-thousandths; further decimals are cut off. */
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
  const { numerator, denominator } = fractionFromText(exact);
  const hundredths = (numerator * 200n + denominator) / (2n * denominator);
  return `${hundredths / 100n},${String(hundredths % 100n).padStart(2, '0')}`;
}

/** `+3,13`, `−0,50` or `0,00`: a difference, rounded to the nearest hundredth. */
export function signedPointsText(exact: string): string {
  const isLess = exact.startsWith('-');
  const text = pointsText(isLess ? exact.slice(1) : exact);
  if (/^[0,]+$/.test(text)) return text;
  return `${isLess ? '−' : '+'}${text}`;
}
