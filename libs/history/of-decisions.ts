/** History of an envelope in the payment ledger: its postings with their authors, and its balances. */
import type { Day } from '#libs/kernel/day.ts';
import type { CommandMeta } from '#libs/event-store/author.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { storedAuthorOf } from '#libs/event-store/typed-event.ts';
import { type HistoryEvent, type HistoryView, readHistory } from '#libs/history/recorded.ts';
import { unknown } from '#libs/history/refusals.ts';
import { type EnvelopeUse, envelopeUse } from '#libs/payments/ledger/balances.ts';
import { LEDGER_STREAM, ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { LEDGER_EVENTS, type LedgerEvent as LedgerEventRead } from '#libs/payments/ledger/events.ts';
import type { EnvelopeTerms } from '#libs/payments/ledger/proposal-events.ts';
import { evolve as evolveLedger } from '#libs/payments/ledger/evolve.ts';
import type { Account, Posting } from '#libs/payments/ledger/posting.ts';
import { recordedPostings } from '#libs/payments/ledger/recorded-posting.ts';
import { type Envelope, type PaymentLedger, emptyEnvelope, emptyLedger } from '#libs/payments/ledger/state.ts';
import { termsOn } from '#libs/payments/ledger/terms.ts';

interface LedgerEvent extends HistoryEvent {
  readonly by?: CommandMeta['by'];
  /** Present if the event moves money. */
  readonly posting?: Posting;
  /** The balances, debits less credits, after the event, of the accounts that it moves. */
  readonly balancesAfter: readonly { readonly account: Account; readonly cents: bigint }[];
}

interface LedgerState {
  readonly terms: EnvelopeTerms | undefined;
  readonly termsByDay: readonly EnvelopeTerms[];
  readonly use: EnvelopeUse;
  /** The non-zero balances, ordered by name. */
  readonly balances: readonly { readonly account: Account; readonly cents: bigint }[];
}

export interface LedgerHistory {
  readonly events: readonly LedgerEvent[];
  readonly state: LedgerState;
}

/**
 * Shows the terms and the rest of the envelope on the day of the view, otherwise on the given day. Throws ENVELOPE_NOT_RECORDED,
 * LEDGER_NOT_CARRIED_OVER.
 */
export async function ledgerHistory(
  log: EventStore,
  name: string,
  view: HistoryView,
  today: Day,
): Promise<LedgerHistory> {
  const { envelopes } = await ledgerOf(log);
  if (!envelopes.has(name)) throw unknown('ENVELOPE_NOT_RECORDED', { envelope: name });
  const found = await readHistory(log, LEDGER_STREAM, view);
  let ledger: PaymentLedger = emptyLedger();
  const shown = (found?.recorded ?? []).flatMap((event, i): LedgerEvent[] => {
    const own = found?.events[i];
    const read = LEDGER_EVENTS.read(event);
    const answered = answeredIn(ledger, read);
    ledger = evolveLedger(ledger, read);
    const envelope = ledger.envelopes.get(name);
    return own === undefined || envelope === undefined || !(concerns(read.data, name) || answered.includes(name))
      ? []
      : [ledgerEvent(own, envelope, event)];
  });
  return { events: shown, state: stateOf(ledger.envelopes.get(name) ?? emptyEnvelope(name), view.knownOn ?? today) };
}

/** The fields of an event that name an envelope. */
interface Naming {
  readonly envelope?: string;
  readonly debtEnvelope?: string;
  readonly terms?: { readonly envelope?: string };
}

function concerns(data: object, envelope: string): boolean {
  const { envelope: own, debtEnvelope, terms } = data as Naming;
  return [own, debtEnvelope, terms?.envelope].includes(envelope);
}

/** The envelopes of the payments that a proposed answer names, also when it is refused or withdrawn. */
function answeredIn({ payments, proposals }: PaymentLedger, { type, data }: LedgerEventRead): readonly string[] {
  const namesProposal = type === 'ProposalRefused' || type === 'ProposalWithdrawn';
  const change = namesProposal ? proposals.get(data.proposal)?.content : undefined;
  const entries = type === 'AnswerProposed' ? data.entries : change?.kind === 'ANSWER' ? change.entries : [];
  const ids = type === 'AnswerConfirmed' ? data.payments : entries.map(({ endToEndId }) => endToEndId);
  return ids.flatMap((id) => payments.get(id)?.envelope ?? []);
}

function stateOf(envelope: Envelope, day: Day): LedgerState {
  return {
    terms: termsOn(envelope, day),
    termsByDay: envelope.terms,
    use: envelopeUse(envelope, day),
    balances: [...envelope.balances]
      .filter(([, cents]) => cents !== 0n)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([account, cents]) => ({ account, cents })),
  };
}

function ledgerEvent(own: HistoryEvent, { name, balances }: Envelope, event: RecordedEvent): LedgerEvent {
  const meta = storedAuthorOf(event);
  const by = meta === undefined ? {} : { by: meta.by };
  const recorded = recordedPostings(event).find(({ envelope }) => envelope === name);
  if (recorded === undefined) return { ...own, ...by, balancesAfter: [] };
  const { debit, credit, amountCents } = recorded;
  return {
    ...own,
    ...by,
    posting: { debit, credit, amountCents },
    balancesAfter: [debit, credit].map((account) => ({ account, cents: balances.get(account) ?? 0n })),
  };
}
