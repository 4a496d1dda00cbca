/** The settings of the delivery, and the state that all subscriptions of a process share. */
import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Feed } from '#libs/feed/feed.ts';
import type { FeedFilter } from '#libs/feed/filter.ts';
import type { Ranks } from '#libs/feed/ranks.ts';
import type { DeliveryStore, Holder } from '#libs/webhooks/delivery-store.ts';
import type { DeliveryWords } from '#libs/webhooks/faults.ts';
import type { WebhookSender } from '#libs/webhooks/sender.ts';
import type { Subscriptions } from '#libs/webhooks/subscription/subscriptions.ts';

export interface DeliverySettings {
  readonly log: EventStore;
  readonly store: DeliveryStore;
  readonly sender: WebhookSender;
  readonly words: DeliveryWords;
  /** Key from which the secrets are derived, 32 bytes or more. */
  readonly key: Uint8Array;
  /** `source` of the events, as in the feed. */
  readonly source: string;
  /** Identifies this process among the delivering ones. */
  readonly holder: Holder;
  readonly now: () => number;
  /** A random number from 0 to 1 at each call. */
  readonly chance: () => number;
  readonly onDelivered?: (subscription: string, position: number, tookMs: number) => void;
  readonly onRefused?: (subscription: string, position: number, error: string) => void;
  /** Called once for a failure on our side, not of the receiver; the work is retried. */
  readonly onFailure: (subscription: string, error: unknown) => void;
  /** Called once that is over. */
  readonly onRecovered?: (subscription: string) => void;
  /** Delays between tries, ms; default RETRY_DELAYS_MS. */
  readonly retryDelaysMs?: readonly number[];
  readonly pollMs?: number;
}

export interface DeliveryContext {
  readonly settings: DeliverySettings;
  readonly feed: Feed;
  /** Ranks of the events of a filter. */
  readonly ranks: (filter: FeedFilter) => Ranks;
  readonly subscriptions: Subscriptions;
  readonly slots: Slots;
  readonly stopping: AbortSignal;
  readonly pollMs: number;
}

/** Limits the sends under way at once beyond one for each subscription. */
export class Slots {
  #free: number;

  constructor(free: number) {
    this.#free = free;
  }

  take(): boolean {
    if (this.#free === 0) return false;
    this.#free--;
    return true;
  }

  give(): void {
    this.#free++;
  }
}

/** A pause that ends early on abort. */
export async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => undefined);
}
