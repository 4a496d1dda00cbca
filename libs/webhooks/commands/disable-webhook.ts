/** Sends a webhook nothing more; what waits for it waits. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { changeSubscription } from '#libs/webhooks/subscription/change.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';

/** Gives the subscription after it. */
export class DisableWebhook extends Command<Subscription> {
  readonly webhook: string;
  readonly reason: string;
  readonly author: Author;

  constructor(webhook: string, reason: string, author: Author) {
    super();
    this.webhook = webhook;
    this.reason = reason;
    this.author = author;
  }
}

@CommandHandler(DisableWebhook)
export class DisableWebhookHandler implements ICommandHandler<DisableWebhook> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws DomainError (refused, conflict, key-reused). */
  execute({ webhook, reason, author }: DisableWebhook): Promise<Subscription> {
    const { meta, commit } = author;
    return changeSubscription(this.#stores.log, webhook, { type: 'disable', reason }, meta, commit);
  }
}
