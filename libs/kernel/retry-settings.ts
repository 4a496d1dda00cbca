/** How an adapter waits for a server that it lost. */
export interface RetrySettings {
  /** Monotonic clock, ms. */
  readonly now: () => number;
  /** How long a lost connection is retried before the caller gets an error, ms. */
  readonly retryForMs: number;
}
