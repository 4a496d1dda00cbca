/** The files that were sent to the bank, as its answers refer to them: an answer about a whole file applies to each of its payments. */
import type { SentRun } from '#libs/payments/bank/sent-runs.ts';
import { type AnnouncedReturn, announcedReturns } from '#libs/payments/ledger/announced-returns.ts';
import { filesOfRun } from '#libs/payments/ledger/files-of-run.ts';
import type { Payment } from '#libs/payments/ledger/payment.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';

/** Each file of each released run, with its payments in their present state. */
export function sentFiles(ledger: PaymentLedger): readonly SentRun[] {
  const announced = announcedReturns(ledger);
  const bookings = Map.groupBy(ledger.bookings.values(), ({ file }) => file);
  return [...ledger.runs.values()].flatMap((run) =>
    filesOfRun(ledger, run).map(({ file, payments }) => ({
      runId: file,
      debtor: run.debtor.iban,
      payments: payments.map((payment) => {
        const { endToEndId, amountCents, debits } = payment;
        const status = sentStatus(payment, announced.get(endToEndId));
        return { endToEndId, amountCents, status, isDebited: debits.length > 0 };
      }),
      bookings: bookings.get(file) ?? [],
    })),
  );
}

/** Like a rejected payment, a cancelled payment is in no booking of its file, even if a second person still has to confirm that. */
function sentStatus(payment: Payment, announced: AnnouncedReturn | undefined): SentRun['payments'][number]['status'] {
  if (payment.status === 'CANCELLED') return 'REJECTED';
  if (payment.status === 'RELEASED' && announced?.outcome === 'REJECTED') return 'REJECTED';
  return payment.status === 'RETURNED' && payment.end === 'rejected' ? 'REJECTED' : payment.status;
}
