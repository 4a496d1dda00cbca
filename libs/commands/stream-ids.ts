/** Which aggregates there are: the ids of the streams of a category, kept, so that each event is looked at once. */
import type { EventStore } from '#libs/event-store/event-store.ts';

/** For each log, so that all who use a log share what is kept. Ids come in the order in which their streams began. */
export function streamIdsOf(category: string): (log: EventStore) => Promise<readonly string[]> {
  const byLog = new WeakMap<EventStore, StreamIds>();
  return (log) => {
    const ids = byLog.get(log) ?? new StreamIds(log, category);
    byLog.set(log, ids);
    return ids.current();
  };
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
    const asked = { after: this.#position, upTo: end, categories: [this.#category] };
    for await (const batch of this.#log.read(asked))
      for (const { stream } of batch) this.#ids.add(stream.slice(this.#category.length + 1));
    this.#position = Math.max(this.#position, end);
    return [...this.#ids];
  }
}
