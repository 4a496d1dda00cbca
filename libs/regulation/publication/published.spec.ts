/** The published versions over a log: the first one is the version shipped, which publishes itself; the next takes two people. */
import assert from 'node:assert/strict';
import { afterAll, expect, test } from '@jest/globals';
import { codeOf } from '#libs/commands/proposal.ts';
import type { CommandMeta } from '#libs/commands/person.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import {
  REGULATION_STREAM,
  latest,
  proposedVersion,
  publications,
  publishFirst,
  versions,
} from '#libs/regulation/publication/published.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { SHIPPED, SHIPPED_VERSION, shippedAs } from '#test/support/shipped.ts';

const product = new Product();
const { log } = product;
afterAll(() => product.close());

let keys = 0;
function meta(name: string): CommandMeta {
  return { by: { name, assurance: 'asserted', osUser: 'test' }, key: `key-${keys++}`, at: COMMIT.recordedAt };
}

async function propose(source: RegulationSource): Promise<void> {
  const by = meta('alice');
  const command = { type: 'propose', by: by.by, source } as const;
  await publications(log).handle(REGULATION_STREAM, { command, meta: by, commit: COMMIT });
}

test('the first version of a log publishes itself once; the next is in force once a second person has published it', async () => {
  expect(await latest(log)).toBeUndefined();
  await publishFirst(log, SHIPPED, COMMIT);
  await publishFirst(log, shippedAs('2027-01'), COMMIT);
  expect(await versions(log)).toHaveLength(1);
  await propose(shippedAs('2027-01'));
  expect((await latest(log))?.regulation.version).toBe(SHIPPED_VERSION);
  const proposal = await proposedVersion(log);
  assert.ok(proposal !== undefined);
  const by = meta('bob');
  const command = { type: 'publish', by: by.by, at: by.at, code: codeOf(proposal) } as const;
  await publications(log).handle(REGULATION_STREAM, { command, meta: by, commit: COMMIT });
  expect((await latest(log))?.regulation.version).toBe('2027-01');
  expect(await proposedVersion(log)).toBeUndefined();
});

test('a version with a fault is refused, and no event is recorded', async () => {
  const end = await log.end();
  await expect(propose({ ...SHIPPED, grids: '' })).rejects.toThrow(/GRIDS_HEADER_DIFFERS/);
  expect(await log.end()).toBe(end);
});
