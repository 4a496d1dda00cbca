/** What a range of quarters must be. */
import type { Range } from '#libs/statements/rules/frame.ts';

/** A century: more than anyone means. */
export const MAX_QUARTERS = 400;

/** What is wrong with it, or nothing. */
export function rangeFault({ from, to }: Range): 'reversed' | 'too-long' | undefined {
  if (from > to) return 'reversed';
  return to - from >= MAX_QUARTERS ? 'too-long' : undefined;
}
