/** Decisions on a subscription to the feed. */
import type { Aggregate } from '#libs/commands/aggregate.ts';
import { requireReason } from '#libs/commands/refusals.ts';
import type { FeedFilter } from '#libs/feed/filter.ts';
import { SUBSCRIPTION_EVENTS, type SubscriptionEvent } from '#libs/webhooks/subscription/events.ts';
import { refused } from '#libs/webhooks/subscription/refusals.ts';
import { type Subscription, type SubscriptionState, evolve } from '#libs/webhooks/subscription/state.ts';

export type SubscriptionCommand =
  | { readonly type: 'subscribe'; readonly url: string; readonly filter: FeedFilter; readonly from: number }
  | { readonly type: 'rotate' }
  | { readonly type: 'disable'; readonly reason: string }
  /** `from`: continues after this position, instead of the old one. */
  | { readonly type: 'enable'; readonly from?: number | undefined }
  | { readonly type: 'remove' }
  | { readonly type: 'redeliver'; readonly position: number }
  /** Gives up an event, so that later events of its team are sent. */
  | { readonly type: 'skip'; readonly position: number };

export function subscription(id: string): Aggregate<SubscriptionState, SubscriptionCommand, SubscriptionEvent> {
  return {
    events: SUBSCRIPTION_EVENTS,
    initial: () => ({ status: 'NONE' }),
    evolve,
    decide: (command, state) => decide(id, command, state),
  };
}

function decide(id: string, command: SubscriptionCommand, state: SubscriptionState): readonly SubscriptionEvent[] {
  if (command.type === 'subscribe') {
    if (state.status !== 'NONE') throw refused('SUBSCRIPTION_EXISTS', { id });
    const { url, filter, from } = command;
    return [{ type: 'WebhookSubscribed', effective: id, data: { url, ...filter, from } }];
  }
  if (state.status === 'NONE' || state.status === 'REMOVED') throw refused('SUBSCRIPTION_UNKNOWN', { id });
  return [change(command, state)];
}

function change(
  command: Exclude<SubscriptionCommand, { readonly type: 'subscribe' }>,
  { id, status, generation }: Subscription,
): SubscriptionEvent {
  switch (command.type) {
    case 'rotate':
      return { type: 'WebhookSecretRotated', effective: id, data: { generation: generation + 1 } };
    case 'disable':
      if (status === 'DISABLED') throw refused('SUBSCRIPTION_DISABLED_ALREADY', { id });
      return { type: 'WebhookDisabled', effective: id, data: { reason: requireReason(command.reason) } };
    case 'enable':
      if (status === 'ENABLED') throw refused('SUBSCRIPTION_ENABLED_ALREADY', { id });
      return { type: 'WebhookEnabled', effective: id, data: { from: command.from } };
    case 'remove':
      return { type: 'WebhookRemoved', effective: id, data: {} };
    case 'redeliver':
      if (status === 'DISABLED') throw refused('SUBSCRIPTION_DISABLED', { id });
      return { type: 'WebhookRedeliveryAsked', effective: id, data: { position: command.position } };
    case 'skip':
      return { type: 'WebhookDeliverySkipped', effective: id, data: { position: command.position } };
  }
}
