/** The webhooks, without removed ones, by id. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { compareText } from '#libs/kernel/text.ts';
import { Subscriptions } from '#libs/webhooks/subscription/subscriptions.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';

export class FindWebhooks extends Query<readonly Subscription[]> {}

@QueryHandler(FindWebhooks)
export class FindWebhooksHandler implements IQueryHandler<FindWebhooks> {
  readonly #subscriptions: Subscriptions;

  constructor(subscriptions: Subscriptions) {
    this.#subscriptions = subscriptions;
  }

  async execute(): Promise<readonly Subscription[]> {
    const all = [...(await this.#subscriptions.current()).values()];
    return all.filter(({ status }) => status !== 'REMOVED').sort((a, b) => compareText(a.id, b.id));
  }
}
