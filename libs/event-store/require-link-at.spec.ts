/** A log that ends before a position that was read is damaged. */
import { expect, test } from '@jest/globals';
import { requireLinkAt } from '#libs/event-store/require-link-at.ts';
import { StoreDamaged } from '#libs/kernel/store-unavailable.ts';

const log = { linkAt: async (position: number) => (position === 7 ? 'link' : undefined) };

test('gives the link of a position, none at the beginning, and a damaged log beyond its end', async () => {
  expect([await requireLinkAt(0, log), await requireLinkAt(7, log)]).toStrictEqual(['', 'link']);
  const beyond: unknown = await requireLinkAt(8, log).catch((error: unknown) => error);
  expect(beyond).toBeInstanceOf(StoreDamaged);
  expect(beyond).toMatchObject({
    data: { reason: 'the log ends before position 8, up to which it was read' },
  });
});
