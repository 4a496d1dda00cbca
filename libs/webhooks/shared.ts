/** What the parts of the delivery have in common: its settings, and what all subscriptions of a process share. */
import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Feed } from '#libs/feed/feed.ts';
import type { DeliveryStore, Holder } from '#libs/webhooks/delivery-store.ts';
import type { WebhookSender } from '#libs/webhooks/sender.ts';
import type { Subscriptions } from '#libs/webhooks/subscription/subscriptions.ts';

export interface DeliverySettings {
  readonly log: EventStore;
  readonly store: DeliveryStore;
  readonly sender: WebhookSender;
  /** From which the secrets are made, 32 bytes or more. */
  readonly key: Uint8Array;
  /** `source` of the events, the same as in the feed. */
  readonly source: string;
  /** Names this process among those that deliver. */
  readonly holder: Holder;
  readonly now: () => number;
  /** From 0 to 1, anew each time. */
  readonly chance: () => number;
  readonly onDelivered?: (subscription: string, position: number, tookMs: number) => void;
  readonly onRefused?: (subscription: string, position: number, error: string) => void;
  /** Something of ours went wrong, not of the receiver; it is tried again. */
  readonly onFailure: (subscription: string, error: unknown) => void;
  /** Delays between tries, ms; RETRY_DELAYS_MS where they are not given. */
  readonly retryDelaysMs?: readonly number[];
  readonly pollMs?: number;
}

/** What all subscriptions of this process share. */
export interface Shared {
  readonly settings: DeliverySettings;
  readonly feed: Feed;
  readonly subscriptions: Subscriptions;
  readonly slots: Slots;
  readonly stopping: AbortSignal;
  readonly pollMs: number;
}

/** How many sends may be under way at once. */
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

/** A pause that a stop ends. */
export async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => undefined);
}
