/**
 * The state of the payment ledger: the envelopes with their terms and accounts, the due amounts, the payments. It alone allows a payment.
 */
import { type Day, dayOfInstant } from '#libs/kernel/day.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { Debtor, LedgerProposal } from '#libs/payments/ledger/change.ts';
import type { ExceptionTerms } from '#libs/payments/ledger/exception-terms.ts';
import type { Apart, FormerStream } from '#libs/payments/ledger/events.ts';
import type { EnvelopeTerms } from '#libs/payments/ledger/proposal-events.ts';
import type {
  Contradiction,
  Overpayment,
  Payment,
  PaymentRun,
  PreparedRun,
  RefusedReturn,
  RunBooking,
} from '#libs/payments/ledger/payment.ts';
import type { Account } from '#libs/payments/ledger/posting.ts';

/** An envelope: an account in the payment ledger, with its terms by date. */
export interface Envelope {
  readonly name: string;
  /** The confirmed terms, ordered by the day on which they begin; terms without a day come first. */
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
  /** The amount that it took from the due amounts of another decision. */
  readonly reducedCents: bigint;
  /** The exception that its approval used to pass the envelope. */
  readonly exception: string | undefined;
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

interface GivenException {
  readonly id: string;
  readonly terms: ExceptionTerms;
  readonly reason: string;
  readonly proposedBy: Person;
  readonly confirmedBy: Person;
  /** The day of confirmation. */
  readonly on: Day;
}

/** A permission that two people gave. `usedBy`: the run, the approval or the terms that it served. */
export type Exception = GivenException &
  ({ readonly status: 'confirmed' } | { readonly status: 'used'; readonly usedBy: string });

/** All that was carried over from former streams, and how many of their events are in the ledger. */
interface CarryOver {
  readonly streams: readonly FormerStream[];
  /** The number of all such events. */
  readonly events: number;
  readonly carried: number;
  readonly apart: readonly Apart[];
  /** The revision of the event that began the last one: former programs may write more. */
  readonly at: number;
}

export interface PaymentLedger {
  /** Undefined if the log had no former streams. */
  readonly carryOver: CarryOver | undefined;
  readonly envelopes: ReadonlyMap<string, Envelope>;
  readonly decisions: ReadonlyMap<string, PostedDecision>;
  /** Ids of the decisions of a team and period, by `ledgerStatementKey`, in the order of posting. */
  readonly decisionsOfStatement: ReadonlyMap<string, readonly string[]>;
  readonly items: ReadonlyMap<string, Item>;
  /** Ids of the items of a team and period, by `ledgerStatementKey`. */
  readonly itemsOfStatement: ReadonlyMap<string, readonly string[]>;
  readonly recoveries: ReadonlyMap<string, Recovery>;
  /** Keyed by end-to-end id. */
  readonly payments: ReadonlyMap<string, Payment>;
  /** Keyed by name. */
  readonly preparedRuns: ReadonlyMap<string, PreparedRun>;
  readonly runs: ReadonlyMap<string, PaymentRun>;
  /** The proposals that wait for a second person, keyed by id. */
  readonly proposals: ReadonlyMap<string, LedgerProposal>;
  readonly exceptions: ReadonlyMap<string, Exception>;
  /** The last exception that an approval used: the decisions that the same command posts after it rest on it too. */
  readonly approvedUnder:
    | { readonly exception: string; readonly envelope: string; readonly command: string }
    | undefined;
  /** An account confirmed less than this many days ago receives no payment. */
  readonly holdDays: number;
  /** Recorded entries of the answers of the bank. */
  readonly answers: ReadonlySet<string>;
  readonly contradictions: ReadonlyMap<string, Contradiction>;
  /** Keyed by end-to-end id: the last return that a file announced and a second person refused. */
  readonly refusedReturns: ReadonlyMap<string, RefusedReturn>;
  /** Keyed by end-to-end id: the debt that arose when the payment turned out to be executed after its item was paid again. */
  readonly overpaid: ReadonlyMap<string, string>;
  /** Keyed by debt. */
  readonly overpayments: ReadonlyMap<string, Overpayment>;
  readonly bookings: ReadonlyMap<string, RunBooking>;
  /** Keyed by `repaymentKey`. */
  readonly repayments: ReadonlySet<string>;
}

/** The setting until two people change it. */
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
    approvedUnder: undefined,
    holdDays: HOLD_DAYS,
    answers: new Set(),
    contradictions: new Map(),
    refusedReturns: new Map(),
    overpaid: new Map(),
    overpayments: new Map(),
    bookings: new Map(),
    repayments: new Set(),
  };
}

export function isOpenItem(item: Item): item is OpenItem {
  return item.status === 'due' || item.status === 'returned';
}

/** What is due to a team and not released, in any envelope. */
export function openItemsOf({ items }: Pick<PaymentLedger, 'items'>, team: string): readonly OpenItem[] {
  return [...items.values()].filter(isOpenItem).filter((item) => item.team === team);
}

export function isOwed(recovery: Recovery): recovery is OwedRecovery {
  return recovery.status === 'owed';
}

/** A whole debt: not set off, not demanded, not reduced. */
export function isWholeDebt(recovery: Recovery): recovery is OwedRecovery {
  return isOwed(recovery) && recovery.leftCents === recovery.originalCents;
}

/** The debts of a team to an envelope that are not yet demanded. */
export function owedOf({ recoveries }: PaymentLedger, { envelope, team }: Debtor): readonly OwedRecovery[] {
  return [...recoveries.values()].filter(isOwed).filter((one) => one.envelope === envelope && one.team === team);
}

/** The demanded debts of a team to an envelope that are not yet repaid. */
export function demandedOf({ recoveries }: PaymentLedger, { envelope, team }: Debtor): readonly DemandedRecovery[] {
  return [...recoveries.values()]
    .filter((one) => one.status === 'demanded')
    .filter((one) => one.envelope === envelope && one.team === team);
}

/** Whether two persons still have to say what is true: at its stage the payment does not fit the answer. */
export function isOpenContradiction(
  { payments }: PaymentLedger,
  { code, endToEndId, isResolved }: Contradiction,
): boolean {
  if (isResolved) return false;
  const payment = payments.get(endToEndId);
  if (code === 'REJECTED_AFTER_EXECUTION') return payment?.status === 'EXECUTED';
  if (code === 'EXECUTED_AFTER_REJECTION') return payment?.status === 'RETURNED' && payment.end === 'rejected';
  if (code === 'RETURNED_AFTER_RECOVERY') return payment?.status === 'EXECUTED';
  if (code === 'ANSWERED_AFTER_CANCELLATION') return payment?.status === 'CANCELLED';
  return true;
}

/** The contradictions of some payments that two persons still have to settle. */
export function openContradictions(
  ledger: PaymentLedger,
  payments: readonly Pick<Payment, 'endToEndId'>[],
): readonly Contradiction[] {
  const ids = new Set(payments.map(({ endToEndId }) => endToEndId));
  return [...ledger.contradictions.values()].filter(
    (one) => ids.has(one.endToEndId) && isOpenContradiction(ledger, one),
  );
}

export function ledgerStatementKey({ team, period }: { readonly team: string; readonly period: string }): string {
  return `${team}\n${period}`;
}

/** The key of a repayment of a team to an envelope: one transfer, by the bank's name for it. `day`: YYYY-MM-DD. */
export function repaymentKey(
  { envelope, team, reference }: { readonly envelope: string; readonly team: string; readonly reference: string },
  day: string,
): string {
  return JSON.stringify([envelope, team, reference.replaceAll(/\s/g, '').toUpperCase(), day]);
}

/** Throws RangeError for an id that the ledger does not have. */
export function existing<T>(all: ReadonlyMap<string, T>, kind: string, id: string): T {
  const found = all.get(id);
  if (found === undefined) throw new RangeError(`the ledger has no ${kind} ${id}`);
  return found;
}

/** The items of these ids. Throws RangeError if the ledger does not have one. */
export function itemsOf({ items }: Pick<PaymentLedger, 'items'>, ids: readonly string[]): readonly Item[] {
  return ids.map((id) => existing(items, 'item', id));
}

/** The debts of these ids. Throws RangeError if the ledger does not have one. */
export function recoveriesOf({ recoveries }: PaymentLedger, ids: readonly string[]): readonly Recovery[] {
  return ids.map((id) => existing(recoveries, 'recovery', id));
}

/** The payments of a run, in its order. */
export function paymentsOf({ payments }: PaymentLedger, run: PaymentRun): readonly Payment[] {
  return run.payments.map((id) => existing(payments, 'payment', id));
}

/** The run that released a payment; undefined for an unknown one. */
export function runOfPayment({ payments, runs }: PaymentLedger, endToEndId: string): PaymentRun | undefined {
  return runs.get(payments.get(endToEndId)?.run ?? '');
}

/** The day in France on which a payment was released; undefined for an unknown payment. */
export function releaseDay(ledger: PaymentLedger, endToEndId: string): Day | undefined {
  const run = runOfPayment(ledger, endToEndId);
  return run === undefined ? undefined : dayOfInstant(run.at);
}

/** The attempts to pay an item, in the order of their release. */
export function paymentsOfItem({ payments }: PaymentLedger, { id, payments: attempts }: Item): readonly Payment[] {
  return attempts === 0 ? [] : [...payments.values()].filter(({ item }) => item === id);
}
