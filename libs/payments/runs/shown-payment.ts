/** A payment as people see it: with its second debit, and the return that a file of the bank announced, which a second person must confirm or has refused. */
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { type AnnouncedReturn, announcedReturns } from '#libs/payments/ledger/announced-returns.ts';
import type { Payment, RefusedReturn } from '#libs/payments/ledger/payment.ts';
import { secondDebits } from '#libs/payments/ledger/received.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';

export type ShownPayment = Payment & {
  /** The team received this amount again, and owes it; 0 if the bank debited the payment once. */
  readonly secondDebitCents: bigint;
  /** The payment keeps its status until then. */
  readonly announced: AnnouncedReturn | undefined;
  readonly refused: RefusedReturn | undefined;
};

/** In the given order. */
export function shownPayments(ledger: PaymentLedger, payments: readonly Payment[]): readonly ShownPayment[] {
  const announced = announcedReturns(ledger);
  const again = Map.groupBy(secondDebits(ledger), ({ endToEndId }) => endToEndId);
  return payments.map((payment) => ({
    ...payment,
    secondDebitCents: sumCentsOf(again.get(payment.endToEndId) ?? [], ({ amountCents }) => amountCents),
    announced: announced.get(payment.endToEndId),
    refused: announced.has(payment.endToEndId) ? undefined : ledger.refusedReturns.get(payment.endToEndId),
  }));
}
