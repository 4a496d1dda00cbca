/** What teams received: executed payments, and the second debits of payments, which two persons made a debt. */
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';

/** One transfer on the account of a team. */
export interface Received {
  readonly endToEndId: string;
  readonly envelope: string;
  readonly item: string;
  readonly team: string;
  readonly period: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly amountCents: bigint;
}

/** Their sum is the balance of `executed`, for each team and envelope. */
export function receivedTransfers({
  payments,
  recoveries,
  overpayments,
}: Pick<PaymentLedger, 'payments' | 'recoveries' | 'overpayments'>): readonly Received[] {
  const received: Received[] = [];
  for (const payment of payments.values()) if (payment.status === 'EXECUTED') received.push(payment);
  for (const [recovery, { endToEndId, item, cause, day }] of overpayments) {
    const debt = recoveries.get(recovery);
    // A second debit that was none after all is dropped.
    if (cause !== 'DEBITED_TWICE' || debt === undefined || debt.status === 'dropped') continue;
    const { envelope, team, period, originalCents: amountCents } = debt;
    received.push({ endToEndId, envelope, item, team, period, day, amountCents });
  }
  return received;
}
