/** How many requests a caller may make in a minute: by who it is where its token was verified, else by its address. */

const WINDOW_MS = 60_000;
/** Callers counted one by one; more of them within a minute are counted together. */
const MAX_CALLERS = 100_000;
const OTHERS = 'others';

export class RateLimit {
  readonly #perMinute: number;
  readonly #now: () => number;
  readonly #counts = new Map<string, number>();
  #endsMs = 0;

  /** `now` gives ms of any clock that only goes forwards. */
  constructor(perMinute: number, now: () => number) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** Counts a request; gives after how many whole seconds the caller may ask again, 0 where it may now. */
  wait(caller: string): number {
    const key = this.#keyOf(caller);
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return this.#secondsAfter(count);
  }

  /** What `wait` would give, without counting. */
  wouldWait(caller: string): number {
    return this.#secondsAfter((this.#counts.get(this.#keyOf(caller)) ?? 0) + 1);
  }

  #keyOf(caller: string): string {
    const now = this.#now();
    if (now >= this.#endsMs) {
      this.#counts.clear();
      this.#endsMs = now + WINDOW_MS;
    }
    return this.#counts.size < MAX_CALLERS || this.#counts.has(caller) ? caller : OTHERS;
  }

  #secondsAfter(count: number): number {
    return count <= this.#perMinute ? 0 : Math.max(1, Math.ceil((this.#endsMs - this.#now()) / 1_000));
  }
}
