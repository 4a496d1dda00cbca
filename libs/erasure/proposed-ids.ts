/**
 * Finds the erasures that wait for a decision by the types of their events alone. There may be as many erasures as patients, and the streams
 * of decided ones are not read.
 */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { ERASURE_CATEGORY } from '#libs/event-store/sealed/forgotten.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';

const FIELDS = ['stream', 'type', 'position'] as const;

const proposedIn = memoisedOf((log: EventStore) => new ProposedErasures(log));

/** The ids of erasures that wait for a decision. Some may have been decided meanwhile, so the caller checks the state of each. */
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
        // Two calls may read the same events at once: only a later event removes a proposal.
        const before = this.#proposedAt.get(id) ?? 0;
        if (type === 'ErasureProposed') this.#proposedAt.set(id, Math.max(before, position));
        else if (before < position) this.#proposedAt.delete(id);
      }
    this.#position = Math.max(this.#position, end);
    return [...this.#proposedAt.keys()];
  }
}
