/** The documents of the payment ledger, one for each thing that it holds, and how they are kept as JSON: cents as text. */
import type { Person } from '#libs/event-store/author.ts';
import type { Day } from '#libs/kernel/day.ts';
import type { EnvelopeTerms } from '#libs/payments/ledger/proposal-events.ts';
import type { Payment } from '#libs/payments/ledger/payment.ts';
import type { Account } from '#libs/payments/ledger/posting.ts';
import type { RecordedPosting } from '#libs/payments/ledger/recorded-posting.ts';
import type { Item, Recovery } from '#libs/payments/ledger/state.ts';

/** What the keys of each kind begin with. A posting then has its envelope and position, a team its envelope and name. */
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

/** PREPARED: nothing has moved; DROPPED: before it was released; CANCELLED: released, not sent. */
export interface RunDocument {
  readonly run: string;
  readonly envelope: string;
  readonly status: 'PREPARED' | 'DROPPED' | 'RELEASED' | 'CANCELLED';
  /** Who prepared, released, dropped or cancelled it, and when: ISO 8601 instant. */
  readonly by: Person;
  readonly at: string;
  readonly executionDay: Day;
  /** Undefined for a run of a former time. */
  readonly dueBy: Day | undefined;
  /** Payments, and what they amount to: as planned while it is prepared. */
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
  /** Those confirmed, by the day on which they begin. */
  readonly terms: readonly EnvelopeTerms[];
  /** Each kind of account over all teams, without a holder; what it owes another envelope, or is owed by it. */
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

/** As `JSON.stringify` takes it, with the position of the last event that changed it. */
export type StoredPaymentDocument = Readonly<Record<string, unknown>> & { readonly lastPosition: number };

/** A document as it is stored. */
export function storedOf(document: DocumentOfLedger & { readonly lastPosition: number }): StoredPaymentDocument {
  return withCents(document, String) as StoredPaymentDocument;
}

/** The document that was stored. */
export function keptOf(stored: StoredPaymentDocument): DocumentOfLedger {
  const { lastPosition: _, ...document } = stored;
  return withCents(document, (cents) => BigInt(cents as string)) as DocumentOfLedger;
}

/** Reads a document. Its key says of what kind it is. */
export function readDocument(text: string): DocumentOfLedger {
  return keptOf(JSON.parse(text) as StoredPaymentDocument);
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
