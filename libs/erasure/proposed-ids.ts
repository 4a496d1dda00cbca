/** The erasures whose last event is a proposal. Those that are done, of which there may be as many as patients, are not read for them again. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { ERASURE_CATEGORY } from '#libs/event-store/sealed/forgotten.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';

const FIELDS = ['stream', 'type', 'position'] as const;

const proposedIn = memoisedOf((log: EventStore) => new ProposedErasures(log));

/** Their ids, perhaps with others: whoever reads them looks at the state of each. */
export function proposedErasureIds(log: EventStore): Promise<readonly string[]> {
  return proposedIn(log).current();
}

class ProposedErasures {
  readonly #log: EventStore;
  /** The position of the proposal, by id. */
  readonly #proposedAt = new Map<string, number>();
  #position = 0;

  constructor(log: EventStore) {
    this.#log = log;
  }

  async current(): Promise<readonly string[]> {
    const end = await this.#log.end();
    const asked = { after: this.#position, upTo: end, categories: [ERASURE_CATEGORY], fields: FIELDS };
    for await (const batch of this.#log.read(asked))
      for (const { stream, type, position } of batch) {
        const id = stream.slice(ERASURE_CATEGORY.length + 1);
        // Another call may be further in the same events: no proposal is lost, and one too many does no harm.
        const before = this.#proposedAt.get(id) ?? 0;
        if (type === 'ErasureProposed') this.#proposedAt.set(id, Math.max(before, position));
        else if (before < position) this.#proposedAt.delete(id);
      }
    this.#position = Math.max(this.#position, end);
    return [...this.#proposedAt.keys()];
  }
}
