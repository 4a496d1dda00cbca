/**
 * Requests that wait for the same thing share one read of it. A read that is under way began before the caller asked, so it is not shared:
 * callers begin one of their own, and where as many are under way as may be, they share the one that begins when one of these ends.
 */

/** Reads under way at once: while one waits for the server, the next is on its way. */
const AT_ONCE = 3;

export class SharedRead<T> {
  readonly #read: () => Promise<T>;
  readonly #atOnce: number;
  readonly #running = new Set<Promise<void>>();
  #next: Promise<T> | undefined;

  constructor(read: () => Promise<T>, atOnce = AT_ONCE) {
    this.#read = read;
    this.#atOnce = atOnce;
  }

  /** What a read that begins after this call gives. */
  get(): Promise<T> {
    // Between the end of one read and the beginning of the next too, callers wait for the next: it reads what they all want.
    if (this.#next !== undefined) return this.#next;
    if (this.#running.size < this.#atOnce) return this.#begin();
    return (this.#next = Promise.race(this.#running).then(() => {
      this.#next = undefined;
      return this.#begin();
    }));
  }

  #begin(): Promise<T> {
    const found = this.#read();
    const running = found.then(ended, ended).then(() => {
      this.#running.delete(running);
    });
    this.#running.add(running);
    return found;
  }
}

function ended(): void {
  // Whether it failed is the concern of those who share it.
}
