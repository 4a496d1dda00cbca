/** Delays before a failed delivery is retried. */

const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000];

/** Delays between tries, ms; a day and a half in total. */
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

/** The longest pause before a retry, also one that a receiver asks for: with a longer one the attempts would exceed a day and a half. */
export const PAUSE_MAX_MS = 12 * HOUR;

/**
 * The delay in the header Retry-After, ms: seconds, or a date of HTTP. Undefined if it is missing or unreadable. Source: RFC 9110, 10.2.3.
 */
export function retryAfter(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * SECOND : Date.parse(header) - nowMs;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), PAUSE_MAX_MS);
}

/** Random spread of delays, so that deliveries that failed together are not retried together. */
const SPREAD = 0.2;

/** Delay after a number of tries, ms; undefined after the last try. `chance` is from 0 to 1. */
export function retryDelay(tries: number, chance: number, delays = RETRY_DELAYS_MS): number | undefined {
  const delay = delays[tries - 1];
  return delay === undefined ? undefined : Math.round(delay * (1 - SPREAD + 2 * SPREAD * chance));
}
