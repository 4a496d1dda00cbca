/** Stops sending to a webhook; its due events keep waiting. */
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { WebhookCommand } from '#libs/webhooks/webhook-command.ts';
import { changeSubscription } from '#libs/webhooks/subscription/change.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';

export class DisableWebhook extends WebhookCommand {
  readonly reason: string;

  constructor(webhook: string, reason: string, author: Author) {
    super(webhook, author);
    this.reason = reason;
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
