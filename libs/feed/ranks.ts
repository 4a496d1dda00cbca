/**
 * The rank of a published event among those of a filter, from the beginning of the log: the sequence number of a subscription, in which a
 * gap shows. It depends only on the log and the filter, so every process and every retry gives the same.
 */
import { setImmediate } from 'node:timers/promises';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type FeedFilter, isWanted } from '#libs/feed/filter.ts';
import { publishedHeads } from '#libs/feed/published-heads.ts';

/** Positions read at a time. */
const WINDOW = 1_999;

/** Remembers the counted events: a number for each event of its filter. */
export class Ranks {
  readonly #log: EventStore;
  readonly #filter: FeedFilter;
  /** Positions of the events of the filter, in order. */
  readonly #positions: number[] = [];
  #counted = 0;
  /** One count at a time. */
  #turn: Promise<void> = Promise.resolve();

  constructor(log: EventStore, filter: FeedFilter) {
    this.#log = log;
    this.#filter = filter;
  }

  /** Starts at 1. Throws RangeError for a position without an event of the filter. */
  async of(position: number): Promise<number> {
    const turn = this.#turn.then(() => this.#countUpTo(position));
    // A failure of this turn does not fail the next one.
    this.#turn = turn.catch(() => undefined);
    await turn;
    const index = this.#indexOf(position);
    if (this.#positions[index] !== position) throw new RangeError(`position ${position} is not of this filter`);
    return index + 1;
  }

  async #countUpTo(position: number): Promise<void> {
    while (this.#counted < position) {
      const upTo = Math.min(position, this.#counted + WINDOW);
      for (const { event, ...head } of await publishedHeads(this.#log, this.#counted, upTo))
        if (isWanted(head, this.#filter)) this.#positions.push(event.position);
      this.#counted = upTo;
      await setImmediate();
    }
  }

  /** The index of the first position that is not smaller. */
  #indexOf(position: number): number {
    let [low, high] = [0, this.#positions.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.#positions[middle] ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
