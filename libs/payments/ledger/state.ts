/**
 * The state of the payment ledger: the envelopes with their terms and accounts, what is due, what is paid. It alone allows a payment.
 */
import { type Day, dayText } from '#libs/kernel/day.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import type { FileFigures } from '#libs/payments/bank/bank-files.ts';
import type { EarlierBooking } from '#libs/payments/bank/sent-runs.ts';
import { fileIds } from '#libs/payments/bank/split-order.ts';
import type { Debtor, LedgerProposal } from '#libs/payments/ledger/change.ts';
import type { ExceptionTerms } from '#libs/payments/ledger/exception-terms.ts';
import type { Apart } from '#libs/payments/ledger/events.ts';
import type { EnvelopeTerms } from '#libs/payments/ledger/proposal-events.ts';
import type { Downloaded, RunRequest } from '#libs/payments/ledger/run-events.ts';
import type { ContradictionCode } from '#libs/payments/ledger/answer-events.ts';
import type { LeftOut } from '#libs/payments/ledger/left-out.ts';
import type { Account } from '#libs/payments/ledger/posting.ts';

/** An envelope: an account in the payment ledger, with its terms by date. */
export interface Envelope {
  readonly name: string;
  /** Those confirmed, by the day on which they begin; those of the beginning first. */
  readonly terms: readonly EnvelopeTerms[];
  /** Debits minus credits. */
  readonly balances: ReadonlyMap<Account, bigint>;
}

/** A decision on a statement, posted to the ledger. */
export interface PostedDecision {
  readonly id: string;
  /** The envelope that it was posted to; it never changes. */
  readonly envelope: string;
  readonly status: 'posted' | 'cancelled';
  readonly items: readonly string[];
  readonly recoveries: readonly string[];
  /** Whether it reduced what was due by another decision. */
  readonly reducedAnother: boolean;
}

interface ItemOfDecision {
  readonly id: string;
  readonly envelope: string;
  readonly team: string;
  readonly period: string;
  readonly decision: string;
  readonly dueOn: Day;
  /** Null in old logs. */
  readonly submittedBy: Person | null;
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
  readonly envelope: string;
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
    | { readonly status: 'demanded'; readonly leftCents: bigint }
    | { readonly status: 'repaid' }
    /** The decision was withdrawn. */
    | { readonly status: 'dropped' }
  );

export type OwedRecovery = Extract<Recovery, { readonly status: 'owed' }>;
export type DemandedRecovery = Extract<Recovery, { readonly status: 'demanded' }>;

/**
 * RELEASED: sent to the bank, which has not answered; EXECUTED: paid; RETURNED: not paid, or paid and sent back; CANCELLED: with its run,
 * which was not sent.
 */
export type PaymentStatus = 'RELEASED' | 'EXECUTED' | 'RETURNED' | 'CANCELLED';

interface PaymentOfItem {
  readonly endToEndId: string;
  readonly envelope: string;
  readonly item: string;
  readonly team: string;
  readonly period: string;
  readonly run: string;
  readonly amountCents: bigint;
  readonly payee: BankAccount;
}

/** What the bank says of a payment that it has not decided. */
export interface Waiting {
  /** The bank's code, known or not. */
  readonly status: string;
  readonly reason: string | undefined;
  readonly detail: string | undefined;
  readonly day: Day;
}

/** Why, as the bank says it: a code, and words. */
interface Why {
  readonly reason: string | undefined;
  readonly detail: string | undefined;
}

/** The answer of the bank about a payment, and its day, YYYY-MM-DD. */
export type Settled =
  | ({ readonly status: 'EXECUTED'; readonly day: string } & Why)
  | ({
      readonly status: 'RETURNED';
      readonly day: string;
      /** Rejected before it was debited, or returned after. */
      readonly end: 'rejected' | 'returned';
      /** YYYY-MM-DD; undefined where no answer said that it was debited. */
      readonly debitedOn: string | undefined;
    } & Why);

export type Payment = PaymentOfItem &
  (
    | { readonly status: 'RELEASED'; readonly waiting: Waiting | undefined }
    | Settled
    /** `day`: YYYY-MM-DD, on which a second person confirmed it. */
    | { readonly status: 'CANCELLED'; readonly day: string }
  );

/** An answer of the bank that cannot be right beside what is recorded. */
export interface Contradiction {
  readonly id: string;
  readonly envelope: string;
  readonly endToEndId: string;
  readonly team: string;
  readonly code: ContradictionCode;
  readonly day: Day | null;
  readonly answeredCents: bigint | null;
  readonly statuses: readonly string[];
  readonly reason: string | null;
  /** Two persons have said how the payment stands. */
  readonly isResolved: boolean;
}

/** A booking of a payment file without its payments. */
export interface RunBooking extends EarlierBooking {
  /** The name that the file had. */
  readonly file: string;
}

/** A run that is read before it is released; nothing has moved. */
export interface PreparedRun {
  readonly request: RunRequest;
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
  /** The instant that its files bear. */
  readonly createdAt: string;
  readonly debtor: BankAccount;
  /** Number of payments. */
  readonly count: number;
  readonly totalCents: bigint;
  readonly setOffCents: bigint;
  readonly leftOut: readonly LeftOut[];
  readonly files: readonly FileFigures[];
  readonly digest: string;
}

/** A file that was handed out, to whom and when. */
export interface Download extends Omit<Downloaded, 'run'> {
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** A released run. */
export interface PaymentRun {
  /** Unique in the installation. */
  readonly id: string;
  readonly envelope: string;
  /** Who released it. */
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
  /** Undefined for a run of a former time. */
  readonly preparedBy: Person | undefined;
  /** The instant that its files bear. */
  readonly createdAt: string;
  readonly executionDay: Day;
  readonly debtor: BankAccount;
  /** End-to-end ids. */
  readonly payments: readonly string[];
  /** Files as released; empty for a run of a former time, and where debts took everything. */
  readonly files: readonly FileFigures[];
  readonly leftOut: readonly LeftOut[];
  readonly downloads: readonly Download[];
}

interface GivenException {
  readonly id: string;
  readonly terms: ExceptionTerms;
  readonly reason: string;
  readonly proposedBy: Person;
  readonly confirmedBy: Person;
}

/** A permission that two people gave. `usedBy`: the run, the approval or the terms that it served. */
export type Exception = GivenException &
  ({ readonly status: 'confirmed' } | { readonly status: 'used'; readonly usedBy: string });

/** That the ledger goes on from former streams, and how far their events have come in. */
export interface CarryOver {
  /** How many there are. */
  readonly events: number;
  readonly carried: number;
  readonly apart: readonly Apart[];
}

export interface PaymentLedger {
  /** Undefined where there were no former streams. */
  readonly carryOver: CarryOver | undefined;
  readonly envelopes: ReadonlyMap<string, Envelope>;
  readonly decisions: ReadonlyMap<string, PostedDecision>;
  /** Ids of the decisions of a team and period, by `statementOf`, in the order of posting. */
  readonly decisionsOfStatement: ReadonlyMap<string, readonly string[]>;
  readonly items: ReadonlyMap<string, Item>;
  /** Ids of the items of a team and period, by `statementOf`. */
  readonly itemsOfStatement: ReadonlyMap<string, readonly string[]>;
  readonly recoveries: ReadonlyMap<string, Recovery>;
  /** By end-to-end id. */
  readonly payments: ReadonlyMap<string, Payment>;
  /** By name. */
  readonly preparedRuns: ReadonlyMap<string, PreparedRun>;
  readonly runs: ReadonlyMap<string, PaymentRun>;
  /** What waits for a second person, by id. */
  readonly proposals: ReadonlyMap<string, LedgerProposal>;
  readonly exceptions: ReadonlyMap<string, Exception>;
  /** An account confirmed less than this many days ago is held: no payment goes to it. */
  readonly holdDays: number;
  /** Recorded entries of the answers of the bank. */
  readonly answers: ReadonlySet<string>;
  readonly contradictions: ReadonlyMap<string, Contradiction>;
  readonly bookings: ReadonlyMap<string, RunBooking>;
}

/** Until two people change it. */
const HOLD_DAYS = 30;

export function emptyEnvelope(name: string): Envelope {
  return { name, terms: [], balances: new Map() };
}

export function emptyLedger(): PaymentLedger {
  return {
    carryOver: undefined,
    envelopes: new Map(),
    decisions: new Map(),
    decisionsOfStatement: new Map(),
    items: new Map(),
    itemsOfStatement: new Map(),
    recoveries: new Map(),
    payments: new Map(),
    preparedRuns: new Map(),
    runs: new Map(),
    proposals: new Map(),
    exceptions: new Map(),
    holdDays: HOLD_DAYS,
    answers: new Set(),
    contradictions: new Map(),
    bookings: new Map(),
  };
}

export function isOpen(item: Item): item is OpenItem {
  return item.status === 'due' || item.status === 'returned';
}

export function isOwed(recovery: Recovery): recovery is OwedRecovery {
  return recovery.status === 'owed';
}

/** What a team owes an envelope and was not yet asked to repay. */
export function owedOf({ recoveries }: PaymentLedger, { envelope, team }: Debtor): readonly OwedRecovery[] {
  return [...recoveries.values()].filter(isOwed).filter((one) => one.envelope === envelope && one.team === team);
}

/** What a team was asked to repay to an envelope and has not yet. */
export function demandedOf({ recoveries }: PaymentLedger, { envelope, team }: Debtor): readonly DemandedRecovery[] {
  return [...recoveries.values()]
    .filter((one) => one.status === 'demanded')
    .filter((one) => one.envelope === envelope && one.team === team);
}

/** What the bank said last of a payment; `status`: its code where it has not decided. Empty where it said nothing. */
export function lastWordOf(payment: Payment): {
  /** YYYY-MM-DD. */
  readonly day?: string;
  readonly status?: string;
  readonly reason?: string | undefined;
  readonly detail?: string | undefined;
} {
  if (payment.status === 'CANCELLED') return {};
  if (payment.status !== 'RELEASED') return { day: payment.day, reason: payment.reason, detail: payment.detail };
  if (payment.waiting === undefined) return {};
  const { day, status, reason, detail } = payment.waiting;
  return { day: dayText(day), status, reason, detail };
}

/** Whether two persons have still to say what is true: the payment stands where the answer cannot be right. */
export function isOpenContradiction(
  { payments }: PaymentLedger,
  { code, endToEndId, isResolved }: Contradiction,
): boolean {
  if (isResolved) return false;
  const payment = payments.get(endToEndId);
  if (code === 'REJECTED_AFTER_EXECUTION') return payment?.status === 'EXECUTED';
  if (code === 'EXECUTED_AFTER_REJECTION') return payment?.status === 'RETURNED' && payment.end === 'rejected';
  if (code === 'ANSWERED_AFTER_CANCELLATION') return payment?.status === 'CANCELLED';
  return true;
}

export function statementOf({ team, period }: { readonly team: string; readonly period: string }): string {
  return `${team}\n${period}`;
}

/** The payments of a run, in its order. */
export function paymentsOf({ payments }: PaymentLedger, run: PaymentRun): readonly Payment[] {
  return run.payments.flatMap((id) => payments.get(id) ?? []);
}

/** The names of its files, which the bank's answers give back. */
export function fileIdsOf({ id, payments }: PaymentRun): readonly string[] {
  return fileIds(id, payments.length);
}

const CODE_LENGTH = 10;

/** The code by which a prepared run is released: it stands for all that was read. */
export function runCode({ digest }: Pick<PreparedRun, 'digest'>): string {
  return digest.slice(0, CODE_LENGTH);
}
