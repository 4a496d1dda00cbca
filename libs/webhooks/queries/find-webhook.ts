/** One webhook, and the progress of its deliveries. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { WaitingEvents } from '#libs/webhooks/delivery-store.ts';
import { DELIVERY_STORE, type DeliveryReads } from '#libs/webhooks/delivery-reads.ts';
import { Subscriptions } from '#libs/webhooks/subscription/subscriptions.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';

interface FoundWebhook {
  readonly subscription: Subscription;
  /** Position up to which the log was read; undefined before the first delivery. */
  readonly cursor: number | undefined;
  readonly waiting: WaitingEvents;
}

/** Undefined for an unknown webhook; a removed one is found. */
export class FindWebhook extends Query<FoundWebhook | undefined> {
  readonly id: string;

  constructor(id: string) {
    super();
    this.id = id;
  }
}

@QueryHandler(FindWebhook)
export class FindWebhookHandler implements IQueryHandler<FindWebhook> {
  readonly #subscriptions: Subscriptions;
  readonly #deliveries: DeliveryReads;

  constructor(subscriptions: Subscriptions, @Inject(DELIVERY_STORE) deliveries: DeliveryReads) {
    this.#subscriptions = subscriptions;
    this.#deliveries = deliveries;
  }

  async execute({ id }: FindWebhook): Promise<FoundWebhook | undefined> {
    const subscription = (await this.#subscriptions.current()).get(id);
    if (subscription === undefined) return undefined;
    const progress = await this.#deliveries.progress(id);
    return { subscription, cursor: progress?.cursor, waiting: await this.#deliveries.waiting(id) };
  }
}
