/** The state of the payment ledger of an envelope: its terms, what is due, what is paid. It alone allows a payment. */
import type { Day } from '#libs/kernel/day.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import type { EnvelopeTerms } from '#libs/payments/ledger/events.ts';
import type { Account } from '#libs/payments/ledger/posting.ts';

interface TermsProposal {
  readonly terms: EnvelopeTerms;
  readonly by: Person;
}

export type Funding =
  | { readonly status: 'none' }
  | { readonly status: 'proposed'; readonly proposed: TermsProposal }
  | { readonly status: 'in-force'; readonly terms: EnvelopeTerms }
  | { readonly status: 'changing'; readonly terms: EnvelopeTerms; readonly proposed: TermsProposal };

/** A decision on a statement, posted to the ledger. */
export interface PostedDecision {
  readonly id: string;
  readonly status: 'posted' | 'cancelled';
  readonly items: readonly string[];
  readonly recoveries: readonly string[];
  /** Whether it reduced what was due by another decision. */
  readonly reducedAnother: boolean;
}

interface ItemOfDecision {
  readonly id: string;
  readonly team: string;
  readonly period: string;
  readonly decision: string;
  readonly dueOn: Day;
  readonly approvedBy: Person;
  /** The amount posted. */
  readonly originalCents: bigint;
  /** Payments released for it, a returned one included. */
  readonly payments: number;
}

/** One instalment or credit of a decision. */
export type Item = ItemOfDecision &
  (
    | { readonly status: 'due'; readonly dueCents: bigint }
    /** Reduced or set off to 0. */
    | { readonly status: 'cleared' }
    | { readonly status: 'released' }
    | { readonly status: 'paid' }
    /** Due again, as its payment came back. */
    | { readonly status: 'returned'; readonly dueCents: bigint }
  );

/** An item to release. Its amount is positive. */
export type OpenItem = Extract<Item, { readonly dueCents: bigint }>;

interface RecoveryOfDecision {
  readonly id: string;
  readonly team: string;
  readonly period: string;
  readonly decision: string;
  /** The amount posted. */
  readonly originalCents: bigint;
}

/** A debt of a team. */
export type Recovery = RecoveryOfDecision &
  (
    | { readonly status: 'owed'; readonly leftCents: bigint }
    | { readonly status: 'set-off' }
    | { readonly status: 'demanded' }
    /** The decision was withdrawn. */
    | { readonly status: 'dropped' }
  );

export type OwedRecovery = Extract<Recovery, { readonly status: 'owed' }>;

/** RELEASED: sent to the bank, which has not answered; EXECUTED: paid; RETURNED: not paid, or paid and sent back. */
export type PaymentStatus = 'RELEASED' | 'EXECUTED' | 'RETURNED';

interface PaymentOfItem {
  readonly endToEndId: string;
  readonly item: string;
  readonly team: string;
  readonly period: string;
  readonly run: string;
  readonly amountCents: bigint;
  readonly payee: BankAccount;
}

/** The answer of the bank about a payment, and its day, YYYY-MM-DD. */
export type Settled =
  | { readonly status: 'EXECUTED'; readonly day: string }
  | { readonly status: 'RETURNED'; readonly day: string; readonly reason: string | undefined };

export type Payment = PaymentOfItem & ({ readonly status: 'RELEASED' } | Settled);

export interface PaymentRun {
  readonly id: string;
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly executionDay: Day;
  readonly debtor: BankAccount;
  /** End-to-end ids. */
  readonly payments: readonly string[];
}

interface ExceptionTerms {
  readonly id: string;
  readonly amountCents: bigint;
  readonly reason: string;
  readonly proposedBy: Person;
}

/** A permission to exceed the amount of the envelope, for one run. */
type Exception = ExceptionTerms &
  (
    | { readonly status: 'proposed' }
    | { readonly status: 'confirmed'; readonly confirmedBy: Person }
    | { readonly status: 'used'; readonly confirmedBy: Person; readonly run: string }
  );

export interface PaymentLedger {
  readonly envelope: string;
  readonly funding: Funding;
  readonly decisions: ReadonlyMap<string, PostedDecision>;
  readonly items: ReadonlyMap<string, Item>;
  /** Ids of the items of a team and period, by `statementOf`. */
  readonly itemsOfStatement: ReadonlyMap<string, readonly string[]>;
  readonly recoveries: ReadonlyMap<string, Recovery>;
  readonly payments: ReadonlyMap<string, Payment>;
  readonly runs: ReadonlyMap<string, PaymentRun>;
  readonly exceptions: ReadonlyMap<string, Exception>;
  /** Recorded entries of the answers of the bank. */
  readonly answers: ReadonlySet<string>;
  /** Debits minus credits. */
  readonly balances: ReadonlyMap<Account, bigint>;
}

export function emptyLedger(envelope: string): PaymentLedger {
  return {
    envelope,
    funding: { status: 'none' },
    decisions: new Map(),
    items: new Map(),
    itemsOfStatement: new Map(),
    recoveries: new Map(),
    payments: new Map(),
    runs: new Map(),
    exceptions: new Map(),
    answers: new Set(),
    balances: new Map(),
  };
}

export function termsInForce({ funding }: PaymentLedger): EnvelopeTerms | undefined {
  return funding.status === 'in-force' || funding.status === 'changing' ? funding.terms : undefined;
}

export function proposedTerms({ funding }: PaymentLedger): TermsProposal | undefined {
  return funding.status === 'proposed' || funding.status === 'changing' ? funding.proposed : undefined;
}

export function isOpen(item: Item): item is OpenItem {
  return item.status === 'due' || item.status === 'returned';
}

export function isOwed(recovery: Recovery): recovery is OwedRecovery {
  return recovery.status === 'owed';
}

export function statementOf({ team, period }: { readonly team: string; readonly period: string }): string {
  return `${team}\n${period}`;
}

/** The payments of a run, in its order. */
export function paymentsOf({ payments }: PaymentLedger, run: PaymentRun): readonly Payment[] {
  return run.payments.flatMap((id) => payments.get(id) ?? []);
}
