/** Whether the service is on its way out, and what must end for it: connections that would never end of themselves. */

export class LifeCycle {
  readonly #listeners = new Set<() => void>();
  #stopping = false;

  get stopping(): boolean {
    return this.#stopping;
  }

  /** Called once, when no new request is taken any more; gives what takes the listener away again. */
  onStop(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** From here on the service says that it is not ready; what it is sent all the same it still answers. */
  announceStop(): void {
    this.#stopping = true;
  }

  /** Ends what would not end of itself. */
  stop(): void {
    this.#stopping = true;
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
  }
}
