/** What is done to subscriptions: by people, and by the delivery where a receiver does not take what it is sent. */
import { hash } from 'node:crypto';
import { handle, load } from '#libs/commands/command-stream.ts';
import { type CommandMeta, DecisionRefused, type Person } from '#libs/commands/person.ts';
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type Feed, isWanted } from '#libs/feed/feed.ts';
import {
  type Subscription,
  type SubscriptionCommand,
  subscription,
  subscriptionStream,
} from '#libs/webhooks/subscription.ts';

/** Who disables a subscription that nobody disabled. */
const DELIVERY: Person = { name: 'distribution', assurance: 'verified', osUser: '' };

/** The same command again is about the same subscription: its id is made from who asked and the key. */
export function newSubscriptionId({ by, key }: CommandMeta): string {
  return hash('sha256', JSON.stringify([by.name, key]), 'hex').slice(0, 20);
}

/** Throws DecisionRefused, KeyReused and Conflict. Gives the subscription as it is then. */
export async function onSubscription(
  log: EventStore,
  id: string,
  command: SubscriptionCommand,
  meta: CommandMeta,
  commit: Commit,
): Promise<Subscription> {
  // Where to begin is looked up for who does not say: the same command again is the same wherever the log ends by then.
  const asked = command.type === 'subscribe' ? { ...command, from: 0 } : command;
  await handle(log, subscriptionStream(id), subscription(id), command, meta, commit, asked);
  const { state } = await load(log, subscriptionStream(id), subscription(id));
  if (state === undefined) throw new RangeError(`${id} is not there after a command on it`);
  return state;
}

/** Throws DecisionRefused where a position is nothing that the subscription is sent. */
export async function refuseUnsent(feed: Feed, { id, filter }: Subscription, position: number): Promise<void> {
  const event = await feed.at(position);
  if (event === undefined)
    throw new DecisionRefused(`la position ${position} n’est pas celle d’un événement publié ; /feed les donne`);
  if (!isWanted(event, filter))
    throw new DecisionRefused(
      `l’événement ${position} (${event.type}, ${event.team}) n’est pas de ceux du webhook ${id}`,
    );
}

/** Disables it where it is still enabled. */
export async function disableSubscription(
  { log, now }: { readonly log: EventStore; readonly now: () => number },
  { id }: Subscription,
  reason: string,
): Promise<void> {
  const { state } = await load(log, subscriptionStream(id), subscription(id));
  if (state?.status !== 'ENABLED') return;
  const at = new Date(now()).toISOString();
  const key = `disable/${state.revision}`;
  const commit = { recordedAt: at, actor: DELIVERY.name, correlation: subscriptionStream(id), causation: reason };
  await handle(
    log,
    subscriptionStream(id),
    subscription(id),
    { type: 'disable', reason },
    { by: DELIVERY, key, at },
    commit,
  );
}
