/** A version of the regulation is proposed by one person and published by another; a log begins with the one shipped. */
import assert from 'node:assert/strict';
import { afterAll, expect, test } from '@jest/globals';
import { codeOf } from '#libs/commands/proposal.ts';
import { versionDifference } from '#libs/regulation/publication/difference.ts';
import type { CommandMeta } from '#libs/commands/person.ts';
import { withOverrides } from '#libs/regulation/overrides.ts';
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

async function propose(source: RegulationSource, who = 'alice'): Promise<void> {
  const by = meta(who);
  const command = { type: 'propose', by: by.by, source } as const;
  await publications(log).handle(REGULATION_STREAM, { command, meta: by, commit: COMMIT });
}

/** Confirms with the code of the proposal, by default. */
async function confirm(who: string, code?: string): Promise<void> {
  const by = meta(who);
  const proposal = await proposedVersion(log);
  const given = code ?? (proposal === undefined ? undefined : codeOf(proposal));
  const command = { type: 'publish', by: by.by, at: by.at, code: given } as const;
  await publications(log).handle(REGULATION_STREAM, { command, meta: by, commit: COMMIT });
}

test('the first version of a log publishes itself once; the next takes two people', async () => {
  expect(await latest(log)).toBeUndefined();
  await publishFirst(log, SHIPPED, COMMIT);
  await publishFirst(log, shippedAs('2027-01'), COMMIT);
  expect(await versions(log)).toHaveLength(1);
  await propose(shippedAs('2027-01'));
  expect((await latest(log))?.regulation.version).toBe(SHIPPED_VERSION);
  await expect(confirm(' Alice ')).rejects.toMatchObject({ code: 'SECOND_PERSON_REQUIRED' });
  await confirm('bob');
  expect((await latest(log))?.regulation.version).toBe('2027-01');
  await expect(confirm('bob')).rejects.toMatchObject({ code: 'NO_VERSION_PROPOSED' });
});

test('the code of a replaced version publishes nothing', async () => {
  await propose(shippedAs('2027-02'));
  const [read] = [await proposedVersion(log)];
  assert.ok(read !== undefined);
  await propose(shippedAs('2027-03'), 'carla');
  await expect(confirm('bob', codeOf(read))).rejects.toMatchObject({ code: 'PROPOSAL_CHANGED' });
  const author = meta('carla');
  const withdrawn = { command: { type: 'withdraw', by: author.by }, meta: author, commit: COMMIT } as const;
  await publications(log).handle(REGULATION_STREAM, withdrawn);
  await expect(confirm('bob')).rejects.toMatchObject({ code: 'NO_VERSION_PROPOSED' });
  expect((await latest(log))?.regulation.version).toBe('2027-01');
});

test('the difference names each changed value, and entries by their names', () => {
  const changed = withOverrides(SHIPPED, { parameters: { instalments: 1 } });
  const paths = versionDifference(SHIPPED, changed).map(({ path }) => path);
  expect(paths.length).toBeGreaterThan(0);
  expect(paths.every((path) => path.includes('instalments'))).toBe(true);
  const grids = SHIPPED.grids.replace('GP-2021,0-6,F,0,0,11880', 'GP-2021,0-6,F,0,0,11881');
  expect(versionDifference(SHIPPED, { ...SHIPPED, grids })).toStrictEqual([
    { path: expect.stringMatching(/^grids\.GP-2021 \(0-6.*\)$/) as unknown as string, before: '11880', after: '11881' },
  ]);
  expect(versionDifference(SHIPPED, SHIPPED)).toStrictEqual([]);
  expect(versionDifference(undefined, SHIPPED)).toContainEqual({
    path: 'version',
    before: undefined,
    after: SHIPPED_VERSION,
  });
});

test('rejects other content under a published name', async () => {
  const other = withOverrides(SHIPPED, { parameters: { instalments: 1 } });
  await expect(propose(other)).rejects.toMatchObject({ code: 'VERSION_PUBLISHED_OTHERWISE' });
});

test('rejects a version with a fault, and records no event', async () => {
  const end = await log.end();
  await expect(propose({ ...SHIPPED, grids: '' })).rejects.toThrow(/GRIDS_HEADER_DIFFERS/);
  expect(await log.end()).toBe(end);
});
