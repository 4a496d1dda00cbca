/** What the payment ledger has of the payments of an account. */
import { parseDay } from '#libs/kernel/day.ts';
import type { LedgerOfAccount, PaidFromAccount } from '#libs/payments/reconciliation/reconcile-account.ts';
import { type Payment, type PaymentLedger, paymentsOf } from '#libs/payments/ledger/state.ts';

/** `account`: IBAN. */
export function ledgerOfAccount(ledger: PaymentLedger, account: string): LedgerOfAccount {
  const payments = [...ledger.runs.values()]
    .filter(({ debtor }) => debtor.iban === account)
    .flatMap((run) => paymentsOf(ledger, run).map((payment) => [payment.endToEndId, paid(payment)] as const));
  return { payments: new Map(payments), matchedBookings: new Set() };
}

function paid(payment: Payment): PaidFromAccount {
  const { endToEndId, amountCents, status } = payment;
  const day = status === 'RELEASED' ? undefined : parseDay(payment.day);
  return {
    endToEndId,
    amountCents,
    executedOn: status === 'EXECUTED' ? day : undefined,
    returnedOn: undefined,
  };
}
