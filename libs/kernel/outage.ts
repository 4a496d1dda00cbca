/** Reports a repeated failure when it begins or changes, and once it is over. A report of each repetition would fill a log. */
export class Outage {
  #reason: string | undefined;

  /** Whether this failure differs from the previous one. */
  isNews(error: unknown): boolean {
    const reason = String(error);
    const isNews = reason !== this.#reason;
    this.#reason = reason;
    return isNews;
  }

  /** Whether there was a failure; resets the state to no failure. */
  ends(): boolean {
    const wasOut = this.#reason !== undefined;
    this.#reason = undefined;
    return wasOut;
  }
}
