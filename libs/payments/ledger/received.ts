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

/** The second debits of payments that count: one that was none after all is dropped. */
export function secondDebits({
  recoveries,
  overpayments,
}: Pick<PaymentLedger, 'recoveries' | 'overpayments'>): readonly Received[] {
  return [...overpayments].flatMap(([recovery, { endToEndId, item, cause, day }]): readonly Received[] => {
    const debt = recoveries.get(recovery);
    if (cause !== 'DEBITED_TWICE' || debt === undefined || debt.status === 'dropped') return [];
    const { envelope, team, period, originalCents: amountCents } = debt;
    return [{ endToEndId, envelope, item, team, period, day, amountCents }];
  });
}

/** Their sum is the balance of `executed`, for each team and envelope. */
export function receivedTransfers(
  ledger: Pick<PaymentLedger, 'payments' | 'recoveries' | 'overpayments'>,
): readonly Received[] {
  const executed = [...ledger.payments.values()].filter((payment) => payment.status === 'EXECUTED');
  return [...executed, ...secondDebits(ledger)];
}
