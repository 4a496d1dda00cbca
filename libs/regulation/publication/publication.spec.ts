/** A version of the regulation is proposed by one person and published by another; a log begins with the one shipped. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { CommandMeta } from '#libs/commands/person.ts';
import { type RegulationSource, withOverrides } from '#libs/regulation/load.ts';
import {
  REGULATION_STREAM,
  latest,
  publications,
  publishFirst,
  versions,
} from '#libs/regulation/publication/published.ts';
import { COMMIT, Product, SHIPPED } from '#test/support/product.ts';

const product = new Product();
const { log } = product;
after(() => product.close());

let keys = 0;
function meta(name: string): CommandMeta {
  return { by: { name, assurance: 'asserted', osUser: 'test' }, key: `key-${keys++}`, at: COMMIT.recordedAt };
}

function named(version: string): RegulationSource {
  return { ...SHIPPED, parameters: SHIPPED.parameters.replace('"2026-11"', `"${version}"`) };
}

async function propose(source: RegulationSource, who = 'alice'): Promise<void> {
  const by = meta(who);
  const command = { type: 'propose', by: by.by, source } as const;
  await publications(log).handle(REGULATION_STREAM, { command, meta: by, commit: COMMIT });
}

async function confirm(who: string): Promise<void> {
  const by = meta(who);
  const command = { type: 'publish', by: by.by } as const;
  await publications(log).handle(REGULATION_STREAM, { command, meta: by, commit: COMMIT });
}

test('the first version of a log publishes itself once; the next takes two people', async () => {
  assert.equal(await latest(log), undefined);
  await publishFirst(log, SHIPPED, COMMIT);
  await publishFirst(log, named('2027-01'), COMMIT);
  assert.equal((await versions(log)).length, 1);
  await propose(named('2027-01'));
  assert.equal((await latest(log))?.regulation.version, '2026-11');
  await assert.rejects(confirm(' Alice '), { code: 'SECOND_PERSON_REQUIRED' });
  await confirm('bob');
  assert.equal((await latest(log))?.regulation.version, '2027-01');
  await assert.rejects(confirm('bob'), { code: 'NO_VERSION_PROPOSED' });
});

test('another content under a published name is refused', async () => {
  const other = withOverrides(SHIPPED, { parameters: { instalments: 1 } });
  await assert.rejects(propose(other), { code: 'VERSION_PUBLISHED_OTHERWISE' });
});

test('a version with a fault is refused and not recorded', async () => {
  const end = await log.end();
  await assert.rejects(propose({ ...SHIPPED, grids: '' }), /grilles/);
  assert.equal(await log.end(), end);
});
