import { afterAll, expect, test } from '@jest/globals';
import { handle } from '#libs/commands/command-stream.ts';
import type { CommandMeta } from '#libs/commands/person.ts';
import { publication } from '#libs/regulation/publication/publication.ts';
import { type RegulationSource, withOverrides } from '#libs/regulation/load.ts';
import { REGULATION_STREAM, latest, publishFirst, versions } from '#libs/regulation/publication/published.ts';
import { COMMIT, Product, SHIPPED } from '#test/support/product.ts';

const product = new Product();
const { log } = product;
afterAll(() => product.close());

let keys = 0;
function meta(name: string): CommandMeta {
  return { by: { name, assurance: 'asserted', osUser: 'test' }, key: `key-${keys++}`, at: COMMIT.recordedAt };
}

function named(version: string): RegulationSource {
  return { ...SHIPPED, parameters: SHIPPED.parameters.replace('"2026-11"', `"${version}"`) };
}

async function propose(source: RegulationSource, who = 'alice'): Promise<void> {
  const by = meta(who);
  await handle(log, REGULATION_STREAM, publication, { type: 'propose', by: by.by, source }, by, COMMIT);
}

async function confirm(who: string): Promise<void> {
  const by = meta(who);
  await handle(log, REGULATION_STREAM, publication, { type: 'confirm', by: by.by }, by, COMMIT);
}

test('the first version of a log publishes itself once; the next takes two people', async () => {
  expect(await latest(log)).toBeUndefined();
  await publishFirst(log, SHIPPED, COMMIT);
  await publishFirst(log, named('2027-01'), COMMIT);
  expect(await versions(log)).toHaveLength(1);
  await propose(named('2027-01'));
  expect((await latest(log))?.regulation.version).toBe('2026-11');
  await expect(confirm(' Alice ')).rejects.toThrow(/il faut une seconde personne/);
  await confirm('bob');
  expect((await latest(log))?.regulation.version).toBe('2027-01');
  await expect(confirm('bob')).rejects.toThrow(/aucune version n'est proposée/);
});

test('another content under a published name is refused', async () => {
  const other = withOverrides(SHIPPED, { parameters: { instalments: 1 } });
  await expect(propose(other)).rejects.toThrow(/2026-11 est déjà publiée avec un autre contenu/);
});

test('a version with a fault is refused and not recorded', async () => {
  const end = await log.end();
  await expect(propose({ ...SHIPPED, grids: '' })).rejects.toThrow(/grilles/);
  expect(await log.end()).toBe(end);
});
