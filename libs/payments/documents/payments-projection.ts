/**
 * The projection of the payment ledger: due, owed and paid amounts, the runs, the envelopes and their postings, each as a document, for
 * queries. Commands and the product's own answers use the ledger itself (ledger/state.ts), which the same events build.
 */
import { type RecordedEvent, categoryOf } from '#libs/event-store/event.ts';
import { type Recorded, commandMetaOf } from '#libs/event-store/typed-event.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import {
  type DocumentOfLedger,
  type EnvelopeDocument,
  PREFIXES,
  type PaymentDocument,
  type RunDocument,
  type StoredPaymentDocument,
  type TeamAccountsDocument,
  documentOf,
  storedOf,
} from '#libs/payments/documents/documents.ts';
import { envelopeAfter, teamAfter, teamMoved } from '#libs/payments/documents/envelope.ts';
import { runAfter, runOf } from '#libs/payments/documents/run.ts';
import { debtAfter, itemAfter, paymentAfter } from '#libs/payments/ledger/after-event.ts';
import { LEDGER_EVENTS, type LedgerEvent } from '#libs/payments/ledger/events.ts';
import { LEDGER_STREAM } from '#libs/payments/ledger/ledger.ts';
import { postingsOf } from '#libs/payments/ledger/posting.ts';
import { type RecordedPosting, recordedPostings } from '#libs/payments/ledger/recorded-posting.ts';
import type { Item, Recovery } from '#libs/payments/ledger/state.ts';
import type { Projection } from '#libs/read-store/projection.ts';

export const PAYMENTS: Projection<StoredPaymentDocument> = {
  name: 'payments',
  version: 2,
  categories: [categoryOf(LEDGER_STREAM)],
  documentPerStream: false,
  keys: (event) => keysOf(readOnce(event)),
  evolve: (stored, event, key) => {
    if (stored !== undefined && stored.lastPosition >= event.position) return stored;
    return storedOf({ ...after(stored && documentOf(stored), event, key), lastPosition: event.position });
  },
};

const POSITION_DIGITS = 16;

/** Every document that an event changes reads it. */
const readOnce = memoisedOf((event: RecordedEvent) => LEDGER_EVENTS.read(event));

function keysOf(event: Recorded<LedgerEvent>): readonly string[] {
  const { data } = event;
  const [run, team] = [runOf(event), teamMoved(event)];
  const moved = postingsOf(data).map(({ envelope }) => envelope);
  const isAboutTerms = event.type === 'EnvelopeProposed' || event.type === 'EnvelopeConfirmed';
  return [
    ...('item' in data ? [PREFIXES.item + data.item] : []),
    ...('recovery' in data ? [PREFIXES.debt + data.recovery] : []),
    ...('endToEndId' in data && event.type !== 'AnswerContradicted' ? [PREFIXES.payment + data.endToEndId] : []),
    ...(run === undefined ? [] : [PREFIXES.run + run]),
    ...(isAboutTerms ? [event.data.envelope] : moved).map((envelope) => PREFIXES.envelope + envelope),
    ...(team === undefined ? [] : moved.map((envelope) => teamKey(envelope, team))),
    ...moved.map((envelope) => postingKey(envelope, event.meta.position)),
  ];
}

function teamKey(envelope: string, team: string): string {
  return `${PREFIXES.team}${envelope}/${team}`;
}

/** Postings of an envelope are in the order of the log. */
export function postingKey(envelope: string, position: number): string {
  return `${PREFIXES.posting}${envelope}/${String(position).padStart(POSITION_DIGITS, '0')}`;
}

function after(before: DocumentOfLedger | undefined, recorded: RecordedEvent, key: string): DocumentOfLedger {
  const event = readOnce(recorded);
  const [prefix = ''] = /^[a-z]+\//.exec(key) ?? [];
  switch (prefix) {
    case PREFIXES.item:
      return itemAfter(before as Item | undefined, event);
    case PREFIXES.debt:
      return debtAfter(before as Recovery | undefined, event);
    case PREFIXES.payment: {
      const payment = before as PaymentDocument | undefined;
      return { ...paymentAfter(payment, event), releasedAt: payment?.releasedAt ?? commandMetaOf(event).at };
    }
    case PREFIXES.run:
      return runAfter(before as RunDocument | undefined, event);
    case PREFIXES.envelope:
      return envelopeAfter(before as EnvelopeDocument | undefined, event, key.slice(prefix.length));
    case PREFIXES.team:
      return teamAfter(before as TeamAccountsDocument | undefined, event, teamInEnvelope(event, key));
    default:
      return postingOf(recorded, key);
  }
}

function teamInEnvelope(event: Recorded<LedgerEvent>, key: string): Pick<TeamAccountsDocument, 'envelope' | 'team'> {
  const team = teamMoved(event) ?? '';
  const found = postingsOf(event.data).find(({ envelope }) => teamKey(envelope, team) === key);
  if (found === undefined) throw new RangeError(`event ${event.meta.position} moves nothing of ${key}`);
  return { envelope: found.envelope, team };
}

function postingOf(event: RecordedEvent, key: string): RecordedPosting {
  const found = recordedPostings(event).find(({ envelope }) => postingKey(envelope, event.position) === key);
  if (found === undefined) throw new RangeError(`event ${event.position} has no posting ${key}`);
  return found;
}
