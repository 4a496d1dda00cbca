/** Removes a webhook, and the state of its deliveries. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { changeSubscription } from '#libs/webhooks/subscription/change.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';

/** Gives the subscription after it. */
export class RemoveWebhook extends Command<Subscription> {
  readonly webhook: string;
  readonly author: Author;

  constructor(webhook: string, author: Author) {
    super();
    this.webhook = webhook;
    this.author = author;
  }
}

@CommandHandler(RemoveWebhook)
export class RemoveWebhookHandler implements ICommandHandler<RemoveWebhook> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws DomainError (refused, conflict, key-reused). */
  execute({ webhook, author }: RemoveWebhook): Promise<Subscription> {
    const { meta, commit } = author;
    return changeSubscription(this.#stores.log, webhook, { type: 'remove' }, meta, commit);
  }
}
