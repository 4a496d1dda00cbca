/** Builds the files of a released run again from the ledger, byte for byte as they were released. */
import { type BankFile, buildBankFiles } from '#libs/payments/bank/bank-files.ts';
import type { PaymentRun } from '#libs/payments/ledger/payment.ts';
import { type PaymentLedger, paymentsOf } from '#libs/payments/ledger/state.ts';
import { invalid, valid } from '#libs/payments/runs/refusals.ts';
import { remittanceText } from '#libs/payments/runs/remittance.ts';

/** Throws NOTHING_TO_SEND, INVALID_BANK_FILE for a run of a former time that no bank takes, FILE_NOT_AS_RELEASED. */
export function bankFilesOf(ledger: PaymentLedger, run: PaymentRun): readonly BankFile[] {
  const payments = paymentsOf(ledger, run);
  if (payments.length === 0) throw invalid('NOTHING_TO_SEND', { run: run.id });
  const files = valid(
    buildBankFiles({
      id: run.id,
      createdAt: run.createdAt,
      executionDay: run.executionDay,
      debtor: run.debtor,
      transfers: payments.map(({ endToEndId, payee, amountCents, team, period }) => ({
        endToEndId,
        creditor: payee,
        amountCents,
        remittance: remittanceText(team, period),
      })),
    }),
  );
  for (const [i, released] of run.files.entries())
    if (files[i]?.digest !== released.digest)
      throw invalid('FILE_NOT_AS_RELEASED', { run: run.id, file: released.id, digest: released.digest });
  return files;
}
