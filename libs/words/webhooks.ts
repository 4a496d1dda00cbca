/** Sentences for the refusals of a subscription to the feed, and for the problems of its deliveries. */
import type { DeliveryWords, DisableCause, HostFault, TryFault, UrlFault } from '#libs/webhooks/faults.ts';
import type { SubscriptionRefusal } from '#libs/webhooks/subscription/refusals.ts';
import { type Sentences, said } from '#libs/words/sentences.ts';

const URLS: Sentences<UrlFault> = {
  URL_NOT_HTTP: () => 'il faut une adresse https://…',
  URL_TOO_LONG: ({ max }) => `l’adresse a plus de ${max} caractères`,
  URL_HOLDS_CREDENTIALS: () => 'l’adresse contient un nom ou un mot de passe ; ôtez-les',
  URL_HOLDS_FRAGMENT: () => 'l’adresse contient un fragment (#…), qui n’est pas envoyé ; ôtez-le',
  URL_HOLDS_NUMBER: () => 'l’adresse contient un numéro de sécurité sociale, qui ne doit être gardé nulle part',
  URL_NOT_HTTPS: () => 'il faut https ; http n’est permis que vers la machine elle-même, en développement',
  URL_PRIVATE: ({ host }) => `${host} est une adresse privée ; si c’est voulu, ajoutez-la à WEBHOOK_PRIVATE_HOSTS`,
};

const TRIES: Sentences<TryFault> = {
  ADDRESS_REFUSED: ({ fault }) => `l’adresse est refusée : ${said(URLS, fault)}`,
  NAME_LEADS_TO_PRIVATE: ({ address }) => `le nom désigne une adresse privée (${address})`,
  RECEIVER_SILENT: ({ seconds }) => `pas de réponse en ${seconds} s`,
  CONNECTION_FAILED: ({ reason }) => `la connexion n’aboutit pas (${reason})`,
  ANSWER_REFUSES: ({ status }) => `la réponse est ${status}`,
  SKIPPED_BY_PERSON: () => 'abandonné par une personne',
};

const CAUSES: Sentences<DisableCause> = {
  RECEIVER_GONE: () => 'le destinataire répond 410 : il n’en veut plus',
  TRIES_EXHAUSTED: ({ position, tries, last }) =>
    `l’événement ${position} n’a pas été accepté en ${tries} essais ; au dernier, ${said(TRIES, last)}`,
  LOG_REPLACED: () =>
    'le journal n’est plus celui qui a été distribué, il a peut-être été restauré ; réactivez en disant d’où reprendre (from)',
};

export const DELIVERY_WORDS: DeliveryWords = {
  ofTry: (fault) => said(TRIES, fault),
  ofDisabling: (cause) => said(CAUSES, cause),
};

export const WEBHOOK_SENTENCES: Sentences<SubscriptionRefusal | HostFault | UrlFault | TryFault | DisableCause> = {
  ...URLS,
  ...TRIES,
  ...CAUSES,
  HOST_INVALID: ({ entry }) => `« ${entry} » n’est ni un nom, ni une adresse, ni un réseau comme 10.1.0.0/16`,
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
