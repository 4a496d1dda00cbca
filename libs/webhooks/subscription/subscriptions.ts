/** All subscriptions of the log: folded once, and then only new events. */
import { folded } from '#libs/commands/folded.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { SUBSCRIPTION_EVENTS } from '#libs/webhooks/subscription/events.ts';
import { SUBSCRIPTIONS_CATEGORY, type Subscription, evolve } from '#libs/webhooks/subscription/state.ts';

export class Subscriptions {
  readonly #log: EventStore;
  readonly #byId = new Map<string, Subscription>();
  #position = 0;
  /** One fold at a time: two would fold the same events twice. */
  #folding: Promise<void> | undefined;

  constructor(log: EventStore) {
    this.#log = log;
  }

  /** Keyed by id, at the end of the log; includes removed ones. */
  async current(): Promise<ReadonlyMap<string, Subscription>> {
    // A request that came during another fold may need events recorded after that one began.
    await this.#folding;
    this.#folding ??= this.#fold().finally(() => {
      this.#folding = undefined;
    });
    await this.#folding;
    return this.#byId;
  }

  async #fold(): Promise<void> {
    const end = await this.#log.end();
    if (end <= this.#position) return;
    const range = { after: this.#position, upTo: end, categories: [SUBSCRIPTIONS_CATEGORY] };
    for await (const batch of this.#log.read(range))
      for (const event of batch) {
        const id = event.stream.slice(SUBSCRIPTIONS_CATEGORY.length + 1);
        const before = this.#byId.get(id) ?? { status: 'NONE' };
        this.#byId.set(
          id,
          folded(event, () => evolve(before, SUBSCRIPTION_EVENTS.read(event))),
        );
        this.#position = event.position;
      }
    this.#position = end;
  }
}
