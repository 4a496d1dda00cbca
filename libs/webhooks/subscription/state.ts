/** The state of a subscription: enabled, disabled with a reason, or removed. */
import { type Recorded, commandMetaOf } from '#libs/event-store/typed-event.ts';
import type { FeedFilter } from '#libs/feed/filter.ts';
import type { SubscriptionEvent, WebhookSubscribed } from '#libs/webhooks/subscription/events.ts';

export const SUBSCRIPTIONS_CATEGORY = 'webhook';

export function subscriptionStream(id: string): string {
  return `${SUBSCRIPTIONS_CATEGORY}-${id}`;
}

interface Subscribed {
  readonly id: string;
  readonly url: string;
  readonly filter: FeedFilter;
  /** Events after this position are sent. */
  readonly from: number;
  /** Generation of the secret, from 1. */
  readonly generation: number;
  /** When the secret became the one it is, ISO 8601. */
  readonly secretSince: string;
  readonly subscribedBy: string;
  readonly subscribedAt: string;
  /** Revision of its last event. */
  readonly revision: number;
}

export type Subscription =
  | (Subscribed & { readonly status: 'ENABLED' })
  | (Subscribed & { readonly status: 'DISABLED'; readonly reason: string })
  | (Subscribed & { readonly status: 'REMOVED' });

export type SubscriptionState = Subscription | { readonly status: 'NONE' };

export function evolve(state: SubscriptionState, event: Recorded<SubscriptionEvent>): Subscription {
  if (event.type === 'WebhookSubscribed') return subscribed(event);
  if (state.status === 'NONE') throw new RangeError(`${event.meta.stream} begins with ${event.type}`);
  const { revision } = event.meta;
  switch (event.type) {
    case 'WebhookSecretRotated':
      return { ...state, generation: event.data.generation, secretSince: commandMetaOf(event).at, revision };
    case 'WebhookDisabled':
      return { ...common(state), status: 'DISABLED', reason: event.data.reason, revision };
    case 'WebhookEnabled':
      return { ...common(state), status: 'ENABLED', revision };
    case 'WebhookRemoved':
      return { ...common(state), status: 'REMOVED', revision };
    case 'WebhookRedeliveryAsked':
    case 'WebhookDeliverySkipped':
      return { ...state, revision };
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}

function subscribed(event: Recorded<WebhookSubscribed>): Subscription {
  const { url, types, team, from } = event.data;
  const { by, at } = commandMetaOf(event);
  return {
    id: event.meta.stream.slice(SUBSCRIPTIONS_CATEGORY.length + 1),
    url,
    filter: { types, team },
    from,
    generation: 1,
    secretSince: at,
    status: 'ENABLED',
    subscribedBy: by.name,
    subscribedAt: at,
    revision: event.meta.revision,
  };
}

/** The fields that every status has. */
function common(subscription: Subscription): Subscribed {
  const { id, url, filter, from, generation, secretSince, subscribedBy, subscribedAt, revision } = subscription;
  return { id, url, filter, from, generation, secretSince, subscribedBy, subscribedAt, revision };
}
