/** Once a service has read ahead, the list of tasks reads no statement, and of the ledger only new events. */
import { rmSync } from 'node:fs';
import { afterAll, expect, test } from '@jest/globals';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { statementStream } from '#libs/statements/calculated-statement.ts';
import { readAhead } from '#libs/week/read-ahead.ts';
import { todo } from '#libs/week/todo.ts';
import { approve, submit } from '#test/support/decisions.ts';
import { COMMIT } from '#test/support/commit.ts';
import { TINY_CALCULATION, TINY_SAMPLE, metaOf } from '#test/support/experiment.ts';
import { envelopeInPlace } from '#test/support/money.ts';
import { Product } from '#test/support/product.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { withOwn } from '#test/support/with-own.ts';

const product = new Product();
afterAll(async () => {
  await product.close();
  rmSync(product.folder, { recursive: true, force: true });
});

const DECIDED = { team: 'PEPS-01', period: '2021-Q1' };
const OPEN = { team: 'PEPS-01', period: '2021-Q2' };
const PEOPLE = {
  first: { meta: metaOf('Alice'), commit: COMMIT },
  second: { meta: metaOf('Bob'), commit: COMMIT },
};

/** The log of a newly started process, and the streams whose events were read from it. */
function restarted(): { readonly log: EventStore; readonly read: Set<string> } {
  const read = new Set<string>();
  const readStream: EventStore['readStream'] = async (stream, options) => {
    const events = await product.log.readStream(stream, options);
    if (events.length > 0) read.add(stream);
    return events;
  };
  return { log: withOwn(product.log, { readStream }), read };
}

test('reads the ledger and the open statements, which the list does not read again', async () => {
  await product.import(`${TINY_SAMPLE}/facts`);
  await envelopeInPlace(product.log, 'FISS', { amountCents: 100_000_000n, schemes: ['PEPS'] }, PEOPLE);
  await product.calculate(TINY_CALCULATION);
  await submit(product, [DECIDED], metaOf('Alice'), COMMIT);
  await approve(product, [DECIDED], metaOf('Bob'), COMMIT);
  const { projections, readStore } = product;
  const request = { asOf: dayFromText('2026-01-15'), regulation: loadRegulation(SHIPPED), months: 12 };

  const [cold, warm] = [restarted(), restarted()];
  const list = await todo({ log: cold.log, projections, readStore }, request);
  await readAhead({ log: warm.log, projections, readStore }, request);
  const ahead = new Set(warm.read);
  warm.read.clear();
  expect(await todo({ log: warm.log, projections, readStore }, request)).toStrictEqual(list);

  expect([...ahead]).toContain('payment-ledger');
  expect([...ahead]).toContain(statementStream(OPEN));
  expect([...ahead]).not.toContain(statementStream(DECIDED));
  expect([...ahead].filter((stream) => warm.read.has(stream))).toStrictEqual([]);
  expect([...ahead].filter((stream) => !cold.read.has(stream))).toStrictEqual([]);
});
