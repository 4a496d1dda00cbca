/**
 * A payment as people see it: with its second debit, the return that a file of the bank announced, which a second person must confirm or has
 * refused, and the answers that contradict the ledger.
 */
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { type AnnouncedReturn, announcedReturns } from '#libs/payments/ledger/announced-returns.ts';
import type { Contradiction, Payment, RefusedReturn } from '#libs/payments/ledger/payment.ts';
import { secondDebits } from '#libs/payments/ledger/received.ts';
import { type PaymentLedger, openContradictions } from '#libs/payments/ledger/state.ts';

export type ShownPayment = Payment & {
  /** The team received this amount again, and owes it; 0 if the bank debited the payment once. */
  readonly secondDebitCents: bigint;
  /** The payment keeps its status until then. */
  readonly announced: AnnouncedReturn | undefined;
  readonly refused: RefusedReturn | undefined;
  /** What the bank said and two persons still have to settle: the payment keeps its status until then. */
  readonly contradictions: readonly Contradiction[];
};

/** In the given order. */
export function shownPayments(ledger: PaymentLedger, payments: readonly Payment[]): readonly ShownPayment[] {
  const announced = announcedReturns(ledger);
  const contradictions = Map.groupBy(openContradictions(ledger, payments), ({ endToEndId }) => endToEndId);
  const again = Map.groupBy(secondDebits(ledger), ({ endToEndId }) => endToEndId);
  return payments.map((payment) => ({
    ...payment,
    secondDebitCents: sumCentsOf(again.get(payment.endToEndId) ?? [], ({ amountCents }) => amountCents),
    announced: announced.get(payment.endToEndId),
    refused: announced.has(payment.endToEndId) ? undefined : ledger.refusedReturns.get(payment.endToEndId),
    contradictions: contradictions.get(payment.endToEndId) ?? [],
  }));
}
