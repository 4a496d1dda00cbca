/**
 * Delivers what is published to those who subscribed: at least once, in order per team.
 *
 * Each subscription is worked by one process at a time (a claim with an expiry, renewed before each send). What is published is read
 * by position into lanes, one per team; only the first of a lane is ever under way, so an event is not sent before those of its team
 * that came earlier are delivered or given up, and one team's trouble holds up no other. What was sent is recorded after it was
 * answered: a process killed in between sends again, with the same `webhook-id`, by which the receiver knows it.
 *
 * A process stopped for longer than its claim holds while a send is on its way may still finish that send after another process has
 * gone on; nothing short of the receiver can exclude that. The send is then recorded by nobody and made again.
 */
import { Feed } from '#libs/feed/feed.ts';
import { ClaimLost, type DeliveryStore } from '#libs/webhooks/delivery-store.ts';
import { LaneRunner } from '#libs/webhooks/lane-runner.ts';
import { type DeliverySettings, type Shared, Slots, rest } from '#libs/webhooks/shared.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';
import { Subscriptions } from '#libs/webhooks/subscription/subscriptions.ts';

export interface Delivering {
  /** When what is under way is answered and recorded. Bounded by the time a send may take. */
  readonly stop: () => Promise<void>;
}

const POLL_MS = 200;
const AFTER_FAILURE_MS = 1_000;

const MAX_SENDS = 64;

export function deliverWebhooks(settings: DeliverySettings): Delivering {
  const stopping = new AbortController();
  const shared: Shared = {
    settings,
    feed: new Feed(settings.log, settings.source),
    subscriptions: new Subscriptions(settings.log),
    slots: new Slots(MAX_SENDS),
    stopping: stopping.signal,
    pollMs: settings.pollMs ?? POLL_MS,
  };
  const done = superviseAll(shared);
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

/** Keeps a runner on each subscription that has something to do. */
async function superviseAll(shared: Shared): Promise<void> {
  const running = new Map<string, Promise<void>>();
  const { settings, stopping, pollMs } = shared;
  while (!stopping.aborted) {
    try {
      for (const subscription of (await shared.subscriptions.current()).values()) {
        const { id } = subscription;
        if (running.has(id) || !(await hasWork(subscription, settings.store))) continue;
        running.set(
          id,
          runOne(id, shared).finally(() => running.delete(id)),
        );
      }
    } catch (error) {
      settings.onFailure('', error);
      await rest(AFTER_FAILURE_MS, stopping);
    }
    await rest(pollMs, stopping);
  }
  await Promise.all(running.values());
}

/** Of one that is removed, what is left of its deliveries is to be cleared away. */
async function hasWork({ id, status }: Subscription, store: DeliveryStore): Promise<boolean> {
  return status === 'ENABLED' || (status === 'REMOVED' && (await store.progress(id)) !== undefined);
}

async function runOne(id: string, shared: Shared): Promise<void> {
  const { settings, stopping } = shared;
  try {
    await new LaneRunner(id, shared).run();
  } catch (error) {
    // Another process has taken over: nothing is wrong, and there is nothing to do here.
    if (error instanceof ClaimLost) return;
    settings.onFailure(id, error);
    await rest(AFTER_FAILURE_MS, stopping);
  }
}
