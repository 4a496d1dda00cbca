/**
 * Events of a subscription to the feed, stream `webhook-<id>`. These events are commands of people, also about deliveries; the delivery
 * store has the progress of each delivery.
 */
import type { NoData } from '#libs/kernel/domain-error.ts';
import { list, optional, record, text, typed, whole } from '#libs/kernel/field.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';

export type WebhookSubscribed = Event<
  'WebhookSubscribed',
  {
    readonly url: string;
    /** Names of the types sent; default: every type. */
    readonly types?: readonly string[] | undefined;
    /** The team whose events are sent; default: every team. */
    readonly team?: string | undefined;
    /** Events after this position are sent. */
    readonly from: number;
  }
>;
/** `generation`: of the new secret. */
type WebhookSecretRotated = Event<'WebhookSecretRotated', { readonly generation: number }>;
type WebhookDisabled = Event<'WebhookDisabled', { readonly reason: string }>;
/** `from`: continues after this position, instead of the old one. */
type WebhookEnabled = Event<'WebhookEnabled', { readonly from?: number | undefined }>;
type WebhookRemoved = Event<'WebhookRemoved', NoData>;
/** `position`: of the event to send again. */
type WebhookRedeliveryAsked = Event<'WebhookRedeliveryAsked', { readonly position: number }>;
/** `position`: of the event given up, so that later events of its team are sent. */
type WebhookDeliverySkipped = Event<'WebhookDeliverySkipped', { readonly position: number }>;

export type SubscriptionEvent =
  | WebhookSubscribed
  | WebhookSecretRotated
  | WebhookDisabled
  | WebhookEnabled
  | WebhookRemoved
  | WebhookRedeliveryAsked
  | WebhookDeliverySkipped;

export const SUBSCRIPTION_EVENTS = eventCodec<SubscriptionEvent>({
  WebhookSubscribed: eventSchema(
    1,
    record({ url: typed, types: optional(list(text)), team: optional(text), from: whole }),
  ),
  WebhookSecretRotated: eventSchema(1, record({ generation: whole })),
  WebhookDisabled: eventSchema(1, record({ reason: typed })),
  WebhookEnabled: eventSchema(1, record({ from: optional(whole) })),
  WebhookRemoved: eventSchema(1, record({})),
  WebhookRedeliveryAsked: eventSchema(1, record({ position: whole })),
  WebhookDeliverySkipped: eventSchema(1, record({ position: whole })),
});
