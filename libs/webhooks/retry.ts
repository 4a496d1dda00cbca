/** When a delivery that failed is tried again. */

const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000];

/** Between one try and the next, ms; a day and a half in all. */
export const RETRY_DELAYS_MS: readonly number[] = [
  5 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  10 * HOUR,
];

/** Delays are spread by as much, so that what failed together is not tried again together. */
const SPREAD = 0.2;

/**
 * How long to wait after a number of tries, ms; undefined where there is no further one. `chance` is from 0 to 1.
 */
export function retryDelay(tries: number, chance: number, delays = RETRY_DELAYS_MS): number | undefined {
  const delay = delays[tries - 1];
  return delay === undefined ? undefined : Math.round(delay * (1 - SPREAD + 2 * SPREAD * chance));
}
