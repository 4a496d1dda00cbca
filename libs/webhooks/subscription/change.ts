/** Changes subscriptions through the log, for people and for the delivery when a receiver keeps refusing. */
import { hash } from 'node:crypto';
import { repositoryFor } from '#libs/commands/repository.ts';
import type { CommandMeta, Person } from '#libs/event-store/author.ts';
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Feed } from '#libs/feed/feed.ts';
import { isWanted } from '#libs/feed/filter.ts';
import { type SubscriptionCommand, subscription } from '#libs/webhooks/subscription/decide.ts';
import type { SubscriptionEvent } from '#libs/webhooks/subscription/events.ts';
import { refused } from '#libs/webhooks/subscription/refusals.ts';
import { type Subscription, type SubscriptionState, subscriptionStream } from '#libs/webhooks/subscription/state.ts';

/** Disables a subscription in place of a person. */
const DELIVERY: Person = { name: 'distribution', assurance: 'verified', osUser: '' };

const subscriptions = repositoryFor<SubscriptionState, SubscriptionCommand, SubscriptionEvent>({
  streamOf: subscriptionStream,
  aggregateOf: subscription,
});

/** The same command again is about the same subscription: its id is derived from the author and the key. */
export function newSubscriptionId({ by, key }: CommandMeta): string {
  return hash('sha256', JSON.stringify([by.name, key]), 'hex').slice(0, 20);
}

/** Gives the subscription after the command. Throws DomainError. */
export async function changeSubscription(
  log: EventStore,
  id: string,
  command: SubscriptionCommand,
  meta: CommandMeta,
  commit: Commit,
): Promise<Subscription> {
  // If no start is given it is looked up; it is not part of the command, which stays the same wherever the log ends.
  const asked = command.type === 'subscribe' ? { ...command, from: 0 } : command;
  await subscriptions(log).handle(id, { command, meta, commit, asked });
  const { state } = await subscriptions(log).load(id);
  if (state.status === 'NONE') throw new RangeError(`${id} does not exist after a command on it`);
  return state;
}

/** Throws POSITION_NOT_PUBLISHED, and POSITION_NOT_SENT if the subscription does not get the event at the position. */
export async function requireSent(feed: Feed, { id, filter }: Subscription, position: number): Promise<void> {
  const event = await feed.at(position);
  if (event === undefined) throw refused('POSITION_NOT_PUBLISHED', { position });
  if (!isWanted(event, filter))
    throw refused('POSITION_NOT_SENT', { id, position, type: event.type, team: event.team });
}

/** Disables it if it is still enabled. */
export async function disableSubscription(
  { log, now }: { readonly log: EventStore; readonly now: () => number },
  { id }: Subscription,
  reason: string,
): Promise<void> {
  const { state } = await subscriptions(log).load(id);
  if (state.status !== 'ENABLED') return;
  const at = new Date(now()).toISOString();
  const meta = { by: DELIVERY, key: `disable/${state.revision}`, at };
  const commit = { recordedAt: at, actor: DELIVERY.name, correlation: subscriptionStream(id), causation: reason };
  await subscriptions(log).handle(id, { command: { type: 'disable', reason }, meta, commit });
}
