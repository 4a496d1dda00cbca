/**
 * Requests for the same thing share one read. A read under way began before the request, so it is not shared: callers share the next one.
 */
export class SharedRead<T> {
  readonly #read: () => Promise<T>;
  #running: Promise<unknown> | undefined;
  #next: Promise<T> | undefined;

  constructor(read: () => Promise<T>) {
    this.#read = read;
  }

  /** The result of a read that begins after this call. */
  get(): Promise<T> {
    // Between the end of one read and the beginning of the next, callers also wait for the next: it serves all of them.
    if (this.#next !== undefined) return this.#next;
    if (this.#running === undefined) return this.#begin();
    return (this.#next = this.#running.then(() => {
      this.#next = undefined;
      return this.#begin();
    }));
  }

  #begin(): Promise<T> {
    const found = this.#read();
    const running = found.then(ended, ended).then(() => {
      if (this.#running === running) this.#running = undefined;
    });
    this.#running = running;
    return found;
  }
}

function ended(): void {
  // The callers that share it handle its failure.
}
