/** A single fact that is implausible is not recorded; one that is recorded already is known, whatever a newer rule says. */
import { expect, test } from '@jest/globals';
import { toEvent } from '#libs/facts/fact-event.ts';
import { factKindOf } from '#libs/intake/fact-kinds.ts';
import { InvalidFact } from '#libs/intake/refusals.ts';
import { COMMIT } from '#test/support/commit.ts';
import { factRecorderOf } from '#test/support/fact-recorder.ts';
import { Product } from '#test/support/product.ts';

test('what is implausible is refused once, and known if it is in the log', async () => {
  const product = new Product();
  const recorder = await factRecorderOf(product);
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
