/**
 * Delivers published events to subscribers: at least once, in order per team.
 *
 * One process at a time runs a subscription (a claim with an expiry, renewed before each send). Published events are read by
 * position into lanes, one per team; only the first of a lane is under way, so an event is sent after the earlier ones of its
 * team are delivered or given up, and a failing team does not hold up another. A send is recorded after its answer: a process
 * killed in between sends again, with the same `webhook-id`, by which the receiver recognises it.
 *
 * A process that is paused during a send for longer than its claim may finish the send after another process has continued. Its result
 * is not recorded and the other process sends again; only the receiver can detect this.
 */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { Feed } from '#libs/feed/feed.ts';
import { Ranks } from '#libs/feed/ranks.ts';
import { memoised, memoisedByText } from '#libs/kernel/memo.ts';
import { Outage } from '#libs/kernel/outage.ts';
import { ClaimLost, type DeliveryStore } from '#libs/webhooks/delivery-store.ts';
import { LaneRunner } from '#libs/webhooks/lane-runner.ts';
import { type DeliverySettings, type DeliveryContext, Slots, rest } from '#libs/webhooks/delivery-context.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';
import { Subscriptions } from '#libs/webhooks/subscription/subscriptions.ts';

export interface Delivering {
  /** Resolves when the sends under way are answered and recorded; bounded by the time of a send. */
  readonly stop: () => Promise<void>;
}

const POLL_MS = 200;
const AFTER_FAILURE_MS = 1_000;

const MAX_SENDS = 64;

export function deliverWebhooks(settings: DeliverySettings): Delivering {
  const stopping = new AbortController();
  const shared: DeliveryContext = {
    settings,
    feed: new Feed(settings.log, settings.source),
    ranks: ranksOf(settings.log),
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

/** Subscriptions with the same filter share the counts. */
function ranksOf(log: EventStore): DeliveryContext['ranks'] {
  return memoisedByText(
    ({ types, team }) => JSON.stringify([types, team]),
    (filter) => new Ranks(log, filter),
  );
}

/** Runs each subscription that has work. */
async function superviseAll(shared: DeliveryContext): Promise<void> {
  const running = new Map<string, Promise<void>>();
  const { settings, stopping, pollMs } = shared;
  const outageOf = memoised((_: string) => new Outage());
  const ofAll = outageOf('');
  while (!stopping.aborted) {
    try {
      for (const subscription of (await shared.subscriptions.current()).values()) {
        const { id } = subscription;
        if (running.has(id) || !(await hasWork(subscription, settings.store))) continue;
        running.set(
          id,
          runOne(id, shared, outageOf(id)).finally(() => running.delete(id)),
        );
      }
      if (ofAll.ends()) settings.onRecovered?.('');
    } catch (error) {
      if (ofAll.isNews(error)) settings.onFailure('', error);
      await rest(AFTER_FAILURE_MS, stopping);
    }
    await rest(pollMs, stopping);
  }
  await Promise.all(running.values());
}

/** A removed subscription still has its state to delete. */
async function hasWork({ id, status }: Subscription, store: DeliveryStore): Promise<boolean> {
  return status === 'ENABLED' || (status === 'REMOVED' && (await store.progress(id)) !== undefined);
}

async function runOne(id: string, shared: DeliveryContext, outage: Outage): Promise<void> {
  const { settings, stopping } = shared;
  try {
    await new LaneRunner(id, shared).run();
    if (outage.ends()) settings.onRecovered?.(id);
  } catch (error) {
    // Another process has taken over, which is not a failure.
    if (error instanceof ClaimLost) return;
    if (outage.isNews(error)) settings.onFailure(id, error);
    await rest(AFTER_FAILURE_MS, stopping);
  }
}
