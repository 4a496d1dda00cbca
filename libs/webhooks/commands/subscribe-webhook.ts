/** Subscribes an address to published events. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { FeedFilter } from '#libs/feed/filter.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { changeSubscription, newSubscriptionId } from '#libs/webhooks/subscription/change.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';

/** Gives the subscription after it. */
export class SubscribeWebhook extends Command<Subscription> {
  readonly url: string;
  readonly filter: FeedFilter;
  /** Events after this position are sent. */
  readonly from: number;
  readonly author: Author;

  constructor(url: string, filter: FeedFilter, from: number, author: Author) {
    super();
    this.url = url;
    this.filter = filter;
    this.from = from;
    this.author = author;
  }
}

@CommandHandler(SubscribeWebhook)
export class SubscribeWebhookHandler implements ICommandHandler<SubscribeWebhook> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws DomainError (refused, conflict, key-reused). */
  execute({ url, filter, from, author }: SubscribeWebhook): Promise<Subscription> {
    const { meta, commit } = author;
    return changeSubscription(
      this.#stores.log,
      newSubscriptionId(author.meta),
      { type: 'subscribe', url, filter, from },
      meta,
      commit,
    );
  }
}
