/** The sentences kept with attempts and recorded with a subscription that the delivery disables: users and stored events have them. */
import { expect, test } from '@jest/globals';
import { DELIVERY_WORDS } from '#libs/words/webhooks.ts';

test('say why a try failed', () => {
  expect(DELIVERY_WORDS.ofTry({ code: 'ANSWER_REFUSES', data: { status: 503 } })).toBe('la réponse est 503');
  expect(DELIVERY_WORDS.ofTry({ code: 'RECEIVER_SILENT', data: { seconds: 0.15 } })).toBe('pas de réponse en 0.15 s');
  expect(DELIVERY_WORDS.ofTry({ code: 'CONNECTION_FAILED', data: { reason: 'ECONNREFUSED' } })).toBe(
    'la connexion n’aboutit pas (ECONNREFUSED)',
  );
  const fault = { code: 'URL_PRIVATE', data: { host: '10.0.0.1' } } as const;
  expect(DELIVERY_WORDS.ofTry({ code: 'ADDRESS_REFUSED', data: { fault } })).toBe(
    'l’adresse est refusée : 10.0.0.1 est une adresse privée ; si c’est voulu, ajoutez-la à WEBHOOK_PRIVATE_HOSTS',
  );
});

test('say why a subscription is disabled', () => {
  const last = { code: 'ANSWER_REFUSES', data: { status: 500 } } as const;
  expect(DELIVERY_WORDS.ofDisabling({ code: 'TRIES_EXHAUSTED', data: { position: 7, tries: 5, last } })).toBe(
    'l’événement 7 n’a pas été accepté en 5 essais ; au dernier, la réponse est 500',
  );
  expect(DELIVERY_WORDS.ofDisabling({ code: 'RECEIVER_GONE', data: {} })).toBe(
    'le destinataire répond 410 : il n’en veut plus',
  );
});
