/** The delivery attempts of a webhook, newest first. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ForeignKey, type Page, type PageRequest } from '#libs/kernel/page.ts';
import type { Attempt } from '#libs/webhooks/delivery-store.ts';
import { DELIVERY_STORE, type DeliveryReads } from '#libs/webhooks/delivery-reads.ts';
import { Subscriptions } from '#libs/webhooks/subscription/subscriptions.ts';

/** Identifies an attempt of a webhook. */
const NUMBER = /^\d{0,15}$/;

/** Undefined for an unknown webhook. Throws ForeignKey. */
export class FindDeliveries extends Query<Page<Attempt> | undefined> {
  readonly webhook: string;
  /** Restricts to attempts for the event at this position. */
  readonly position: number | undefined;
  readonly page: PageRequest;

  constructor(webhook: string, position: number | undefined, page: PageRequest) {
    super();
    this.webhook = webhook;
    this.position = position;
    this.page = page;
  }
}

@QueryHandler(FindDeliveries)
export class FindDeliveriesHandler implements IQueryHandler<FindDeliveries> {
  readonly #subscriptions: Subscriptions;
  readonly #deliveries: DeliveryReads;

  constructor(subscriptions: Subscriptions, @Inject(DELIVERY_STORE) deliveries: DeliveryReads) {
    this.#subscriptions = subscriptions;
    this.#deliveries = deliveries;
  }

  async execute({ webhook, position, page }: FindDeliveries): Promise<Page<Attempt> | undefined> {
    const subscription = (await this.#subscriptions.current()).get(webhook);
    if (subscription === undefined || subscription.status === 'REMOVED') return undefined;
    const { after, limit } = page;
    if (!NUMBER.test(after)) throw new ForeignKey(after);
    const before = after === '' ? undefined : Number(after);
    // Reads one more, to know whether there is a next page.
    const attempts = await this.#deliveries.attempts(webhook, { before, position, limit: limit + 1 });
    const items = attempts.slice(0, limit);
    return { items, next: attempts.length > limit ? String(items.at(-1)?.no ?? '') : undefined };
  }
}
