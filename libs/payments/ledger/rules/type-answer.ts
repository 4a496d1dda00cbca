/**
 * An answer of the bank that people type, and the correction of one that is wrong: two persons say how payments stand, in any direction. It
 * also ends what an answer contradicted of them.
 */
import { type Day, dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { dutiesInTheWay } from '#libs/commands/segregation.ts';
import type { Person } from '#libs/event-store/author.ts';
import type {
  AnswerConfirmed,
  AnswerProposed,
  PaymentAwaitedAgain,
  TypedEntry,
} from '#libs/payments/ledger/answer-events.ts';
import type { PaymentExecuted, PaymentReturned } from '#libs/payments/ledger/events.ts';
import { type TeamAccountKind, posting } from '#libs/payments/ledger/posting.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import type { Payment } from '#libs/payments/ledger/payment.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';

export interface AnswerAsked {
  /** Chosen by who proposes it, or made of its file. */
  readonly answer: string;
  /** One for a payment. */
  readonly entries: readonly TypedEntry[];
  readonly reason: string;
}

/** Who types, or confirms, on a day in France. */
interface Typing {
  readonly by: Person;
  readonly today: Day;
}

/** Throws ANSWER_EMPTY, and what is wrong with its first wrong entry. */
export function proposeTypedAnswer(
  ledger: PaymentLedger,
  { answer, entries, reason }: AnswerAsked,
  { by, today }: Typing,
): readonly AnswerProposed[] {
  if (entries.length === 0) throw refused('ANSWER_EMPTY', {});
  const named = new Set<string>();
  for (const entry of entries) {
    if (named.has(entry.endToEndId)) throw refused('PAYMENT_ANSWERED_TWICE', { endToEndId: entry.endToEndId });
    named.add(entry.endToEndId);
    // What cannot be recorded is refused before a second person reads it.
    settle(ledger, entry, `${answer}/${entry.endToEndId}`);
    requirePlausibleDay(ledger, entry, today);
    requireNotReleaser(ledger, entry.endToEndId, by);
  }
  return [{ type: 'AnswerProposed', effective: dayText(today), data: { answer, entries, reason } }];
}

/** What the entries change now. Throws what is wrong with its first wrong entry. */
export function confirmTypedAnswer(
  ledger: PaymentLedger,
  { answer, entries }: Pick<AnswerAsked, 'answer' | 'entries'>,
  { by, today }: Typing,
): readonly (AnswerConfirmed | PaymentExecuted | PaymentReturned | PaymentAwaitedAgain)[] {
  const payments = entries.map(({ endToEndId }) => endToEndId);
  for (const endToEndId of payments) requireNotReleaser(ledger, endToEndId, by);
  return [
    { type: 'AnswerConfirmed', effective: dayText(today), data: { answer, payments } },
    ...entries.flatMap((entry) => settle(ledger, entry, `${answer}/${entry.endToEndId}`)),
  ];
}

/** Who released a payment does not say what became of it. Throws ANSWERED_BY_RELEASER. */
function requireNotReleaser({ runs, payments }: PaymentLedger, endToEndId: string, by: Person): void {
  const run = runs.get(payments.get(endToEndId)?.run ?? '');
  if (run !== undefined && dutiesInTheWay(by, 'TYPE_ANSWER', [{ duty: 'RELEASE', by: run.by }]).length > 0)
    throw refused('ANSWERED_BY_RELEASER', { by, run: run.id });
}

/** Throws ANSWER_BEFORE_RELEASE, ANSWER_DAY_TO_COME. */
function requirePlausibleDay(
  { runs, payments }: PaymentLedger,
  { endToEndId, outcome, day }: TypedEntry,
  today: Day,
): void {
  // What is still at the bank has no day.
  if (outcome === 'RELEASED') return;
  const run = runs.get(payments.get(endToEndId)?.run ?? '');
  const releasedOn = run === undefined ? undefined : dayOfInstant(run.at);
  if (releasedOn !== undefined && day < releasedOn)
    throw refused('ANSWER_BEFORE_RELEASE', { endToEndId, day, releasedOn });
  if (day > today) throw refused('ANSWER_DAY_TO_COME', { endToEndId, day, today });
}

/** Empty where the payment stands so already. Throws UNKNOWN_PAYMENT, ANSWERED_AMOUNT_DIFFERS, PAYMENT_NO_LONGER_CORRECTED. */
function settle(
  ledger: PaymentLedger,
  entry: TypedEntry,
  answer: string,
): readonly (PaymentExecuted | PaymentReturned | PaymentAwaitedAgain)[] {
  const { endToEndId, outcome, day, amountCents, reason } = entry;
  const payment = ledger.payments.get(endToEndId);
  if (payment === undefined) throw refused('UNKNOWN_PAYMENT', { endToEndId });
  if (amountCents !== payment.amountCents)
    throw refused('ANSWERED_AMOUNT_DIFFERS', {
      endToEndId,
      answeredCents: amountCents,
      releasedCents: payment.amountCents,
    });
  const to = outcome === 'REJECTED' ? 'RETURNED' : outcome;
  // What was cancelled is due already, as what came back is.
  if (payment.status === to || (payment.status === 'CANCELLED' && to === 'RETURNED')) return [];
  const { envelope, item, team } = payment;
  const said = { envelope, endToEndId, item, team, answer, ...(reason === null ? {} : { reason }) };
  const [effective, moved] = [dayText(day), movedOf(payment, to)];
  if (to === 'RETURNED') {
    const end = outcome === 'REJECTED' ? 'rejected' : 'returned';
    return [{ type: 'PaymentReturned', effective, data: { ...said, ...moved, end } }];
  }
  requireStillDue(ledger, payment);
  if (to === 'EXECUTED') return [{ type: 'PaymentExecuted', effective, data: { ...said, ...moved } }];
  return [{ type: 'PaymentAwaitedAgain', effective, data: { ...said, ...moved } }];
}

const ACCOUNTS: Readonly<Record<Payment['status'], TeamAccountKind>> = {
  RELEASED: 'released',
  EXECUTED: 'executed',
  RETURNED: 'due',
  CANCELLED: 'due',
};

function movedOf({ team, status, amountCents }: Payment, to: Payment['status']) {
  return posting(team, { debit: ACCOUNTS[status], credit: ACCOUNTS[to], amountCents });
}

/** What came back, or was cancelled, may have been paid again, or taken back since. */
function requireStillDue({ items, payments }: PaymentLedger, { status, item, amountCents, endToEndId }: Payment): void {
  if (status !== 'RETURNED' && status !== 'CANCELLED') return;
  const left = status === 'RETURNED' ? 'returned' : 'due';
  const due = items.get(item);
  const last = [...payments.values()].findLast((payment) => payment.item === item);
  if (due?.status !== left || due.dueCents !== amountCents || last?.endToEndId !== endToEndId)
    throw refused('PAYMENT_NO_LONGER_CORRECTED', {
      endToEndId,
      since: last?.endToEndId === endToEndId ? null : (last?.endToEndId ?? null),
    });
}
