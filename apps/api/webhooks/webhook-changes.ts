/** Runs the commands on existing webhooks. */
import { Inject, Injectable } from '@nestjs/common';
import { type Command, QueryBus } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { CheckSent } from '#libs/webhooks/queries/check-sent.ts';
import { FindWebhook } from '#libs/webhooks/queries/find-webhook.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';
import { Commands } from '#apps/api/http/commands.ts';
import type { CommandRequest } from '#apps/api/http/idempotency.ts';
import { Problem } from '#apps/api/http/problem.ts';

export const ADDRESS_RULES = Symbol('address rules');
/** Key of the secrets; undefined without webhooks. */
export const WEBHOOK_KEY = Symbol('webhook key');

/** The id in a path, for the contract. */
export const WEBHOOK = { name: 'id', example: '0d1077b67aee632bb4ac' };

@Injectable()
export class WebhookChanges {
  readonly #commands: Commands;
  readonly #queries: QueryBus;
  readonly #key: Uint8Array | undefined;

  constructor(
    @Inject(Commands) commands: Commands,
    @Inject(QueryBus) queries: QueryBus,
    @Inject(WEBHOOK_KEY) key: Uint8Array | undefined,
  ) {
    this.#commands = commands;
    this.#queries = queries;
    this.#key = key;
  }

  /** Rejects an unknown webhook, or an event at `position` that the webhook does not get, before the key is claimed. */
  async run(
    id: string,
    asked: CommandRequest,
    make: (author: Author) => Command<Subscription>,
    position?: number,
  ): Promise<Subscription> {
    this.key();
    const found = await this.#queries.execute(new FindWebhook(id));
    if (found === undefined) throw noWebhook(id);
    if (position !== undefined) await this.#queries.execute(new CheckSent(found.subscription, position));
    return this.#commands.run(asked, make);
  }

  /** Key of the secrets. Throws Problem without one. */
  key(): Uint8Array {
    if (this.#key !== undefined) return this.#key;
    throw new Problem(
      503,
      'unavailable',
      `ce service n’a pas de webhooks : WEBHOOK_KEY_FILE n’est pas réglé ; il y faut un fichier de clé, par exemple /run/secrets/webhooks (head -c 32 /dev/urandom | base64)`,
      {
        // The condition lasts until a restart with a key.
        headers: { 'retry-after': '60' },
      },
    );
  }
}

export function noWebhook(id: string): Problem {
  return new Problem(404, 'not-found', `il n’y a pas de webhook ${id} ; /webhooks les donne`);
}
