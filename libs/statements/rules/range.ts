/** Checks a range of quarters. */
import type { QuarterRange } from '#libs/kernel/period.ts';

/** A century. A longer range is a mistake. */
export const MAX_QUARTERS = 400;

/** The fault of a range, if any. */
export function rangeFault({ from, to }: QuarterRange): 'reversed' | 'too-long' | undefined {
  if (from > to) return 'reversed';
  return to - from >= MAX_QUARTERS ? 'too-long' : undefined;
}
