/** Sends a webhook an event again, once, without delaying its other events. */
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { WebhookCommand } from '#libs/webhooks/webhook-command.ts';
import { changeSubscription } from '#libs/webhooks/subscription/change.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';

export class RedeliverToWebhook extends WebhookCommand {
  readonly position: number;

  constructor(webhook: string, position: number, author: Author) {
    super(webhook, author);
    this.position = position;
  }
}

@CommandHandler(RedeliverToWebhook)
export class RedeliverToWebhookHandler implements ICommandHandler<RedeliverToWebhook> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws DomainError (refused, conflict, key-reused). */
  execute({ webhook, position, author }: RedeliverToWebhook): Promise<Subscription> {
    const { meta, commit } = author;
    return changeSubscription(this.#stores.log, webhook, { type: 'redeliver', position }, meta, commit);
  }
}
