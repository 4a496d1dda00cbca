/** The documents of the payment ledger, one for each thing that it holds, and their form as JSON: cents as text. */
import type { Person } from '#libs/event-store/author.ts';
import type { Day } from '#libs/kernel/day.ts';
import type { EnvelopeTerms } from '#libs/payments/ledger/proposal-events.ts';
import type { Payment } from '#libs/payments/ledger/payment.ts';
import type { Account } from '#libs/payments/ledger/posting.ts';
import type { RecordedPosting } from '#libs/payments/ledger/recorded-posting.ts';
import type { Item, Recovery } from '#libs/payments/ledger/state.ts';
import { orDocumentGarbled } from '#libs/read-store/document-garbled.ts';

/** The prefix of the keys of each kind. For a posting, its envelope and position follow; for a team, its envelope and name. */
export const PREFIXES = {
  item: 'item/',
  debt: 'debt/',
  payment: 'payment/',
  run: 'run/',
  envelope: 'envelope/',
  team: 'team/',
  posting: 'posting/',
} as const;

export type PaymentDocument = Payment & {
  /** ISO 8601 instant. */
  readonly releasedAt: string;
};

/** PREPARED: no money has moved; DROPPED: dropped before its release; CANCELLED: released, not sent. */
export interface RunDocument {
  readonly run: string;
  readonly envelope: string;
  readonly status: 'PREPARED' | 'DROPPED' | 'RELEASED' | 'CANCELLED';
  /** The person who prepared, released, dropped or cancelled it, and the ISO 8601 instant. */
  readonly by: Person;
  readonly at: string;
  readonly executionDay: Day;
  /** Undefined for a run of a former time. */
  readonly dueBy: Day | undefined;
  /** The number of payments and their total; as planned until the release. */
  readonly count: number;
  readonly totalCents: bigint;
  readonly setOffCents: bigint;
  readonly leftOut: readonly LeftOutTeam[];
}

interface LeftOutTeam {
  readonly team: string;
  readonly reason: string;
  readonly until: Day | null;
  readonly amountCents: bigint;
}

export interface EnvelopeDocument {
  readonly envelope: string;
  /** The confirmed terms, ordered by the day on which they begin. */
  readonly terms: readonly EnvelopeTerms[];
  /** Each kind of account over all teams, without a holder; and the balance with each other envelope. */
  readonly balances: readonly AccountBalance[];
}

/** The accounts of a team in an envelope. */
export interface TeamAccountsDocument {
  readonly envelope: string;
  readonly team: string;
  readonly balances: readonly AccountBalance[];
}

export interface AccountBalance {
  readonly account: Account;
  /** Debits minus credits. */
  readonly balanceCents: bigint;
}

export type DocumentOfLedger =
  | Item
  | Recovery
  | PaymentDocument
  | RunDocument
  | EnvelopeDocument
  | TeamAccountsDocument
  | RecordedPosting;

/** In the form that `JSON.stringify` accepts, with the position of the last event that changed it. */
export type StoredPaymentDocument = Readonly<Record<string, unknown>> & { readonly lastPosition: number };

/** The stored form of a document. */
export function storedOf(document: DocumentOfLedger & { readonly lastPosition: number }): StoredPaymentDocument {
  return withCents(document, String) as StoredPaymentDocument;
}

/** The document that was stored. */
export function documentOf(stored: StoredPaymentDocument): DocumentOfLedger {
  const { lastPosition: _, ...document } = stored;
  return withCents(document, (cents) => BigInt(cents as string)) as DocumentOfLedger;
}

/** Reads a document. The key tells its kind. Throws DOCUMENT_GARBLED. */
export function readDocument(text: string): DocumentOfLedger {
  return orDocumentGarbled('payments', () => documentOf(JSON.parse(text) as StoredPaymentDocument));
}

/** Every field that is named `…Cents` is an amount. */
function withCents(value: unknown, change: (cents: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => withCents(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]: [string, unknown]) => [
      name,
      name.endsWith('Cents') ? change(one) : withCents(one, change),
    ]),
  );
}
