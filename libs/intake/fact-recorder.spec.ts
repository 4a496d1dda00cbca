/** A single fact that is implausible is not recorded; one that is recorded already is known, whatever a newer rule says. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import { toEvent } from '#libs/facts/fact-event.ts';
import { FactRecorder } from '#libs/intake/fact-recorder.ts';
import { factKindOf } from '#libs/intake/fact-kinds.ts';
import { InvalidFact } from '#libs/intake/refusals.ts';
import { publishFirst } from '#libs/regulation/publication/published.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { SHIPPED } from '#test/support/shipped.ts';

test('what is implausible is refused once, and known if it is in the log', async () => {
  const product = new Product();
  const { regulation } = await publishFirst(product.log, SHIPPED, COMMIT);
  const recorder = new FactRecorder({
    log: product.log,
    readStore: product.readStore,
    regulation: async () => regulation,
    holder: { host: 'here', pid: 1, isAlive: () => true },
    now: () => Date.parse(COMMIT.recordedAt),
    onLeaseKept: assert.ifError,
  });
  const kind = factKindOf('national_spending');
  const fieldsOf = (known_on: string) => {
    const example: Readonly<Record<string, string>> = { ...kind.example, known_on };
    return kind.columns.map(({ name }) => example[name] ?? '');
  };
  const record = (known_on: string) =>
    recorder.record({ kind: 'national_spending', fields: fieldsOf(known_on), commit: COMMIT });
  const before = await product.log.count();
  await expect(record('2062-11-20')).rejects.toThrow(InvalidFact);
  expect(await product.log.count()).toBe(before);
  await product.log.record([toEvent(kind)(fieldsOf('2062-11-20'))], COMMIT);
  expect((await record('2062-11-20')).known).toBe(true);
  expect((await record('2025-07-01')).known).toBe(false);
  await recorder.close();
  await product.close();
});
