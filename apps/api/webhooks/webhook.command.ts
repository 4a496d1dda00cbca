/** What people do to webhooks, each through the one function of the library. */
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Feed } from '#libs/feed/feed.ts';
import { newSubscriptionId, changeSubscription, requireSent } from '#libs/webhooks/subscription/change.ts';
import type { SubscriptionCommand } from '#libs/webhooks/subscription/decide.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';
import { Subscriptions } from '#libs/webhooks/subscription/subscriptions.ts';
import { secretOf } from '#libs/webhooks/signature.ts';
import { Commands } from '#apps/api/http/commands.ts';
import type { Asked } from '#apps/api/http/idempotency.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Key of the secrets; undefined without webhooks. */
export const WEBHOOK_KEY = Symbol('webhook key');

export interface WebhookChanged {
  readonly subscription: Subscription;
  /** The secret of the current generation. */
  readonly secret: string;
}

export class ActOnWebhook extends Command<WebhookChanged> {
  readonly asked: Asked;
  readonly action: SubscriptionCommand;
  /** Undefined for one that is to be made. */
  readonly id: string | undefined;

  constructor(asked: Asked, action: SubscriptionCommand, id?: string) {
    super();
    this.asked = asked;
    this.action = action;
    this.id = id;
  }
}

@CommandHandler(ActOnWebhook)
export class ActOnWebhookHandler implements ICommandHandler<ActOnWebhook> {
  readonly #stores: Stores;
  readonly #commands: Commands;
  readonly #feed: Feed;
  readonly #subscriptions: Subscriptions;
  readonly #key: Uint8Array | undefined;

  constructor(
    @Inject(Stores) stores: Stores,
    @Inject(Commands) commands: Commands,
    @Inject(Feed) feed: Feed,
    @Inject(Subscriptions) subscriptions: Subscriptions,
    @Inject(WEBHOOK_KEY) key: Uint8Array | undefined,
  ) {
    this.#stores = stores;
    this.#commands = commands;
    this.#feed = feed;
    this.#subscriptions = subscriptions;
    this.#key = key;
  }

  async execute({ asked, action, id: given }: ActOnWebhook): Promise<WebhookChanged> {
    const key = neededKey(this.#key);
    const { meta, commit } = asked;
    const id = given ?? newSubscriptionId(meta);
    const known = given === undefined ? undefined : await this.#known(given);
    if (known !== undefined && (action.type === 'redeliver' || action.type === 'skip'))
      await requireSent(this.#feed, known, action.position);
    // Rejects an unknown or unsubscribed event before recording anything.
    await this.#commands.claim(asked);
    const subscription = await changeSubscription(this.#stores.log, id, action, meta, commit);
    return { subscription, secret: secretOf(key, id, subscription.generation) };
  }

  async #known(id: string): Promise<Subscription> {
    const known = (await this.#subscriptions.current()).get(id);
    if (known === undefined) throw new Problem(404, 'not-found', `il n’y a pas de webhook ${id} ; /webhooks les donne`);
    return known;
  }
}

function neededKey(key: Uint8Array | undefined): Uint8Array {
  if (key !== undefined) return key;
  throw new Problem(503, 'unavailable', 'ce service n’a pas de webhooks : WEBHOOK_KEY_FILE n’est pas réglé', {
    // Until a restart with a key.
    headers: { 'retry-after': '60' },
  });
}
