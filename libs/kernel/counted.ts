/** Figures with what they count, as French agrees them: plural from two on. */

/** `1 versement`, `2 versements`. */
export function counted(count: number | bigint, one: string, many = `${one}s`): string {
  return `${count} ${agreed(count, one, many)}`;
}

/** The word alone: `libéré`, `libérés`. */
export function agreed(count: number | bigint, one: string, many = `${one}s`): string {
  return count < 2 ? one : many;
}
