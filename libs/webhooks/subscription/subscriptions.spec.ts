/** The subscriptions of a log, folded once; an event that cannot follow those before it is named. */
import { afterAll, expect, test } from '@jest/globals';
import { SUBSCRIPTIONS_CATEGORY } from '#libs/webhooks/subscription/state.ts';
import { Subscriptions } from '#libs/webhooks/subscription/subscriptions.ts';
import { COMMIT } from '#test/support/commit.ts';
import { metaOf } from '#test/support/experiment.ts';
import { Product } from '#test/support/product.ts';

const product = new Product();
afterAll(() => product.close());

test('a subscription that is enabled without being made is named as damage, at each read', async () => {
  const { log } = product;
  const event = { id: 'f'.repeat(32), type: 'WebhookEnabled', schemaVersion: 1, effective: 's', knownOn: '2026-10-20' };
  const command = { key: 'forged', digest: '', meta: metaOf('Bob') };
  await log.append(`${SUBSCRIPTIONS_CATEGORY}-s`, [{ ...event, data: JSON.stringify({ command }) }], -1, COMMIT);
  const position = await log.end();
  const subscriptions = new Subscriptions(log);
  for (let i = 0; i < 2; i++)
    await expect(subscriptions.current()).rejects.toMatchObject({ code: 'EVENT_IMPOSSIBLE', data: { position } });
});
