/** Numbers with their nouns in French agreement: plural from two on. */
import { wholeText } from '#libs/kernel/euros.ts';
import type { Fraction } from '#libs/kernel/fraction.ts';

/** `1 versement`, `12 345 versements`. */
export function counted(count: number | bigint, one: string, many = `${one}s`): string {
  return `${wholeText(count)} ${agreed(count, one, many)}`;
}

/** Only the word: `libéré`, `libérés`. */
export function agreed(count: number | bigint, one: string, many = `${one}s`): string {
  return count < 2 ? one : many;
}

/** The word for an exact figure: `1,5 point`, `−2 points`. */
export function agreedWith({ numerator, denominator }: Fraction, one: string, many = `${one}s`): string {
  const [size, whole] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator];
  return size < 2n * whole ? one : many;
}
