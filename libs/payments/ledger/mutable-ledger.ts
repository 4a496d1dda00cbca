/** The parts of the payment ledger that its events change in place: balances, items, debts, payments, proposals and exceptions. */
import { dayOfInstant } from '#libs/kernel/day.ts';
import type { Person } from '#libs/event-store/author.ts';
import { type Recorded, commandMetaOf } from '#libs/event-store/typed-event.ts';
import { debtAfter, itemAfter, paymentAfter } from '#libs/payments/ledger/after-event.ts';
import { announcedEntries, isReturnSettled } from '#libs/payments/ledger/announced-returns.ts';
import { type LedgerChange, proposalId, proposalOf } from '#libs/payments/ledger/change.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import type { ProposalRefused } from '#libs/payments/ledger/proposal-events.ts';
import type { Account, EnvelopePosting } from '#libs/payments/ledger/posting.ts';
import {
  type Envelope,
  type PaymentLedger,
  type PostedDecision,
  emptyEnvelope,
  existing,
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

/** Adds a posting to the balances of its envelope, in cents: debits count up, credits down. */
export function post(ledger: Ledger, { envelope, debit, credit, amountCents }: EnvelopePosting): void {
  const balances = ensureEnvelope(ledger, envelope).balances as Map<Account, bigint>;
  balances.set(debit, (balances.get(debit) ?? 0n) + amountCents);
  balances.set(credit, (balances.get(credit) ?? 0n) - amountCents);
}

/** The author of an event, and its instant (ISO 8601). */
export function by(event: Recorded<LedgerEvent>): { readonly by: Person; readonly at: string } {
  const { by: person, at } = commandMetaOf(event);
  return { by: person, at };
}

/** The command behind an event: one person does one thing at an instant. Each step of a larger command has its own key. */
export function commandOf({ meta: { command } }: Recorded<LedgerEvent>): string {
  return JSON.stringify([command?.meta.by.name, command?.meta.at]);
}

/** The item, debt and payment that an event names, and the entry of an answer. */
export function change({ items, recoveries, payments, answers }: Ledger, event: Recorded<LedgerEvent>): void {
  const { data } = event;
  if ('item' in data) items.set(data.item, itemAfter(items.get(data.item), event));
  if ('recovery' in data) recoveries.set(data.recovery, debtAfter(recoveries.get(data.recovery), event));
  // The payment keeps its status until two persons have said what is true.
  if (!('endToEndId' in data) || event.type === 'AnswerContradicted') return;
  payments.set(data.endToEndId, paymentAfter(payments.get(data.endToEndId), event));
  if ('answer' in data) answers.add(data.answer);
}

/** An envelope is there from the first event that names it. */
export function ensureEnvelope({ envelopes }: Ledger, name: string): Envelope {
  const found = envelopes.get(name);
  if (found !== undefined) return found;
  const none = emptyEnvelope(name);
  envelopes.set(name, none);
  return none;
}

export function changeEnvelope(ledger: Ledger, name: string, change: (envelope: Envelope) => Partial<Envelope>): void {
  const envelope = ensureEnvelope(ledger, name);
  ledger.envelopes.set(name, { ...envelope, ...change(envelope) });
}

/** Appends an id to the ids of a key. */
export function addTo(ids: Map<string, readonly string[]>, key: string, id: string): void {
  ids.set(key, [...(ids.get(key) ?? []), id]);
}

/** Keeps a proposal; it replaces one with the same id. */
export function keepProposal(ledger: Ledger, event: Recorded<LedgerEvent>, change: LedgerChange): void {
  const proposal = proposalOf(change, commandMetaOf(event));
  ledger.proposals.set(proposal.id, proposal);
}

/** A proposed exception may be used from now on. Throws RangeError if it was not proposed. */
export function giveException(
  { proposals, exceptions }: Ledger,
  id: string,
  { by: confirmedBy, at }: { readonly by: Person; readonly at: string },
): void {
  const proposal = proposalId({ kind: 'EXCEPTION', exception: id });
  const { content, by: proposedBy } = existing(proposals, 'proposal', proposal);
  if (content.kind !== 'EXCEPTION') throw new RangeError(`${proposal} is a proposal of ${content.kind}`);
  const { terms, reason } = content;
  proposals.delete(proposal);
  exceptions.set(id, { id, terms, reason, proposedBy, confirmedBy, on: dayOfInstant(at), status: 'confirmed' });
}

export function changeDecision(
  { decisions }: Ledger,
  id: string,
  change: (decision: PostedDecision) => Partial<PostedDecision>,
): void {
  const decision = existing(decisions, 'decision', id);
  decisions.set(id, { ...decision, ...change(decision) });
}

/** Marks an exception as used; it can be used once. Throws RangeError if it may not be used. */
export function markExceptionUsed({ exceptions }: Ledger, id: string, usedBy: string): void {
  const exception = existing(exceptions, 'exception', id);
  if (exception.status !== 'confirmed') throw new RangeError(`the exception ${id} is ${exception.status}`);
  exceptions.set(id, { ...exception, status: 'used', usedBy });
}

/** Keeps the person who refused an announced return, and the reason. */
export function keepRefusedReturns(ledger: Ledger, event: Recorded<ProposalRefused>): void {
  const { proposal: id, reason: because } = event.data;
  const proposal = ledger.proposals.get(id);
  if (proposal === undefined) return;
  const { by: person, at } = commandMetaOf(event);
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

/** A proposal from a file ends once another file has all of its entries. */
export function dropSettledProposals(ledger: Ledger): void {
  for (const [id, proposal] of ledger.proposals) {
    const entries = announcedEntries(proposal);
    if (entries.length > 0 && entries.every((entry) => isReturnSettled(ledger, entry))) ledger.proposals.delete(id);
  }
}
