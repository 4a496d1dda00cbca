/**
 * A subscription to the feed, from its first event to its last: stream `webhook-<id>`. What people ask of it is here, also what they
 * ask of its deliveries; how far each delivery is, is in the delivery store.
 */
import { type Aggregate, type Decided, madeBy } from '#libs/commands/command-stream.ts';
import { DecisionRefused } from '#libs/commands/person.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { FeedFilter } from '#libs/feed/feed.ts';

export interface Subscription {
  readonly id: string;
  readonly url: string;
  readonly filter: FeedFilter;
  /** Events after this position are sent. */
  readonly from: number;
  /** Of the secret, from 1. */
  readonly generation: number;
  /** When the secret became the one it is, ISO 8601. */
  readonly secretSince: string;
  readonly status: SubscriptionStatus;
  /** Why it is disabled; empty where it is not. */
  readonly reason: string;
  readonly subscribedBy: string;
  readonly subscribedAt: string;
  /** Of its last event. */
  readonly revision: number;
}

export type SubscriptionStatus = 'ENABLED' | 'DISABLED' | 'REMOVED';

export type SubscriptionCommand =
  | { readonly type: 'subscribe'; readonly url: string; readonly filter: FeedFilter; readonly from: number }
  | { readonly type: 'rotate' }
  | { readonly type: 'disable'; readonly reason: string }
  /** `from`: goes on after this position, and not from where it stood. */
  | { readonly type: 'enable'; readonly from?: number | undefined }
  | { readonly type: 'remove' }
  | { readonly type: 'redeliver'; readonly position: number }
  /** Gives up an event, so that those of its team that wait behind it go on. */
  | { readonly type: 'skip'; readonly position: number };

export const SUBSCRIPTIONS_CATEGORY = 'webhook';

export function subscriptionStream(id: string): string {
  return `${SUBSCRIPTIONS_CATEGORY}-${id}`;
}

/** Undefined before it is subscribed. */
export function subscription(id: string): Aggregate<Subscription | undefined, SubscriptionCommand> {
  return {
    initial: () => undefined,
    evolve: evolveSubscription,
    decide: (command, state) => decide(id, command, state),
  };
}

export function evolveSubscription(state: Subscription | undefined, event: RecordedEvent): Subscription {
  if (event.type === 'WebhookSubscribed') return subscribed(event);
  if (state === undefined) throw new RangeError(`${event.stream} begins with ${event.type}`);
  return { ...state, ...changeOf(state, event), revision: event.revision };
}

function subscribed(event: RecordedEvent): Subscription {
  const { url, types, team, from } = JSON.parse(event.data) as FeedFilter & { url: string; from: number };
  const { by, at } = metaOf(event);
  return {
    id: event.stream.slice(SUBSCRIPTIONS_CATEGORY.length + 1),
    url,
    filter: { types, team },
    from,
    generation: 1,
    secretSince: at,
    status: 'ENABLED',
    reason: '',
    subscribedBy: by.name,
    subscribedAt: at,
    revision: event.revision,
  };
}

function changeOf(state: Subscription, event: RecordedEvent): Partial<Subscription> {
  switch (event.type) {
    case 'WebhookSecretRotated':
      return { generation: state.generation + 1, secretSince: metaOf(event).at };
    case 'WebhookDisabled':
      return { status: 'DISABLED', reason: (JSON.parse(event.data) as { reason: string }).reason };
    case 'WebhookEnabled':
      return { status: 'ENABLED', reason: '' };
    case 'WebhookRemoved':
      return { status: 'REMOVED' };
    case 'WebhookRedeliveryAsked':
    case 'WebhookDeliverySkipped':
      return {};
    default:
      throw new RangeError(`${event.type} is not an event of a webhook`);
  }
}

function metaOf(event: RecordedEvent) {
  const meta = madeBy(event);
  if (meta === undefined) throw new RangeError(`event ${event.position} says not who made it`);
  return meta;
}

function decide(id: string, command: SubscriptionCommand, state: Subscription | undefined): readonly Decided[] {
  if (command.type === 'subscribe') {
    if (state !== undefined) throw new DecisionRefused(`le webhook ${id} existe déjà`);
    const { url, filter, from } = command;
    return [{ type: 'WebhookSubscribed', content: { url, ...filter, from }, effective: id }];
  }
  if (state === undefined || state.status === 'REMOVED') throw new DecisionRefused(`il n’y a pas de webhook ${id}`);
  return [{ ...DECIDE[command.type](state, command as never), effective: id }];
}

type Told = Omit<Decided, 'effective'>;
type Of<Type> = Extract<SubscriptionCommand, { type: Type }>;

const DECIDE: {
  readonly [Type in Exclude<SubscriptionCommand['type'], 'subscribe'>]: (
    state: Subscription,
    command: Of<Type>,
  ) => Told;
} = {
  rotate: ({ generation }) => ({ type: 'WebhookSecretRotated', content: { generation: generation + 1 } }),
  disable: ({ id, status }, { reason }) => {
    if (status === 'DISABLED') throw new DecisionRefused(`le webhook ${id} est déjà désactivé`);
    if (reason.trim() === '') throw new DecisionRefused('il faut un motif ; dites pourquoi');
    return { type: 'WebhookDisabled', content: { reason } };
  },
  enable: ({ id, status }, { from }) => {
    if (status === 'ENABLED') throw new DecisionRefused(`le webhook ${id} est déjà actif`);
    return { type: 'WebhookEnabled', content: from === undefined ? {} : { from } };
  },
  remove: () => ({ type: 'WebhookRemoved', content: {} }),
  redeliver: ({ id, status }, { position }) => {
    if (status === 'DISABLED') throw new DecisionRefused(`le webhook ${id} est désactivé ; réactivez-le d’abord`);
    return { type: 'WebhookRedeliveryAsked', content: { position } };
  },
  skip: (_, { position }) => ({ type: 'WebhookDeliverySkipped', content: { position } }),
};
