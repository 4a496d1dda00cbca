/** History of a payment ledger: what was posted, by whom, and how it stands. */
import type { CommandMeta } from '#libs/event-store/author.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { storedAuthorOf } from '#libs/event-store/typed-event.ts';
import { type HistoryEvent, type View, readHistory } from '#libs/history/recorded.ts';
import { unknown } from '#libs/history/refusals.ts';
import { type EnvelopeUse, envelopeUse } from '#libs/payments/ledger/balances.ts';
import { ledgerStream } from '#libs/payments/ledger/envelopes.ts';
import { type EnvelopeTerms, LEDGER_EVENTS } from '#libs/payments/ledger/events.ts';
import { evolve as evolveLedger } from '#libs/payments/ledger/evolve.ts';
import type { Account, Posting } from '#libs/payments/ledger/posting.ts';
import { recordedPosting } from '#libs/payments/ledger/recorded-posting.ts';
import { type PaymentLedger, emptyLedger, termsInForce } from '#libs/payments/ledger/state.ts';

interface LedgerEvent extends HistoryEvent {
  readonly by?: CommandMeta['by'];
  /** Of an event that moves money. */
  readonly posting?: Posting;
  /** Of the accounts it moves, debits less credits, after it. */
  readonly balancesAfter: readonly { readonly account: Account; readonly cents: bigint }[];
}

interface LedgerState {
  readonly terms: EnvelopeTerms | undefined;
  readonly use: EnvelopeUse;
  /** Those that are not zero, by name. */
  readonly balances: readonly { readonly account: Account; readonly cents: bigint }[];
}

export interface LedgerHistory {
  readonly events: readonly LedgerEvent[];
  readonly state: LedgerState;
}

/** Throws ENVELOPE_NOT_RECORDED. */
export async function ledgerHistory(log: EventStore, envelope: string, view: View): Promise<LedgerHistory> {
  const found = await readHistory(log, ledgerStream(envelope), view);
  if (found === undefined) throw unknown('ENVELOPE_NOT_RECORDED', { envelope });
  const { recorded, events } = found;
  let ledger: PaymentLedger = emptyLedger(envelope);
  const shown = recorded.flatMap((event, i): LedgerEvent[] => {
    const own = events[i];
    ledger = evolveLedger(ledger, LEDGER_EVENTS.read(event));
    return own === undefined ? [] : [ledgerEvent(own, ledger, event)];
  });
  return {
    events: shown,
    state: {
      terms: termsInForce(ledger),
      use: envelopeUse(ledger),
      balances: [...ledger.balances]
        .filter(([, cents]) => cents !== 0n)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([account, cents]) => ({ account, cents })),
    },
  };
}

function ledgerEvent(own: HistoryEvent, { balances }: PaymentLedger, event: RecordedEvent): LedgerEvent {
  const meta = storedAuthorOf(event);
  const by = meta === undefined ? {} : { by: meta.by };
  const recorded = recordedPosting(event);
  if (recorded === undefined) return { ...own, ...by, balancesAfter: [] };
  const { debit, credit, amountCents } = recorded;
  return {
    ...own,
    ...by,
    posting: { debit, credit, amountCents },
    balancesAfter: [debit, credit].map((account) => ({ account, cents: balances.get(account) ?? 0n })),
  };
}
