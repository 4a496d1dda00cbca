/** Runs one subscription: claims it, applies the commands for it, fills its lanes from the feed and sends due events. */
import type { DeliveryChange, DeliveryClaim, Due } from '#libs/webhooks/delivery-store.ts';
import { deliverOne } from '#libs/webhooks/deliver-one.ts';
import type { Recorded } from '#libs/event-store/typed-event.ts';
import { NO_EPOCH, epochAt } from '#libs/feed/epoch.ts';
import { SUBSCRIPTION_EVENTS, type SubscriptionEvent } from '#libs/webhooks/subscription/events.ts';
import { disableSubscription } from '#libs/webhooks/subscription/change.ts';
import { type Subscription, subscriptionStream } from '#libs/webhooks/subscription/state.ts';
import { type DeliveryContext, rest } from '#libs/webhooks/delivery-context.ts';

/** Longer than a send may take, so that a claim does not expire during one. */
const CLAIM_MS = 60_000;
const RENEW_EVERY_MS = 10_000;
const MAX_SENDS_OF_ONE = 8;
/** Published events read at a time. */
const READ_AT_ONCE = 200;
/** Maximum number of due positions; at the limit, reading the feed pauses. */
const MAX_WAITING = 50_000;
/** How long a cursor, or an applied command, may stay beyond the end of the log. */
const AHEAD_MS = 60_000;
const DAY_MS = 86_400_000;
const KEPT_MS = 90 * DAY_MS;

export class LaneRunner {
  readonly #id: string;
  readonly #shared: DeliveryContext;
  /** Keyed by lane. */
  readonly #underWay = new Map<string, Promise<void>>();
  #failure: Error | undefined;
  #renewedAtMs = 0;
  #prunedAtMs = -Infinity;
  #aheadSinceMs: number | undefined;

  constructor(id: string, shared: DeliveryContext) {
    this.#id = id;
    this.#shared = shared;
  }

  /** Runs until stopped, until the subscription is no longer enabled, or until a failure, which it throws. */
  async run(): Promise<void> {
    const { store, now, holder } = this.#shared.settings;
    const claim = await store.claim(this.#id, holder, now(), now() + CLAIM_MS);
    if (claim === undefined) return;
    this.#renewedAtMs = now();
    try {
      await this.#prune(claim);
      while (await this.#step(claim));
    } finally {
      await Promise.all(this.#underWay.values());
      await store.release(claim);
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** False to stop. */
  async #step(claim: DeliveryClaim): Promise<boolean> {
    const { stopping, subscriptions, settings, pollMs } = this.#shared;
    if (stopping.aborted || this.#failure !== undefined) return false;
    const subscription = (await subscriptions.current()).get(this.#id);
    if (subscription?.status === 'REMOVED') {
      await Promise.all(this.#underWay.values());
      await settings.store.forget(claim);
      return false;
    }
    if (subscription?.status !== 'ENABLED') return false;
    await this.#renew(claim);
    await this.#applyOrders(claim, subscription);
    if (!(await this.#isSameLog(subscription))) {
      const progress = await settings.store.progress(this.#id);
      // The next commands have the revisions of those that the log lost.
      if (progress !== undefined)
        await settings.store.setProgress(claim, { ...progress, applied: subscription.revision });
      const reason = settings.words.ofDisabling({ code: 'LOG_REPLACED', data: {} });
      await disableSubscription(settings, subscription, reason);
      return false;
    }
    const more = await this.#fill(claim, subscription);
    const started = await this.#start(claim, subscription);
    if (!more && !started) await this.#waitForNews(pollMs);
    return true;
  }

  /** Not at each step, because renewing a claim is a write. */
  async #renew(claim: DeliveryClaim): Promise<void> {
    const { store, now } = this.#shared.settings;
    if (now() - this.#renewedAtMs < RENEW_EVERY_MS) return;
    await store.renew(claim, now() + CLAIM_MS);
    this.#renewedAtMs = now();
    await this.#prune(claim);
  }

  /** Once a day, as a worker may run for months. */
  async #prune(claim: DeliveryClaim): Promise<void> {
    const { store, now } = this.#shared.settings;
    if (now() - this.#prunedAtMs < DAY_MS) return;
    await store.prune(claim, new Date(now() - KEPT_MS).toISOString());
    this.#prunedAtMs = now();
  }

  /** Applies new commands of people, each once and in order. */
  async #applyOrders(claim: DeliveryClaim, subscription: Subscription): Promise<void> {
    const { store, log } = this.#shared.settings;
    const progress = await store.progress(this.#id);
    const { from } = subscription;
    if (progress === undefined)
      await store.setProgress(claim, { cursor: from, link: await this.#epochAt(from), applied: -1 });
    const applied = progress?.applied ?? -1;
    if (applied >= subscription.revision) return;
    // Waits for sends under way: a command may change their lanes.
    await Promise.all(this.#underWay.values());
    for (const event of await log.readStream(subscriptionStream(this.#id), { from: applied + 1 }))
      await store.apply(claim, event.revision, await this.#changesOf(SUBSCRIPTION_EVENTS.read(event)));
  }

  async #changesOf(event: Recorded<SubscriptionEvent>): Promise<readonly DeliveryChange[]> {
    const { now, words } = this.#shared.settings;
    switch (event.type) {
      case 'WebhookRedeliveryAsked':
        return [{ type: 'redeliver', lane: `redelivery/${event.meta.revision}`, position: event.data.position }];
      case 'WebhookDeliverySkipped':
        return [
          {
            type: 'skip',
            position: event.data.position,
            at: new Date(now()).toISOString(),
            error: words.ofTry({ code: 'SKIPPED_BY_PERSON', data: {} }),
          },
        ];
      case 'WebhookEnabled': {
        const { from } = event.data;
        return from === undefined
          ? [{ type: 'again' }]
          : [{ type: 'restart', cursor: from, link: await this.#epochAt(from) }];
      }
      default:
        return [];
    }
  }

  async #isSameLog({ id, revision }: Subscription): Promise<boolean> {
    const { store, log, now } = this.#shared.settings;
    const progress = await store.progress(id);
    if (progress === undefined) return true;
    const { cursor, link, applied } = progress;
    const isBehind = cursor > (await log.end());
    if (!isBehind && !(await this.#fits(cursor, link))) return false;
    if (isBehind || applied > revision) {
      // The log of this process may be briefly behind that of the previous holder.
      this.#aheadSinceMs ??= now();
      return now() - this.#aheadSinceMs < AHEAD_MS;
    }
    this.#aheadSinceMs = undefined;
    return true;
  }

  async #fits(cursor: number, link: string): Promise<boolean> {
    // Earlier versions stored the link of the chain, which another form of the log does not have.
    const isLink = link.length > NO_EPOCH.length;
    const here = isLink ? ((await this.#shared.settings.log.linkAt(cursor)) ?? '') : await this.#epochAt(cursor);
    return here === '' || link === '' || here === link;
  }

  /** Empty for a position that the log does not have yet. */
  async #epochAt(position: number): Promise<string> {
    return (await epochAt(this.#shared.settings.log, position)) ?? '';
  }

  /** Adds newly published events to their lanes. True if there are more. */
  async #fill(claim: DeliveryClaim, { id, filter }: Subscription): Promise<boolean> {
    const { feed, settings } = this.#shared;
    const { cursor: after } = (await settings.store.progress(id)) ?? { cursor: 0 };
    if ((await settings.log.end()) <= after) return false;
    if ((await settings.store.waiting(id)).count >= MAX_WAITING) return false;
    const { events, cursor, end } = await feed.read({ after, limit: READ_AT_ONCE, filter });
    const due = events.map(({ team, position }) => ({ lane: team, position }));
    await settings.store.advance(claim, due, cursor, await this.#epochAt(cursor));
    return cursor < end;
  }

  /** Starts to send due events that are not under way. True if there was one. */
  async #start(claim: DeliveryClaim, subscription: Subscription): Promise<boolean> {
    const { slots, settings } = this.#shared;
    const heads = await settings.store.heads(this.#id, settings.now(), MAX_SENDS_OF_ONE + this.#underWay.size);
    let started = false;
    for (const due of heads) {
      if (this.#underWay.has(due.lane)) continue;
      // The first needs no slot: receivers that never answer take all slots, again and again, and must not hold up the others.
      const slot = this.#underWay.size === 0 ? undefined : slots;
      if (this.#underWay.size >= MAX_SENDS_OF_ONE || slot?.take() === false) break;
      this.#underWay.set(
        due.lane,
        this.#send(claim, subscription, due).finally(() => slot?.give()),
      );
      started = true;
    }
    return started;
  }

  async #send(claim: DeliveryClaim, subscription: Subscription, due: Due): Promise<void> {
    try {
      await deliverOne(this.#shared, claim, subscription, due);
    } catch (error) {
      this.#failure ??= error instanceof Error ? error : new Error(String(error));
    } finally {
      this.#underWay.delete(due.lane);
    }
  }

  async #waitForNews(pollMs: number): Promise<void> {
    const { stopping } = this.#shared;
    await Promise.race([rest(pollMs, stopping), ...this.#underWay.values()]);
  }
}
