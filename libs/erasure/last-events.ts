/**
 * The last event of each erasure. There may be as many erasures as patients, so none is read for its state: the types of their events are
 * read once, and later only those that came since.
 */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { ERASURE_CATEGORY } from '#libs/event-store/sealed/forgotten.ts';
import type { ErasureEvent } from '#libs/erasure/events.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';

type ErasureEventType = ErasureEvent['type'];

const FIELDS = ['stream', 'type', 'position'] as const;

const lastEventsIn = memoisedOf((log: EventStore) => new LastEvents(log));

/** Ids of all that were ever proposed, in the order of their first proposal. */
export async function erasureIds(log: EventStore): Promise<readonly string[]> {
  return [...(await lastEventsIn(log).current()).keys()];
}

/**
 * The ids of erasures whose last event is one of these, in the order of their first proposal. A later event may come meanwhile, so the caller
 * checks the state of each.
 */
export async function erasuresAt(log: EventStore, ...types: readonly ErasureEventType[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const [id, { type }] of await lastEventsIn(log).current())
    if ((types as readonly string[]).includes(type)) ids.push(id);
  return ids;
}

class LastEvents {
  readonly #log: EventStore;
  readonly #last = new Map<string, { readonly type: string; readonly position: number }>();
  #position = 0;

  constructor(log: EventStore) {
    this.#log = log;
  }

  async current(): Promise<ReadonlyMap<string, { readonly type: string; readonly position: number }>> {
    const end = await this.#log.end();
    const asked = { after: this.#position, upTo: end, categories: [ERASURE_CATEGORY], fields: FIELDS };
    for await (const batch of this.#log.read(asked))
      for (const { stream, type, position } of batch) {
        const id = stream.slice(ERASURE_CATEGORY.length + 1);
        // Two calls may read the same events at once.
        if (position > (this.#last.get(id)?.position ?? 0)) this.#last.set(id, { type, position });
      }
    this.#position = Math.max(this.#position, end);
    return this.#last;
  }
}
