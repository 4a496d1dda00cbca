/** Gives up an event that waits for a webhook, so that later events of its team are sent. */
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { WebhookCommand } from '#libs/webhooks/webhook-command.ts';
import { changeSubscription } from '#libs/webhooks/subscription/change.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';

export class SkipDelivery extends WebhookCommand {
  readonly position: number;

  constructor(webhook: string, position: number, author: Author) {
    super(webhook, author);
    this.position = position;
  }
}

@CommandHandler(SkipDelivery)
export class SkipDeliveryHandler implements ICommandHandler<SkipDelivery> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws DomainError (refused, conflict, key-reused). */
  execute({ webhook, position, author }: SkipDelivery): Promise<Subscription> {
    const { meta, commit } = author;
    return changeSubscription(this.#stores.log, webhook, { type: 'skip', position }, meta, commit);
  }
}
