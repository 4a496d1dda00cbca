/** Tasks about contradictory answers of the bank, and about bookings of a payment file that name no payments. */
import { dayText } from '#libs/kernel/day.ts';
import { type Contradiction, type Payment, lastWordOf } from '#libs/payments/ledger/payment.ts';
import { type PaymentLedger, isOpenContradiction } from '#libs/payments/ledger/state.ts';
import { type TaskEntry, type Task, named, task } from '#libs/week/task.ts';

export function unclearTasks(ledger: PaymentLedger): readonly Task[] {
  const contradicted = [...ledger.contradictions.values()].filter((one) => isOpenContradiction(ledger, one));
  // Two answers about one payment are about its amount once.
  const firstOf = new Map(contradicted.toReversed().map((one) => [one.endToEndId, one]));
  const booked = [...ledger.bookings.values()]
    .filter(({ isMatched }) => !isMatched)
    .map(({ file, outcome, day, amountCents, reference }) => ({
      group: { is: 'PAYMENT_FILE', file } as const,
      of: [dayText(day), outcome, reference ?? ''].filter((word) => word !== '').join(' '),
      amountCents,
    }));
  return [
    ...task(
      'CONTRADICTED',
      contradicted.map((one) => entryOf(ledger, one, firstOf.get(one.endToEndId) === one)),
      contradicted.map(({ endToEndId }) => ({ step: 'TYPE_ANSWER', endToEndId })),
    ),
    ...task('BOOKED_UNMATCHED', booked, [{ step: 'RECORD_BANK_ANSWER' }]),
  ];
}

function entryOf(
  { payments }: PaymentLedger,
  { endToEndId, code, day, reason }: Contradiction,
  withAmount: boolean,
): TaskEntry {
  const payment = payments.get(endToEndId);
  const said = [endToEndId, code, day === null ? undefined : dayText(day), reason ?? undefined];
  const words = said.filter((word) => word !== undefined);
  return payment === undefined
    ? { group: '', of: words.join(' ') }
    : {
        group: { is: 'RUN', run: payment.run },
        of: [named(payment), ...words].join(' '),
        ...(withAmount ? { amountCents: payment.amountCents } : {}),
      };
}

/** The codes and words of the bank about a payment, as it gives them. */
export function bankWords(payment: Payment): readonly string[] {
  const { status, reason, detail } = lastWordOf(payment);
  return [status, reason, detail].filter((word) => word !== undefined);
}
