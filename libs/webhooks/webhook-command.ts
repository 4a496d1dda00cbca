/** The fields of every command about a webhook: its id, and the author. It gives the subscription after it. */
import { Command } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';

export abstract class WebhookCommand extends Command<Subscription> {
  readonly webhook: string;
  readonly author: Author;

  constructor(webhook: string, author: Author) {
    super();
    this.webhook = webhook;
    this.author = author;
  }
}
