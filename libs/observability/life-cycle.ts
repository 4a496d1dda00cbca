/** Whether the service is stopping, and the connections to close because they would never end by themselves. */

export class LifeCycle {
  readonly #listeners = new Set<() => void>();
  #stopping = false;

  get stopping(): boolean {
    return this.#stopping;
  }

  /** Registers a listener, called once when no new request is accepted; returns a function that removes it. */
  onStop(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reports the service as not ready; it still answers requests. */
  announceStop(): void {
    this.#stopping = true;
  }

  /** Closes the connections that would not end by themselves. */
  stop(): void {
    this.#stopping = true;
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
  }
}
