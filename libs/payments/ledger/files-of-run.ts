/** The files of a released run that were sent to the bank, each with its payments in the order of the file. */
import { BANK_LIMITS } from '#libs/payments/bank/limits.ts';
import { type Payment, type PaymentRun, fileIdsOf } from '#libs/payments/ledger/payment.ts';
import { type PaymentLedger, paymentsOf } from '#libs/payments/ledger/state.ts';

interface FileOfRun {
  /** Its name at the bank. */
  readonly file: string;
  readonly payments: readonly Payment[];
}

export function filesOfRun(ledger: PaymentLedger, run: PaymentRun): readonly FileOfRun[] {
  const { paymentsPerFileMax } = BANK_LIMITS;
  const payments = paymentsOf(ledger, run);
  return fileIdsOf(run).map((file, i) => ({
    file,
    payments: payments.slice(i * paymentsPerFileMax, (i + 1) * paymentsPerFileMax),
  }));
}
