/** Lists the aggregates of a category: keeps the ids of its streams, so that each event is read once. */
import { memoisedOf } from '#libs/kernel/memo.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';

/** One list per log, shared by its users: the ids in the order in which their streams began. */
export function streamIdsOf(category: string): (log: EventStore) => Promise<readonly string[]> {
  const idsIn = memoisedOf((log: EventStore) => new StreamIds(log, category));
  return (log) => idsIn(log).current();
}

class StreamIds {
  readonly #log: EventStore;
  readonly #category: string;
  readonly #ids = new Set<string>();
  #position = 0;

  constructor(log: EventStore, category: string) {
    this.#log = log;
    this.#category = category;
  }

  async current(): Promise<readonly string[]> {
    const end = await this.#log.end();
    const asked = { after: this.#position, upTo: end, categories: [this.#category], fields: ['stream'] as const };
    for await (const batch of this.#log.read(asked))
      for (const { stream } of batch) this.#ids.add(stream.slice(this.#category.length + 1));
    this.#position = Math.max(this.#position, end);
    return [...this.#ids];
  }
}
