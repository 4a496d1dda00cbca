import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { publish, latest, versions } from '#libs/regulation/publication.ts';
import { withOverrides } from '#libs/regulation/load.ts';
import { COMMIT, Product, SHIPPED } from '#test/support/product.ts';

const product = new Product();
after(() => product.close());

function named(version: string, source = SHIPPED) {
  return { ...source, parameters: source.parameters.replace('"2026-11"', `"${version}"`) };
}

test('the version in force is the last published; the same again is not published twice', async () => {
  const { log } = product;
  assert.equal(await latest(log), undefined);
  await publish(log, SHIPPED, COMMIT);
  await publish(log, SHIPPED, COMMIT);
  assert.equal((await versions(log)).length, 1);
  await publish(log, named('2027-01'), COMMIT);
  assert.equal((await latest(log))?.regulation.version, '2027-01');
  await publish(log, SHIPPED, COMMIT);
  assert.equal((await latest(log))?.regulation.version, '2026-11');
  assert.deepEqual(
    (await versions(log)).map(({ regulation }) => regulation.version),
    ['2026-11', '2027-01', '2026-11'],
  );
});

test('another content under a published name is refused', async () => {
  await publish(product.log, SHIPPED, COMMIT);
  const other = withOverrides(SHIPPED, { parameters: { instalments: 1 } });
  await assert.rejects(publish(product.log, other, COMMIT), /2026-11 est déjà publiée avec un autre contenu/);
});

test('a version with a fault is refused and not published', async () => {
  const end = await product.log.end();
  await assert.rejects(publish(product.log, { ...SHIPPED, grids: '' }, COMMIT), /grilles/);
  assert.equal(await product.log.end(), end);
});
