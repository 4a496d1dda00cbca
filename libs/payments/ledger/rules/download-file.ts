/** Records that a file of a released run was handed out: who took which bytes, and when. */
import { dayText } from '#libs/kernel/day.ts';
import type { Downloaded, PaymentFileDownloaded } from '#libs/payments/ledger/run-events.ts';
import { unknown } from '#libs/payments/ledger/refusals.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';

/** Throws NO_SUCH_RUN. */
export function downloadFile({ runs }: PaymentLedger, download: Downloaded): readonly PaymentFileDownloaded[] {
  const run = runs.get(download.run);
  if (run === undefined) throw unknown('NO_SUCH_RUN', { run: download.run });
  const { envelope, executionDay } = run;
  return [{ type: 'PaymentFileDownloaded', effective: dayText(executionDay), data: { envelope, ...download } }];
}
