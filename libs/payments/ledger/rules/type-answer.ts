/**
 * An answer of the bank that people type, and the correction of a wrong one: two persons say how payments stand, in any direction. It also
 * ends the contradictions of these payments.
 */
import { type Day, dayText } from '#libs/kernel/day.ts';
import type { Person } from '#libs/event-store/author.ts';
import { isAnnounced } from '#libs/payments/ledger/announced-returns.ts';
import type {
  AnswerConfirmed,
  AnswerProposed,
  OverpaymentPosted,
  TypedEntry,
} from '#libs/payments/ledger/answer-events.ts';
import type { PaymentExecuted, PaymentReturned, RecoveryReduced } from '#libs/payments/ledger/events.ts';
import { type TeamAccountKind, posting } from '#libs/payments/ledger/posting.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import { runReleasedBy } from '#libs/payments/ledger/rules/independent-answerer.ts';
import { confirmAnnounced } from '#libs/payments/ledger/rules/record-answer.ts';
import {
  type SettlingEvent,
  answeredPayment,
  debtDropped,
  mayComeBack,
  ofOverpayment,
} from '#libs/payments/ledger/rules/settle-payment.ts';
import type { Payment } from '#libs/payments/ledger/payment.ts';
import {
  type PaymentLedger,
  existing,
  isOpenItem,
  isWholeDebt,
  openContradictions,
  releaseDay,
} from '#libs/payments/ledger/state.ts';

export interface AnswerAsked {
  /** Chosen by the proposer, or derived from its file. */
  readonly answer: string;
  /** One entry per payment. */
  readonly entries: readonly TypedEntry[];
  readonly reason: string;
}

/** The person who types or confirms, and the day in France. */
interface Typing {
  readonly by: Person;
  readonly today: Day;
}

/** Throws ANSWER_EMPTY, ITEM_ANSWERED_TWICE, and the fault of its first wrong entry. */
export function proposeTypedAnswer(
  ledger: PaymentLedger,
  { answer, entries, reason }: AnswerAsked,
  { by, today }: Typing,
): readonly AnswerProposed[] {
  if (entries.length === 0) throw refused('ANSWER_EMPTY', {});
  requireOnePerItem(ledger, entries);
  const named = new Set<string>();
  for (const entry of entries) {
    if (named.has(entry.endToEndId)) throw refused('PAYMENT_ANSWERED_TWICE', { endToEndId: entry.endToEndId });
    named.add(entry.endToEndId);
    // An entry that cannot be recorded is refused before a second person reads it.
    settle(ledger, entry, `${answer}/${entry.endToEndId}`);
    requirePlausibleDay(ledger, entry, today);
    requireNotReleaser(ledger, entry.endToEndId, by);
  }
  return [{ type: 'AnswerProposed', effective: dayText(today), data: { answer, source: 'TYPED', entries, reason } }];
}

type AnswerEffect = AnswerConfirmed | SettlingEvent;

/** The effect of the entries now. Throws ITEM_ANSWERED_TWICE, and the fault of its first wrong entry. */
export function confirmAnswer(
  ledger: PaymentLedger,
  { answer, source, entries }: Pick<AnswerProposed['data'], 'answer' | 'source' | 'entries'>,
  { by, today }: Typing,
): readonly AnswerEffect[] {
  const payments = entries.map(({ endToEndId }) => endToEndId);
  for (const endToEndId of payments) requireNotReleaser(ledger, endToEndId, by);
  if (source === 'FILE') return confirmAnnounced(ledger, { answer, entries: entries.filter(isAnnounced) }, today);
  requireOnePerItem(ledger, entries);
  return [
    { type: 'AnswerConfirmed', effective: dayText(today), data: { answer, payments } },
    ...entries.flatMap((entry) => settle(ledger, entry, `${answer}/${entry.endToEndId}`)),
  ];
}

/**
 * The outcome of one payment of an item decides what its other payment becomes, so they must be answered one after the other. Throws
 * ITEM_ANSWERED_TWICE.
 */
function requireOnePerItem({ payments }: PaymentLedger, entries: readonly TypedEntry[]): void {
  const answered = new Map<string, string>();
  for (const { endToEndId } of entries) {
    const item = payments.get(endToEndId)?.item;
    if (item === undefined) continue;
    const other = answered.get(item);
    if (other !== undefined && other !== endToEndId) throw refused('ITEM_ANSWERED_TWICE', { endToEndId, other });
    answered.set(item, endToEndId);
  }
}

/** The person who released a payment may not decide its outcome. Throws ANSWERED_BY_RELEASER. */
function requireNotReleaser(ledger: PaymentLedger, endToEndId: string, by: Person): void {
  const run = runReleasedBy(ledger, endToEndId, by);
  if (run !== undefined) throw refused('ANSWERED_BY_RELEASER', { by, run: run.id });
}

/** Throws ANSWER_BEFORE_RELEASE, ANSWER_DAY_TO_COME. */
function requirePlausibleDay(ledger: PaymentLedger, { endToEndId, outcome, day }: TypedEntry, today: Day): void {
  // A payment that is still at the bank has no day.
  if (outcome === 'RELEASED') return;
  const releasedOn = releaseDay(ledger, endToEndId);
  if (releasedOn !== undefined && day < releasedOn)
    throw refused('ANSWER_BEFORE_RELEASE', { endToEndId, day, releasedOn });
  if (day > today) throw refused('ANSWER_DAY_TO_COME', { endToEndId, day, today });
}

/**
 * Empty if the payment already stands so. Throws UNKNOWN_PAYMENT, ANSWERED_AMOUNT_DIFFERS, PAYMENT_NO_LONGER_CORRECTED, NOT_DEBITED_TWICE.
 */
function settle(ledger: PaymentLedger, entry: TypedEntry, answer: string): readonly SettlingEvent[] {
  const payment = answeredPayment(ledger, entry);
  switch (entry.outcome) {
    case 'EXECUTED_TWICE':
      return twice(ledger, payment, entry, answer);
    case 'EXECUTED':
      return executed(ledger, payment, entry, answer);
    case 'REJECTED':
    case 'RETURNED':
      return comesBack(ledger, payment, entry, answer);
    case 'RELEASED':
      if (payment.status === 'RELEASED') return [];
      requireStillDue(ledger, payment);
      return [{ type: 'PaymentAwaitedAgain', ...saidOf(payment, entry, answer, 'RELEASED') }];
  }
}

function executed(
  ledger: PaymentLedger,
  payment: Payment,
  entry: TypedEntry,
  answer: string,
): readonly SettlingEvent[] {
  if (payment.status === 'EXECUTED') return onceAfterAll(ledger, payment, answer);
  const owed = paidAgain(ledger, payment, entry, answer);
  const paid: PaymentExecuted = { type: 'PaymentExecuted', ...saidOf(payment, entry, answer, 'EXECUTED') };
  return [...owed, owed.length === 0 ? paid : ofOverpayment(paid)];
}

function comesBack(
  ledger: PaymentLedger,
  payment: Payment,
  entry: TypedEntry,
  answer: string,
): readonly SettlingEvent[] {
  // A cancelled payment is due already, like one that came back.
  if (payment.status === 'RETURNED' || payment.status === 'CANCELLED') return [];
  if (!mayComeBack(ledger, payment)) throw noLongerCorrected(ledger, payment);
  const dropped = debtDropped(ledger, payment, answer);
  const { effective, data } = saidOf(payment, entry, answer, 'RETURNED');
  const end = entry.outcome === 'REJECTED' ? 'rejected' : 'returned';
  const back: PaymentReturned = { type: 'PaymentReturned', effective, data: { ...data, end } };
  return [...dropped, dropped.length === 0 ? back : ofOverpayment(back)];
}

function saidOf(payment: Payment, { day, reason }: TypedEntry, answer: string, to: Payment['status']) {
  const { envelope, endToEndId, item, team } = payment;
  const said = { envelope, endToEndId, item, team, answer, ...(reason === null ? {} : { reason }) };
  return { effective: dayText(day), data: { ...said, ...movedOf(payment, to) } };
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

/**
 * The debt of a team that was paid again, or whose amount was taken back, before the first payment turned out to be executed. Throws
 * PAYMENT_NO_LONGER_CORRECTED if only a part was taken back.
 */
function paidAgain(
  ledger: PaymentLedger,
  payment: Payment,
  entry: TypedEntry,
  answer: string,
): readonly OverpaymentPosted[] {
  if (payment.status !== 'RETURNED' && payment.status !== 'CANCELLED') return [];
  const item = ledger.items.get(payment.item);
  if (item === undefined || !isOpenItem(item)) return [overpayment(ledger, payment, entry, { answer, credit: 'due' })];
  if (item.dueCents !== payment.amountCents) throw noLongerCorrected(ledger, payment);
  return [];
}

/** The bank debited it twice, and the team received both. Throws NOT_DEBITED_TWICE if no file shows it. */
function twice(
  ledger: PaymentLedger,
  payment: Payment,
  entry: TypedEntry,
  answer: string,
): readonly OverpaymentPosted[] {
  const { endToEndId } = payment;
  const isOpenDebit = openContradictions(ledger, [payment]).some(({ code }) => code === 'DEBITED_TWICE');
  if (payment.status !== 'EXECUTED' || !isOpenDebit) throw refused('NOT_DEBITED_TWICE', { endToEndId });
  return [overpayment(ledger, payment, entry, { answer, credit: 'executed' })];
}

function overpayment(
  { recoveries, items }: PaymentLedger,
  { envelope, endToEndId, team, period, item, amountCents }: Payment,
  { day }: TypedEntry,
  { answer, credit }: { readonly answer: string; readonly credit: 'due' | 'executed' },
): OverpaymentPosted {
  let number = 1;
  while (recoveries.has(debtId(endToEndId, number))) number++;
  const { decision } = existing(items, 'item', item);
  const of = { envelope, endToEndId, team, period, decision, item, answer, recovery: debtId(endToEndId, number) };
  const moved = posting(team, { debit: 'to-recover', credit, amountCents });
  return { type: 'OverpaymentPosted', effective: dayText(day), data: { ...of, ...moved } };
}

function debtId(endToEndId: string, number: number): string {
  return `${endToEndId}#${number}`;
}

/** The payment was debited only once after all: the debt of the team is dropped, unless it was set off or demanded since. */
function onceAfterAll(
  { recoveries, overpaid }: PaymentLedger,
  { endToEndId }: Payment,
  because: string,
): readonly RecoveryReduced[] {
  const found: RecoveryReduced[] = [];
  for (let number = 1; ; number++) {
    const debt = recoveries.get(debtId(endToEndId, number));
    if (debt === undefined) return found;
    if (!isWholeDebt(debt) || overpaid.get(endToEndId) === debt.id) continue;
    const { id, envelope, team, period, leftCents: amountCents } = debt;
    const moved = posting(team, { debit: 'executed', credit: 'to-recover', amountCents });
    found.push({ type: 'RecoveryReduced', effective: period, data: { envelope, recovery: id, because, ...moved } });
  }
}

/** A returned or cancelled payment may have been paid again or taken back since; if it was paid again, it cannot go back to the bank. */
function requireStillDue(ledger: PaymentLedger, payment: Payment): void {
  const { status, item, amountCents, endToEndId } = payment;
  if (ledger.overpaid.has(endToEndId)) throw noLongerCorrected(ledger, payment);
  if (status !== 'RETURNED' && status !== 'CANCELLED') return;
  const left = status === 'RETURNED' ? 'returned' : 'due';
  const due = ledger.items.get(item);
  if (due?.status !== left || due.dueCents !== amountCents || lastOf(ledger, payment) !== endToEndId)
    throw noLongerCorrected(ledger, payment);
}

function noLongerCorrected(ledger: PaymentLedger, payment: Payment): Error {
  const { endToEndId } = payment;
  const last = lastOf(ledger, payment);
  return refused('PAYMENT_NO_LONGER_CORRECTED', { endToEndId, since: last === endToEndId ? null : (last ?? null) });
}

/** The last payment of the same item. */
function lastOf({ payments }: PaymentLedger, { item }: Payment): string | undefined {
  return [...payments.values()].findLast((payment) => payment.item === item)?.endToEndId;
}
