/** Projections kept up with the log: what is appended is folded, a failure is told and tried again, a stop is heeded. */
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { IMPORTS, fileRefused } from '#libs/intake/import-events.ts';
import { keepUp } from '#libs/read-store/engine/keep-up.ts';
import type { ReadStore } from '#libs/read-store/read-store.ts';
import { COMMIT, Product } from '#test/support/product.ts';

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let i = 0; i < 500; i++) {
    if (await holds()) return;
    await setTimeout(10);
  }
  assert.fail('did not come to hold in 5 s');
}

async function refuse(product: Product, file: string): Promise<void> {
  const { stream, event } = fileRefused({ file, sha256: '' }, 'illisible', '2026-11-01');
  await product.log.append(stream, [event], 'any', COMMIT);
}

async function position(product: Product): Promise<number> {
  return (await product.readStore.status(IMPORTS, product.log)).position;
}

test('what is appended is folded, then nothing more is done until there is more', async () => {
  const product = new Product();
  const stopping = new AbortController();
  const folded: number[] = [];
  const running = keepUp({
    log: product.log,
    readStore: product.readStore,
    projections: [IMPORTS],
    signal: stopping.signal,
    onFolded: (_, reached) => folded.push(reached),
    onFailure: (name, error) => {
      assert.fail(`${name}: ${String(error)}`);
    },
    pollMs: 5,
  });
  try {
    await until(() => folded.length === 1);
    for (const file of ['acts.csv', 'teams.csv']) {
      await refuse(product, file);
      const end = await product.log.end();
      await until(async () => (await position(product)) === end);
    }
    await until(() => folded.length === 3);
    expect(folded).toStrictEqual([0, 1, 2]);
  } finally {
    stopping.abort();
    await running;
    await product.close();
  }
});

test('a projection that fails is told and tried again, and the others go on', async () => {
  const product = new Product();
  const stopping = new AbortController();
  const failures: string[] = [];
  let broken = true;
  const other = { ...IMPORTS, name: 'other' };
  const readStore: ReadStore = {
    upToDate: (projection, log, onProgress) => {
      if (projection.name === 'other' && broken) throw new Error('disk full');
      return product.readStore.upToDate(projection, log, onProgress);
    },
    forFolding: (projection, log) => product.readStore.forFolding(projection, log),
    serving: (projection, log) => product.readStore.serving(projection, log),
    rebuild: (projection, log) => product.readStore.rebuild(projection, log),
    status: (projection, log) => product.readStore.status(projection, log),
    scratch: (name) => product.readStore.scratch(name),
    close: () => product.readStore.close(),
  };
  const running = keepUp({
    log: product.log,
    readStore,
    projections: [other, IMPORTS],
    signal: stopping.signal,
    onFailure: (name, error) => failures.push(`${name}: ${String(error)}`),
    pollMs: 5,
  });
  try {
    await refuse(product, 'acts.csv');
    await until(async () => (await position(product)) === 1 && failures.length > 0);
    expect(failures[0]).toBe('other: Error: disk full');
    broken = false;
    await until(async () => (await product.readStore.status(other, product.log)).position === 1);
  } finally {
    stopping.abort();
    await running;
    await product.close();
  }
});
