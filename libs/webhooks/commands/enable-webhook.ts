/** Sends to a webhook again, from its old position or after a given one. */
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { WebhookCommand } from '#libs/webhooks/webhook-command.ts';
import { changeSubscription } from '#libs/webhooks/subscription/change.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';

export class EnableWebhook extends WebhookCommand {
  /** Gives up the due events, and continues after this position. */
  readonly from: number | undefined;

  constructor(webhook: string, from: number | undefined, author: Author) {
    super(webhook, author);
    this.from = from;
  }
}

@CommandHandler(EnableWebhook)
export class EnableWebhookHandler implements ICommandHandler<EnableWebhook> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws DomainError (refused, conflict, key-reused). */
  execute({ webhook, from, author }: EnableWebhook): Promise<Subscription> {
    const { meta, commit } = author;
    return changeSubscription(this.#stores.log, webhook, { type: 'enable', from }, meta, commit);
  }
}
