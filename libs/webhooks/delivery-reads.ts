/** The state of deliveries as queries read it. */
import type { DeliveryStore } from '#libs/webhooks/delivery-store.ts';

/** For injection. */
export const DELIVERY_STORE = Symbol('delivery store');

export type DeliveryReads = Pick<DeliveryStore, 'progress' | 'waiting' | 'attempts'>;
