/**
 * Returns that a file of the bank announces and a second person must confirm. Until then the payments keep their status and nothing is due
 * again.
 */
import type { EntryOfBank, TypedEntry } from '#libs/payments/ledger/answer-events.ts';
import type { LedgerProposal } from '#libs/payments/ledger/change.ts';
import type { RefusedReturn } from '#libs/payments/ledger/payment.ts';
import { type PaymentLedger, openContradictions } from '#libs/payments/ledger/state.ts';

export interface AnnouncedReturn extends Omit<RefusedReturn, 'because'> {
  readonly detail: string | undefined;
  /** The name that a confirmation or refusal gives. */
  readonly proposal: string;
}

/** An entry of a file that waits for its confirmation. */
export interface AnnouncedEntry extends Omit<TypedEntry, 'bank'> {
  readonly outcome: AnnouncedReturn['outcome'];
  readonly bank: EntryOfBank;
}

/** The entries of a proposal of a file; empty for another proposal. */
export function announcedEntries({ content }: LedgerProposal): readonly AnnouncedEntry[] {
  if (content.kind !== 'ANSWER' || content.source !== 'FILE') return [];
  return content.entries.filter(isAnnounced);
}

/** Whether an entry comes from a file of the bank, not from a person. */
export function isAnnounced(entry: TypedEntry): entry is AnnouncedEntry {
  return entry.bank !== undefined;
}

/** Keyed by end-to-end id; the last one if a payment has several. */
export function announcedReturns(ledger: PaymentLedger): ReadonlyMap<string, AnnouncedReturn> {
  const found = new Map<string, AnnouncedReturn>();
  for (const proposal of ledger.proposals.values())
    for (const entry of announcedEntries(proposal)) {
      if (isReturnSettled(ledger, entry)) continue;
      const { endToEndId, outcome, day, reason, bank } = entry;
      const { id, by, at } = proposal;
      const why = { reason: reason ?? undefined, detail: bank.detail ?? undefined };
      found.set(endToEndId, { outcome, day, ...why, proposal: id, by, at });
    }
  return found;
}

/** Whether a later file gives the same outcome and is recorded. */
export function isReturnSettled(ledger: PaymentLedger, { endToEndId, outcome, bank }: AnnouncedEntry): boolean {
  if (ledger.answers.has(bank.entry)) return true;
  const payment = ledger.payments.get(endToEndId);
  if (payment?.status !== 'RETURNED' || openContradictions(ledger, [payment]).length > 0) return false;
  return outcome === 'REJECTED' || payment.end === 'returned';
}

/** The payments, by end-to-end id, about which an answer waits for a second person: typed, or of a file of the bank. */
export function proposedAnswers(ledger: PaymentLedger): ReadonlySet<string> {
  const entries = [...ledger.proposals.values()].flatMap(({ content }) =>
    content.kind === 'ANSWER' ? content.entries : [],
  );
  return new Set(
    entries.filter((one) => !isAnnounced(one) || !isReturnSettled(ledger, one)).map(({ endToEndId }) => endToEndId),
  );
}
