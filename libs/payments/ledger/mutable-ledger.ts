/** What the events of the payment ledger change, in place: balances, items, debts, payments, proposals and exceptions. */
import { dayFromText, dayOfInstant } from '#libs/kernel/day.ts';
import type { Person } from '#libs/event-store/author.ts';
import { type Recorded, authorOf } from '#libs/event-store/typed-event.ts';
import type { OverpaymentPosted, PaymentAwaitedAgain } from '#libs/payments/ledger/answer-events.ts';
import type { Booking, BookingReferences } from '#libs/payments/bank/booking-references.ts';
import { announcedEntries, isSettled } from '#libs/payments/ledger/announced-returns.ts';
import { type LedgerChange, proposalOf } from '#libs/payments/ledger/change.ts';
import type { DuePosted, LedgerEvent, RecoveryPosted } from '#libs/payments/ledger/events.ts';
import { type Account, type EnvelopePosting, kindOf } from '#libs/payments/ledger/posting.ts';
import type { ProposalRefused } from '#libs/payments/ledger/proposal-events.ts';
import { type Payment, type Settled, ofItem } from '#libs/payments/ledger/payment.ts';
import {
  type Envelope,
  type Item,
  type PaymentLedger,
  type PostedDecision,
  type Recovery,
  emptyEnvelope,
  isOpen,
  statementOf,
} from '#libs/payments/ledger/state.ts';

type Mutable<T> = {
  -readonly [K in keyof T]: T[K] extends ReadonlyMap<infer A, infer B>
    ? Map<A, B>
    : T[K] extends ReadonlySet<infer C>
      ? Set<C>
      : T[K];
};
/** The state as the fold changes it, in place. */
export type Ledger = Mutable<PaymentLedger>;

export function post(ledger: Ledger, { envelope, debit, credit, amountCents }: EnvelopePosting): void {
  const balances = envelopeOf(ledger, envelope).balances as Map<Account, bigint>;
  balances.set(debit, (balances.get(debit) ?? 0n) + amountCents);
  balances.set(credit, (balances.get(credit) ?? 0n) - amountCents);
}

export function by(event: Recorded<LedgerEvent>): { readonly by: Person; readonly at: string } {
  const { by: person, at } = authorOf(event);
  return { by: person, at };
}

export function addItem(ledger: Ledger, data: DuePosted['data']): void {
  const { item: id, debit: _, credit: __, amountCents, ...of } = data;
  const { decision } = of;
  ledger.items.set(id, { ...of, id, originalCents: amountCents, payments: 0, status: 'due', dueCents: amountCents });
  addTo(ledger.itemsOfStatement, statementOf(of), id);
  changeDecision(ledger, decision, ({ items }) => ({ items: [...items, id] }));
}

export function addRecovery(ledger: Ledger, data: RecoveryPosted['data']): void {
  const { recovery: id, debit: _, credit: __, amountCents, ...of } = data;
  const { decision } = of;
  ledger.recoveries.set(id, { ...of, id, originalCents: amountCents, status: 'owed', leftCents: amountCents });
  changeDecision(ledger, decision, ({ recoveries }) => ({ recoveries: [...recoveries, id] }));
}

export function lessDue(item: Item, amountCents: bigint): Item {
  if (!isOpen(item) || item.dueCents < amountCents)
    throw new RangeError(`${amountCents} cents cannot be taken from the item ${item.id}, which is ${item.status}`);
  if (item.dueCents > amountCents) return { ...item, dueCents: item.dueCents - amountCents };
  const { dueCents: _, ...of } = item;
  return { ...of, status: 'cleared' };
}

/** A payment takes all that is left of an item. */
export function released(item: Item, amountCents: bigint): Item {
  if (!isOpen(item) || item.dueCents !== amountCents)
    throw new RangeError(`${amountCents} cents are not what is due of the item ${item.id}, which is ${item.status}`);
  const { dueCents: _, ...of } = item;
  return { ...of, status: 'released', payments: item.payments + 1 };
}

export function settled(
  item: Item,
  by: { readonly status: 'paid' | 'released' } | { readonly status: 'returned' | 'due'; readonly dueCents: bigint },
): Item {
  const { id, envelope, team, period, decision, dueOn, submittedBy, approvedBy, originalCents, payments } = item;
  const of = { id, envelope, team, period, decision, dueOn, submittedBy, approvedBy, originalCents, payments };
  return { ...of, ...by };
}

/** A recovery without an amount left has the status of the event that took the last cent. */
function lessOwed(recovery: Recovery, amountCents: bigint, status: 'set-off' | 'dropped'): Recovery {
  if (recovery.status !== 'owed' || recovery.leftCents < amountCents)
    throw new RangeError(
      `${amountCents} cents cannot be taken from the debt ${recovery.id}, which is ${recovery.status}`,
    );
  const { leftCents, ...of } = recovery;
  return leftCents > amountCents ? { ...of, status: 'owed', leftCents: leftCents - amountCents } : { ...of, status };
}

/** An envelope is there from the first event that names it. */
export function envelopeOf({ envelopes }: Ledger, name: string): Envelope {
  const found = envelopes.get(name);
  if (found !== undefined) return found;
  const none = emptyEnvelope(name);
  envelopes.set(name, none);
  return none;
}

export function changeEnvelope(ledger: Ledger, name: string, change: (envelope: Envelope) => Partial<Envelope>): void {
  const envelope = envelopeOf(ledger, name);
  ledger.envelopes.set(name, { ...envelope, ...change(envelope) });
}

export function addTo(ids: Map<string, readonly string[]>, key: string, id: string): void {
  ids.set(key, [...(ids.get(key) ?? []), id]);
}

export function addOverpayment(ledger: Ledger, data: OverpaymentPosted['data']): void {
  const { envelope, endToEndId, team, period, item, recovery: id, amountCents, credit } = data;
  const { decision } = existing(ledger.items, 'item', item);
  const of = { id, envelope, team, period, decision, originalCents: amountCents };
  ledger.recoveries.set(id, { ...of, status: 'owed', leftCents: amountCents });
  if (kindOf(credit) === 'due') ledger.overpaid.set(endToEndId, id);
}

export function changeRecovery(
  { recoveries }: Ledger,
  id: string,
  status: 'set-off' | 'dropped',
  amountCents: bigint,
): void {
  recoveries.set(id, lessOwed(existing(recoveries, 'recovery', id), amountCents, status));
}

interface OfRecovery {
  readonly recovery: string;
  readonly amountCents: bigint;
}

/** The whole debt is demanded, or no longer. */
export function moveRecovery(
  { recoveries }: Ledger,
  { recovery: id, amountCents }: OfRecovery,
  from: 'owed' | 'demanded',
  to: 'owed' | 'demanded',
): void {
  const recovery = existing(recoveries, 'recovery', id);
  if (recovery.status !== from || recovery.leftCents !== amountCents)
    throw new RangeError(`${amountCents} cents are not what is ${from} of the debt ${id}, which is ${recovery.status}`);
  recoveries.set(id, { ...recovery, status: to });
}

export function repay({ recoveries }: Ledger, { recovery: id, amountCents }: OfRecovery): void {
  const recovery = existing(recoveries, 'recovery', id);
  if (recovery.status !== 'demanded' || recovery.leftCents < amountCents)
    throw new RangeError(`${amountCents} cents cannot be repaid of the debt ${id}, which is ${recovery.status}`);
  const { leftCents, ...of } = recovery;
  recoveries.set(
    id,
    leftCents > amountCents
      ? { ...of, status: 'demanded', leftCents: leftCents - amountCents }
      : { ...of, status: 'repaid' },
  );
}

/** The payment is at the bank again, and so is its item. */
export function awaitAgain(ledger: Ledger, { endToEndId, item: id, answer }: PaymentAwaitedAgain['data']): void {
  const of = ofItem(existing(ledger.payments, 'payment', endToEndId));
  ledger.payments.set(endToEndId, { ...of, debits: [], credits: [], status: 'RELEASED', waiting: undefined });
  ledger.answers.add(answer);
  changeItem(ledger, id, (one) => settled(one, { status: 'released' }));
}

export function propose(ledger: Ledger, event: Recorded<LedgerEvent>, change: LedgerChange): void {
  const proposal = proposalOf(change, authorOf(event));
  ledger.proposals.set(proposal.id, proposal);
}

export function giveException(
  { proposals, exceptions }: Ledger,
  id: string,
  { by: confirmedBy, at }: { readonly by: Person; readonly at: string },
): void {
  const { content, by: proposedBy } = existing(proposals, 'proposal', `exception:${id}`);
  if (content.kind !== 'EXCEPTION') throw new RangeError(`exception:${id} is a proposal of ${content.kind}`);
  const { terms, reason } = content;
  proposals.delete(`exception:${id}`);
  exceptions.set(id, { id, terms, reason, proposedBy, confirmedBy, on: dayOfInstant(at), status: 'confirmed' });
}

export function changeItem({ items }: Ledger, id: string, change: (item: Item) => Item): void {
  items.set(id, change(existing(items, 'item', id)));
}

export function changeDecision(
  { decisions }: Ledger,
  id: string,
  change: (decision: PostedDecision) => Partial<PostedDecision>,
): void {
  const decision = existing(decisions, 'decision', id);
  decisions.set(id, { ...decision, ...change(decision) });
}

export function useException({ exceptions }: Ledger, id: string, usedBy: string): void {
  const exception = existing(exceptions, 'exception', id);
  if (exception.status !== 'confirmed') throw new RangeError(`the exception ${id} is ${exception.status}`);
  exceptions.set(id, { ...exception, status: 'used', usedBy });
}

/** Applies the outcome of a payment, and records the entry of the answer. */
export function settle(
  { payments, answers }: Ledger,
  { endToEndId, answer }: { readonly endToEndId: string; readonly answer: string },
  said: Settled,
  bookings: Partial<Pick<Payment, 'debits' | 'credits'>> = {},
): Payment {
  const settled = { ...ofItem(existing(payments, 'payment', endToEndId)), ...bookings, ...said };
  payments.set(endToEndId, settled);
  answers.add(answer);
  return settled;
}

export function existing<T>(all: ReadonlyMap<string, T>, kind: string, id: string): T {
  const found = all.get(id);
  if (found === undefined) throw new RangeError(`the ledger has no ${kind} ${id}`);
  return found;
}

/** With what the bank says of a booking, where it does. `effective`: the day, YYYY-MM-DD. */
export function withBooking(
  known: readonly Booking[],
  references: BookingReferences | undefined,
  effective: string,
): readonly Booking[] {
  return references === undefined ? known : [...known, { ...references, day: dayFromText(effective) }];
}

/** Whether what was paid twice came back once, so that the team owes nothing of it and nothing is due again. */
export function isDebtDropped({ overpaid, recoveries }: Ledger, endToEndId: string): boolean {
  return recoveries.get(overpaid.get(endToEndId) ?? '')?.status === 'dropped';
}

/** Who did not believe what a file announced, and why. */
export function keepRefusedReturns(ledger: Ledger, event: Recorded<ProposalRefused>): void {
  const { proposal: id, reason: because } = event.data;
  const proposal = ledger.proposals.get(id);
  if (proposal === undefined) return;
  const { by: person, at } = authorOf(event);
  for (const { endToEndId, outcome, day, reason } of announcedEntries(proposal))
    ledger.refusedReturns.set(endToEndId, {
      outcome,
      day,
      reason: reason ?? undefined,
      by: person,
      at,
      because,
    });
}

/** A proposal of a file is gone once another file has said all of it. */
export function dropSettledProposals(ledger: Ledger): void {
  for (const [id, proposal] of ledger.proposals) {
    const entries = announcedEntries(proposal);
    if (entries.length > 0 && entries.every((entry) => isSettled(ledger, entry))) ledger.proposals.delete(id);
  }
}
