/** What a range of quarters must be. */
import type { QuarterRange } from '#libs/kernel/period.ts';

/** A century: more than anyone means. */
export const MAX_QUARTERS = 400;

/** What is wrong with it, or nothing. */
export function rangeFault({ from, to }: QuarterRange): 'reversed' | 'too-long' | undefined {
  if (from > to) return 'reversed';
  return to - from >= MAX_QUARTERS ? 'too-long' : undefined;
}
