/** Records the answer of the bank: each payment is executed, or returned and due again. */
import { type Day, dayText } from '#libs/kernel/day.ts';
import type { PaymentExecuted, PaymentReturned } from '#libs/payments/ledger/events.ts';
import { type TeamAccountKind, posting } from '#libs/payments/ledger/posting.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import type { Payment, PaymentLedger, PaymentStatus } from '#libs/payments/ledger/state.ts';

/** The outcome of one payment, as the bank gives it. */
export interface Settlement {
  /** Id of the entry of the answer: the same file again changes nothing. */
  readonly id: string;
  readonly endToEndId: string;
  readonly outcome: 'EXECUTED' | 'RETURNED';
  readonly day: Day;
  readonly amountCents?: bigint | undefined;
  readonly reason?: string | undefined;
}

/** Records all settlements, or refuses all. Throws UNKNOWN_PAYMENT, ANSWERED_AMOUNT_DIFFERS, PAYMENT_ALREADY_RETURNED. */
export function recordAnswer(
  ledger: PaymentLedger,
  settlements: readonly Settlement[],
): readonly (PaymentExecuted | PaymentReturned)[] {
  /** Outcomes so far in this answer. */
  const settled = new Map<string, PaymentStatus>();
  return settlements.flatMap((settlement) => {
    const { id, endToEndId, outcome } = settlement;
    const payment = answeredPayment(ledger, settlement);
    if (ledger.answers.has(id)) return [];
    const before = settled.get(endToEndId) ?? payment.status;
    // The same outcome in another file changes nothing.
    if (before === outcome) return [];
    if (before === 'RETURNED') throw refused('PAYMENT_ALREADY_RETURNED', { endToEndId });
    settled.set(endToEndId, outcome);
    // A payment can come back before or after its execution.
    return [settle(payment, settlement, before === 'EXECUTED' ? 'executed' : 'released')];
  });
}

function answeredPayment({ payments }: PaymentLedger, { endToEndId, amountCents }: Settlement): Payment {
  const payment = payments.get(endToEndId);
  if (payment === undefined) throw refused('UNKNOWN_PAYMENT', { endToEndId });
  const { amountCents: releasedCents } = payment;
  if (amountCents !== undefined && amountCents !== releasedCents)
    throw refused('ANSWERED_AMOUNT_DIFFERS', { endToEndId, answeredCents: amountCents, releasedCents });
  return payment;
}

function settle(
  { envelope, endToEndId, item, team, amountCents }: Payment,
  { id, outcome, day, reason }: Settlement,
  debit: TeamAccountKind,
): PaymentExecuted | PaymentReturned {
  const credit = outcome === 'EXECUTED' ? 'executed' : 'due';
  return {
    type: outcome === 'EXECUTED' ? 'PaymentExecuted' : 'PaymentReturned',
    effective: dayText(day),
    data: {
      envelope,
      endToEndId,
      item,
      team,
      answer: id,
      ...(reason === undefined ? {} : { reason }),
      ...posting(team, { debit, credit, amountCents }),
    },
  };
}
