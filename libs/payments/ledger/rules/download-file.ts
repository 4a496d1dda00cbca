/** Records the download of a file of a released run: by whom, which bytes, and when. */
import { dayText } from '#libs/kernel/day.ts';
import type { Downloaded, PaymentFileDownloaded } from '#libs/payments/ledger/run-events.ts';
import { refused, unknown } from '#libs/payments/ledger/refusals.ts';
import type { PaymentRun } from '#libs/payments/ledger/payment.ts';
import { type PaymentLedger, paymentsOf } from '#libs/payments/ledger/state.ts';

/** Throws NO_SUCH_RUN, RUN_CANCELLED. */
export function downloadFile(ledger: PaymentLedger, download: Downloaded): readonly PaymentFileDownloaded[] {
  const run = ledger.runs.get(download.run);
  if (run === undefined) throw unknown('NO_SUCH_RUN', { run: download.run });
  requireNotCancelled(ledger, run);
  const { envelope, executionDay } = run;
  return [{ type: 'PaymentFileDownloaded', effective: dayText(executionDay), data: { envelope, ...download } }];
}

/** The payments of a cancelled run are due again: sending its file would pay them twice. Throws RUN_CANCELLED. */
export function requireNotCancelled(ledger: PaymentLedger, run: PaymentRun): void {
  if (paymentsOf(ledger, run).some(({ status }) => status === 'CANCELLED'))
    throw refused('RUN_CANCELLED', { run: run.id });
}
