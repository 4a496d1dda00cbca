/** A released run that was not sent is cancelled by two people: each of its payments is due again, under a new end-to-end id. */
import { type Day, dayText } from '#libs/kernel/day.ts';
import { requireReason } from '#libs/commands/refusals.ts';
import { announcedReturns } from '#libs/payments/ledger/announced-returns.ts';
import type { PaymentCancelled, RunCancellationProposed } from '#libs/payments/ledger/run-events.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import { refused, unknown } from '#libs/payments/ledger/refusals.ts';
import { type Payment, type PaymentRun, fileIdsOf } from '#libs/payments/ledger/payment.ts';
import { type PaymentLedger, paymentsOf } from '#libs/payments/ledger/state.ts';

export interface CancellationAsked {
  readonly run: string;
  readonly reason: string;
}

/** Throws NO_SUCH_RUN, NOTHING_TO_CANCEL, RUN_ANSWERED, REASON_REQUIRED. */
export function proposeCancellation(
  ledger: PaymentLedger,
  { run: id, reason }: CancellationAsked,
): readonly RunCancellationProposed[] {
  const { run } = unsentRun(ledger, id);
  const { envelope } = run;
  return [
    { type: 'RunCancellationProposed', effective: id, data: { envelope, run: id, reason: requireReason(reason) } },
  ];
}

/** Set-offs remain. Throws NO_SUCH_RUN, NOTHING_TO_CANCEL, RUN_ANSWERED. */
export function confirmCancellation(ledger: PaymentLedger, id: string, today: Day): readonly PaymentCancelled[] {
  return unsentRun(ledger, id).payments.map(({ envelope, run, endToEndId, item, team, amountCents }) => {
    const moved = posting(team, { debit: 'released', credit: 'due', amountCents });
    const data = { envelope, run, endToEndId, item, team, ...moved };
    return { type: 'PaymentCancelled', effective: dayText(today), data };
  });
}

/** Any word of the bank shows that the run was sent. */
function unsentRun(
  ledger: PaymentLedger,
  id: string,
): { readonly run: PaymentRun; readonly payments: readonly Payment[] } {
  const run = ledger.runs.get(id);
  if (run === undefined) throw unknown('NO_SUCH_RUN', { run: id });
  const payments = paymentsOf(ledger, run);
  if (payments.every(({ status }) => status === 'CANCELLED')) throw refused('NOTHING_TO_CANCEL', { run: id });
  const announced = announcedReturns(ledger);
  const answered = payments.filter((one) => isAnswered(ledger, one) || announced.has(one.endToEndId)).length;
  const files = new Set(fileIdsOf(run));
  const booked = [...ledger.bookings.values()].filter(({ file }) => files.has(file)).length;
  if (answered + booked > 0) throw refused('RUN_ANSWERED', { run: id, answers: answered + booked });
  return { run, payments };
}

function isAnswered({ contradictions }: PaymentLedger, payment: Payment): boolean {
  const isUnsettled = payment.status === 'RELEASED' && payment.waiting === undefined;
  return !isUnsettled || [...contradictions.values()].some(({ endToEndId }) => endToEndId === payment.endToEndId);
}
