/** Explanations of statements and of payments add up exactly, by a script that shares no code with the product. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addUpPayment, addUpStatement } from '#test/adding-up/add-up.mjs';
import { explain } from '#libs/explain/explain.ts';
import { ExplainPayment, ExplainPaymentHandler } from '#libs/explain/queries/explain-payment.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { ServedStores, Stores } from '#libs/runtime/stores.module.ts';
import { latestStatements } from '#libs/statements/calculation/latest.ts';
import { explanationJson } from '#libs/words/texts/explanation-json.ts';
import { paymentJson } from '#libs/words/texts/payment-json.ts';
import { required } from '#test/support/enrolment.ts';
import { TINY_CALCULATION, experimentOfTwoTeams } from '#test/support/experiment.ts';
import type { Product } from '#test/support/product.ts';

let product: Product;
beforeAll(async () => {
  product = await experimentOfTwoTeams();
});
afterAll(() => product.close());

/** In the form of an answer. */
function asJson(value: object): unknown {
  const text = JSON.stringify(value, (_, field: unknown) => (typeof field === 'bigint' ? String(field) : field));
  return JSON.parse(text);
}

interface Line {
  readonly amountCents: string;
  readonly parts: { exact: string }[];
}

test('the parts of each statement add up to its lines, and the lines to its total', async () => {
  const { statements, regulationOf } = await latestStatements(product, TINY_CALCULATION.knownOn);
  let [explained, sums] = [0, 0];
  for (const recorded of statements) {
    if (recorded.statement === null) continue;
    const found = explanationJson(await explain(product, recorded, regulationOf(recorded.pin.regulationFingerprint)));
    sums += addUpStatement(asJson(found) as object);
    explained++;
    // The script notices one cent in one part, one line, or the total.
    const wrong = asJson(found) as { lines: Line[]; totalCents: string };
    const part = wrong.lines.flatMap(({ parts }) => parts)[0];
    if (part !== undefined) {
      const { exact } = part;
      part.exact = `${exact}1`;
      expect(() => addUpStatement(wrong)).toThrow(/its parts make/);
      part.exact = exact;
    }
    expect(() => addUpStatement({ ...wrong, totalCents: `${wrong.totalCents}1` })).toThrow(/its lines make/);
  }
  expect(explained).toBeGreaterThan(20);
  expect(sums).toBeGreaterThan(explained * 5);
});

test('the steps of each payment add up to its amount', async () => {
  const served = ServedStores.broughtUp(new Stores(product.log, product.readStore));
  const handler = new ExplainPaymentHandler(served);
  const ids = [...(await ledgerOf(product.log)).payments.keys()];
  expect(ids.length).toBeGreaterThan(10);
  for (const id of ids) {
    const found = asJson(paymentJson(required(await handler.execute(new ExplainPayment(id))))) as {
      amountCents: string;
    };
    expect(addUpPayment(found)).toBe(2);
    expect(() => addUpPayment({ ...found, amountCents: `${found.amountCents}1` })).toThrow(/its steps make/);
  }
});
