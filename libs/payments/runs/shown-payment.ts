/** A payment as people see it: with the return that a file of the bank announced, which a second person must confirm or has refused. */
import { type AnnouncedReturn, announcedReturns } from '#libs/payments/ledger/announced-returns.ts';
import type { Payment, RefusedReturn } from '#libs/payments/ledger/payment.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';

export type ShownPayment = Payment & {
  /** The payment keeps its status until then. */
  readonly announced: AnnouncedReturn | undefined;
  readonly refused: RefusedReturn | undefined;
};

/** In the given order. */
export function shownPayments(ledger: PaymentLedger, payments: readonly Payment[]): readonly ShownPayment[] {
  const announced = announcedReturns(ledger);
  return payments.map((payment) => ({
    ...payment,
    announced: announced.get(payment.endToEndId),
    refused: announced.has(payment.endToEndId) ? undefined : ledger.refusedReturns.get(payment.endToEndId),
  }));
}
