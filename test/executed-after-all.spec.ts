/** A payment that the bank executed after all, when its item was paid again, and that came back then: the third payment is explained and proved. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import type { TypedEntry } from '#libs/payments/ledger/answer-events.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { decompteHere } from '#test/support/command-line.ts';
import { COMMIT } from '#test/support/commit.ts';
import { experimentOfTwoTeams, folded, metaOf } from '#test/support/experiment.ts';
import { confirmChange, makeRun, proposeChange } from '#test/support/money.ts';
import { Bundles } from '#test/support/payment-bundle.ts';
import type { Product } from '#test/support/product.ts';

let product: Product;
beforeAll(async () => {
  product = await experimentOfTwoTeams();
});
afterAll(() => product.close());

/** Two persons say how a payment stands. */
async function said(endToEndId: string, outcome: TypedEntry['outcome']): Promise<void> {
  const answer = `a${(await ledgerOf(product.log)).answers.size}`;
  const { amountCents } = await payment(endToEndId);
  const day = dayFromText(COMMIT.recordedAt.slice(0, 10));
  const entries = [{ endToEndId, outcome, day, amountCents, reason: null }];
  const change = { kind: 'ANSWER', answer, entries, reason: 'appel à la banque' } as const;
  await proposeChange(product.log, change, metaOf('Dora'), COMMIT);
  await confirmChange(product.log, `answer:${answer}`, metaOf('Emma'), COMMIT);
}

async function payment(endToEndId: string) {
  const found = (await ledgerOf(product.log)).payments.get(endToEndId);
  if (found === undefined) throw new RangeError(`there is no payment ${endToEndId}`);
  return found;
}

/** Pays what is due. Gives the payment of the item. */
async function paidAgain(run: string, item: string): Promise<string> {
  const asked = { envelope: 'FISS', run, dueBy: dayFromText('2022-12-31') };
  await makeRun(product, asked, metaOf('Carole'), COMMIT);
  const found = [...(await ledgerOf(product.log)).payments.values()].find(
    (one) => one.run === run && one.item === item,
  );
  if (found === undefined) throw new RangeError(`${run} does not pay ${item}`);
  return found.endToEndId;
}

test('the third payment of an item is explained on the command line, and its bundle is calculated again', async () => {
  const [first] = (await ledgerOf(product.log)).payments.values();
  if (first === undefined) throw new RangeError('nothing is paid');
  const { endToEndId, item } = first;
  await said(endToEndId, 'RETURNED');
  const second = await paidAgain('R2', item);
  await said(endToEndId, 'EXECUTED');
  await said(endToEndId, 'RETURNED');
  await said(second, 'RETURNED');
  const third = await paidAgain('R3', item);
  await folded(product);

  for (const one of [endToEndId, second, third]) {
    const { status, stdout, stderr } = await decompteHere(['--data', product.folder, 'explain', '--payment', one]);
    expect([status, stderr]).toStrictEqual([0, '']);
    expect(stdout).toMatch(new RegExp(`^${one} : .* à ${first.team}, échéance`));
  }
  const bundles = await Bundles.of(product);
  try {
    for (const one of [endToEndId, second, third]) {
      await bundles.write({ payment: one }, 'payment.jsonl');
      const { status, text } = bundles.recalculate('payment.jsonl');
      expect([status, text]).toStrictEqual([0, expect.stringContaining(one)]);
    }
  } finally {
    bundles.remove();
  }
});
