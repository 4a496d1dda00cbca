/** The runs that were sent to the bank, as its answers refer to them: an answer about a whole run is about each of its payments. */
import type { SentRun } from '#libs/payments/bank/sent-runs.ts';
import { type Payment, type PaymentLedger, paymentsOf } from '#libs/payments/ledger/state.ts';

export function sentRuns(ledger: PaymentLedger): readonly SentRun[] {
  const bookings = Map.groupBy(ledger.bookings.values(), ({ file }) => file);
  return [...ledger.runs.values()].map((run) => ({
    runId: run.id,
    debtor: run.debtor.iban,
    payments: paymentsOf(ledger, run).map((payment) => {
      const { endToEndId, amountCents } = payment;
      return { endToEndId, amountCents, status: sentStatus(payment) };
    }),
    bookings: bookings.get(run.id) ?? [],
  }));
}

function sentStatus(payment: Payment): SentRun['payments'][number]['status'] {
  return payment.status === 'RETURNED' && payment.end === 'rejected' ? 'REJECTED' : payment.status;
}
