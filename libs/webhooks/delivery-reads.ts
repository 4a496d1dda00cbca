/** The part of the delivery store that queries read. */
import type { DeliveryStore } from '#libs/webhooks/delivery-store.ts';

/** Injection token. */
export const DELIVERY_STORE = Symbol('delivery store');

export type DeliveryReads = Pick<DeliveryStore, 'progress' | 'waiting' | 'attempts'>;
