/** Long work in the thread of the service lets the rest of the process have its turn: requests, health, signals, heartbeats. */
import { setImmediate } from 'node:timers/promises';

/** Maximum time to keep the thread, ms: some of these in a row must not be noticeable. */
const TURN_MS = 10;

export class Turns {
  /** Number of calls per look at the clock, for steps so short that looking would take as long. */
  readonly #every: number;
  #asked = 0;
  #since = performance.now();

  constructor(every = 1) {
    this.#every = every;
  }

  get isOver(): boolean {
    if (++this.#asked % this.#every !== 0) return false;
    return performance.now() - this.#since > TURN_MS;
  }

  /** Lets the others go first, and begins another turn. */
  async next(): Promise<void> {
    await setImmediate();
    this.#since = performance.now();
  }
}
