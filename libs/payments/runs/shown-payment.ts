/** A payment as it is shown: with what a file of the bank announced of it, which a second person has to confirm or refused. */
import { type AnnouncedReturn, announcedReturns } from '#libs/payments/ledger/announced-returns.ts';
import type { Payment, RefusedReturn } from '#libs/payments/ledger/payment.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';

export type ShownPayment = Payment & {
  /** It stays as it is until then. */
  readonly announced: AnnouncedReturn | undefined;
  readonly refused: RefusedReturn | undefined;
};

/** In the order given. */
export function shownPayments(ledger: PaymentLedger, payments: readonly Payment[]): readonly ShownPayment[] {
  const announced = announcedReturns(ledger);
  return payments.map((payment) => ({
    ...payment,
    announced: announced.get(payment.endToEndId),
    refused: announced.has(payment.endToEndId) ? undefined : ledger.refusedReturns.get(payment.endToEndId),
  }));
}
