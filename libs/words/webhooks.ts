/** Sentences for what may be refused of a subscription to the feed. */
import type { SubscriptionRefusal } from '#libs/webhooks/subscription/refusals.ts';
import type { Sentences } from '#libs/words/sentences.ts';

export const WEBHOOKS: Sentences<SubscriptionRefusal> = {
  SUBSCRIPTION_EXISTS: ({ id }) => `le webhook ${id} existe déjà`,
  SUBSCRIPTION_UNKNOWN: ({ id }) => `il n’y a pas de webhook ${id}`,
  SUBSCRIPTION_DISABLED_ALREADY: ({ id }) => `le webhook ${id} est déjà désactivé`,
  SUBSCRIPTION_ENABLED_ALREADY: ({ id }) => `le webhook ${id} est déjà actif`,
  SUBSCRIPTION_DISABLED: ({ id }) => `le webhook ${id} est désactivé ; réactivez-le d’abord`,
  POSITION_NOT_PUBLISHED: ({ position }) =>
    `la position ${position} n’est pas celle d’un événement publié ; /feed les donne`,
  POSITION_NOT_SENT: ({ id, position, type, team }) =>
    `l’événement ${position} (${type}, ${team}) n’est pas de ceux du webhook ${id}`,
};
