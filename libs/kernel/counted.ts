/** Numbers with their nouns in French agreement: plural from two on. */
import { wholeText } from '#libs/kernel/euros.ts';

/** `1 versement`, `12 345 versements`. */
export function counted(count: number | bigint, one: string, many = `${one}s`): string {
  return `${wholeText(count)} ${agreed(count, one, many)}`;
}

/** Only the word: `libéré`, `libérés`. */
export function agreed(count: number | bigint, one: string, many = `${one}s`): string {
  return count < 2 ? one : many;
}
