/** Gives a webhook a new secret; the old one also signs for one more day. */
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Stores } from '#libs/runtime/stores.module.ts';
import { WebhookCommand } from '#libs/webhooks/webhook-command.ts';
import { changeSubscription } from '#libs/webhooks/subscription/change.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';

export class RotateWebhookSecret extends WebhookCommand {}

@CommandHandler(RotateWebhookSecret)
export class RotateWebhookSecretHandler implements ICommandHandler<RotateWebhookSecret> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws DomainError (refused, conflict, key-reused). */
  execute({ webhook, author }: RotateWebhookSecret): Promise<Subscription> {
    const { meta, commit } = author;
    return changeSubscription(this.#stores.log, webhook, { type: 'rotate' }, meta, commit);
  }
}
