/** Records single facts into a product, under the regulation that it ships with. */
import assert from 'node:assert/strict';
import { FactRecorder } from '#libs/intake/fact-recorder.ts';
import { publishFirst } from '#libs/regulation/publication/published.ts';
import { COMMIT } from '#test/support/commit.ts';
import type { Product } from '#test/support/product.ts';
import { SHIPPED } from '#test/support/shipped.ts';

/** `log`: the log of the product, or one that stands for it. */
export async function factRecorderOf(product: Product, log = product.log): Promise<FactRecorder> {
  const { regulation } = await publishFirst(product.log, SHIPPED, COMMIT);
  return new FactRecorder({
    log,
    readStore: product.readStore,
    regulation: async () => regulation,
    holder: { host: 'here', pid: 1, isAlive: () => true },
    now: () => Date.parse(COMMIT.recordedAt),
    onLeaseKept: assert.ifError,
  });
}
