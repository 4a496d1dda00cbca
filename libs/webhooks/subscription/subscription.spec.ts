/** A subscription is made once, changed while it exists, and gone for good once removed. */
import { test } from '@jest/globals';
import { subscription } from '#libs/webhooks/subscription/decide.ts';
import type { SubscriptionEvent } from '#libs/webhooks/subscription/events.ts';
import { by, specificationOf } from '#test/support/specification.ts';

const ID = '0123456789abcdef0123';
const { given } = specificationOf(subscription(ID), `webhook-${ID}`);

const subscribed: SubscriptionEvent = {
  type: 'WebhookSubscribed',
  effective: ID,
  data: { url: 'https://example.org/in', types: undefined, team: 'T1', from: 5 },
};
const disabled: SubscriptionEvent = { type: 'WebhookDisabled', effective: ID, data: { reason: '410' } };
const removed: SubscriptionEvent = { type: 'WebhookRemoved', effective: ID, data: {} };

test('subscribing once records the start and the kinds of events to send', () => {
  const command = {
    type: 'subscribe',
    url: 'https://example.org/in',
    filter: { types: undefined, team: 'T1' },
    from: 5,
  } as const;
  given().when(command).then(subscribed);
  given(by('Alice', subscribed)).when(command).thenRefused('SUBSCRIPTION_EXISTS', { id: ID });
});

test('each rotation gives the secret its next generation', () => {
  const rotated: SubscriptionEvent = { type: 'WebhookSecretRotated', effective: ID, data: { generation: 2 } };
  given(by('Alice', subscribed)).when({ type: 'rotate' }).then(rotated);
  given(by('Alice', subscribed), by('Alice', rotated))
    .when({ type: 'rotate' })
    .then({ ...rotated, data: { generation: 3 } });
});

test('a disabled subscription is enabled again, and sends nothing again until then', () => {
  const off = given(by('Alice', subscribed), by('distribution', disabled));
  off.when({ type: 'disable', reason: 'x' }).thenRefused('SUBSCRIPTION_DISABLED_ALREADY');
  off.when({ type: 'redeliver', position: 9 }).thenRefused('SUBSCRIPTION_DISABLED');
  off.when({ type: 'enable', from: 7 }).then({ type: 'WebhookEnabled', effective: ID, data: { from: 7 } });
  given(by('Alice', subscribed)).when({ type: 'enable' }).thenRefused('SUBSCRIPTION_ENABLED_ALREADY');
});

test('disabling needs a reason', () => {
  given(by('Alice', subscribed)).when({ type: 'disable', reason: ' ' }).thenRefused('REASON_REQUIRED');
});

test('a removed or unknown subscription refuses every command', () => {
  given().when({ type: 'rotate' }).thenRefused('SUBSCRIPTION_UNKNOWN', { id: ID });
  given(by('Alice', subscribed), by('Alice', removed))
    .when({ type: 'skip', position: 9 })
    .thenRefused('SUBSCRIPTION_UNKNOWN');
});
