/** The refusals of a payment ledger. */
import type { Day } from '#libs/kernel/day.ts';
import { type NoData, errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';
import type { Duty } from '#libs/commands/segregation.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { ExecutionDayFault } from '#libs/payments/bank/refusals.ts';
import type { CarryOverContradiction } from '#libs/payments/ledger/carry-over/contradiction.ts';
import type { FormerStream } from '#libs/payments/ledger/events.ts';
import type { KeptApart, LeftOut } from '#libs/payments/ledger/left-out.ts';

interface OfEnvelope {
  readonly envelope: string;
}

type EnvelopeRefusal =
  | Refusal<'ENVELOPE_AMOUNT_NOT_POSITIVE'>
  | Refusal<'ENVELOPE_WITHOUT_SCHEME'>
  | Refusal<'ENVELOPE_BELOW_USE', OfEnvelope & { readonly amountCents: bigint; readonly usedCents: bigint }>
  | Refusal<'COMMITTED_BEYOND_ENVELOPE', OfEnvelope & { readonly leftCents: bigint; readonly wantedCents: bigint }>
  /** Another envelope funds the scheme; `from`: the first day on which both would fund it, null for the beginning. */
  | Refusal<'SCHEME_ALREADY_FUNDED', OfEnvelope & { readonly scheme: string; readonly from: Day | null }>
  | Refusal<'SCHEME_NOT_FUNDED', { readonly scheme: string | undefined; readonly day: Day }>
  | Refusal<
      'SCHEME_FUNDED_TWICE',
      { readonly scheme: string; readonly day: Day; readonly envelopes: readonly string[] }
    >
  | Refusal<'NO_SUCH_ENVELOPE', OfEnvelope>
  | Refusal<'ENVELOPE_NOT_CONFIRMED', OfEnvelope>;

type ExceptionRefusal =
  | Refusal<'EXCEPTION_EXISTS', { readonly exception: string }>
  | Refusal<'EXCEPTION_AMOUNT_NOT_POSITIVE'>
  | Refusal<'EXCEPTION_NOT_USABLE', { readonly exception: string }>
  | Refusal<'NO_ACCOUNT_TO_EXCEPT', { readonly team: string }>
  | Refusal<'ACCOUNT_CHANGED_SINCE', { readonly team: string }>
  | Refusal<'EXCEPTION_BY_PROPOSER_OF_ACCOUNT', { readonly by: Person; readonly team: string }>;

type DebtRefusal =
  | Refusal<'TEAM_STILL_IN', { readonly team: string }>
  | Refusal<'NOTHING_OWED', { readonly team: string }>
  | Refusal<'NOTHING_DEMANDED', { readonly team: string }>
  | Refusal<'REPAYMENT_NOT_POSITIVE'>
  | Refusal<'REPAYMENT_TO_COME', { readonly receivedOn: Day; readonly today: Day }>
  /** Another transfer waits for its second person. */
  | Refusal<'REPAYMENT_WAITS', { readonly team: string; readonly reference: string; readonly receivedOn: Day }>
  /** The same transfer: its reference and its day. */
  | Refusal<'REPAYMENT_KNOWN', { readonly team: string; readonly reference: string; readonly receivedOn: Day }>
  | Refusal<
      'REPAYMENT_BEYOND_DEMAND',
      { readonly team: string; readonly amountCents: bigint; readonly demandedCents: bigint }
    >;

type PostingRefusal =
  | Refusal<'NOT_POSTED_TWICE', { readonly decision: string }>
  /** The debt was demanded: take back the demand first. */
  | Refusal<'DEBT_DEMANDED', { readonly team: string }>
  | Refusal<'PAYMENT_ALREADY_RELEASED', { readonly team: string; readonly period: string }>
  | Refusal<'POSTING_NO_LONGER_WHOLE', { readonly decision: string }>;

/** The reasons that forbid a payment run, all given at once. */
export type RunFault =
  | Refusal<'RELEASED_EARLY', OfEnvelope & { readonly dueBy: Day; readonly today: Day }>
  /** The run can pay no team; names the teams left out. */
  | Refusal<'NOTHING_PAYABLE', OfEnvelope & { readonly leftOut: readonly LeftOut[] }>
  | ExecutionDayFault
  /** The person who releases also did another duty for the payment; names the duty. */
  | Refusal<
      'RELEASER_NOT_INDEPENDENT',
      { readonly by: Person; readonly team: string; readonly duties: readonly Duty[] }
    >
  | Refusal<'EXCEPTION_NOT_USABLE', { readonly exception: string }>
  | Refusal<'ENVELOPE_OVERDRAWN', OfEnvelope & { readonly leftCents: bigint; readonly wantedCents: bigint }>
  /** A file would have the same name as a file of another run. */
  | Refusal<'FILE_NAME_TAKEN', { readonly file: string; readonly run: string }>;

interface RunTotals {
  readonly payments: number;
  readonly totalCents: bigint;
  /** Number of teams left out. */
  readonly leftOut: number;
}

export interface RunChange {
  readonly before: RunTotals;
  readonly now: RunTotals;
}

type RunRefusal =
  | Refusal<'RUN_EXISTS', { readonly run: string }>
  | Refusal<'NO_PREPARED_RUN', { readonly run: string }>
  /** It can no longer be dropped. */
  | Refusal<'RUN_IS_RELEASED', { readonly run: string }>
  | Refusal<'NOTHING_DUE', OfEnvelope & { readonly dueBy: Day; readonly keptApart: KeptApart }>
  | Extract<RunFault, { readonly code: 'NOTHING_PAYABLE' }>
  | Refusal<'RUN_REFUSED', { readonly run: string; readonly faults: readonly RunFault[] }>
  | Refusal<'RUN_CHANGED_SINCE_PREPARED', RunChange & { readonly run: string }>
  | Refusal<'NO_CONFIRMED_DEBTOR', OfEnvelope>;

type AnswerRefusal =
  | Refusal<'UNKNOWN_PAYMENT', { readonly endToEndId: string }>
  | Refusal<
      'ANSWERED_AMOUNT_DIFFERS',
      { readonly endToEndId: string; readonly answeredCents: bigint; readonly releasedCents: bigint }
    >
  | Refusal<'ANSWER_EMPTY'>
  | Refusal<'PAYMENT_ANSWERED_TWICE', { readonly endToEndId: string }>
  /** One answer contains two payments of one item. */
  | Refusal<'ITEM_ANSWERED_TWICE', { readonly endToEndId: string; readonly other: string }>
  | Refusal<'ANSWER_BEFORE_RELEASE', { readonly endToEndId: string; readonly day: Day; readonly releasedOn: Day }>
  | Refusal<'ANSWER_DAY_TO_COME', { readonly endToEndId: string; readonly day: Day; readonly today: Day }>
  | Refusal<'ANSWERED_BY_RELEASER', { readonly by: Person; readonly run: string }>
  /** No file of the bank shows a second debit of the payment that two persons still have to settle. */
  | Refusal<'NOT_DEBITED_TWICE', { readonly endToEndId: string }>
  /** `since`: the payment that paid the item again; null if the item was taken back. */
  | Refusal<'PAYMENT_NO_LONGER_CORRECTED', { readonly endToEndId: string; readonly since: string | null }>;

type CarryOverRefusal =
  /** The command that carries former streams over, one per envelope, must run first. */
  | Refusal<'LEDGER_NOT_CARRIED_OVER', { readonly envelopes: readonly string[] }>
  | Refusal<'NOTHING_TO_CARRY_OVER', NoData>
  /** A program of before wrote to its ledgers after they were carried over. `streams`: with the number of these events. */
  | Refusal<'FORMER_LEDGER_WRITTEN', { readonly streams: readonly FormerStream[] }>
  /** What a program of before wrote since is about something that this ledger has changed itself. */
  | Refusal<'CARRY_OVER_CONTRADICTED', { readonly contradictions: readonly CarryOverContradiction[] }>
  /** The log changed since the code was read. */
  | Refusal<'CARRY_OVER_CHANGED', NoData>;

export type LedgerRefusal =
  | CarryOverRefusal
  | EnvelopeRefusal
  | ExceptionRefusal
  | DebtRefusal
  | Refusal<'HOLD_DAYS_OUT_OF_RANGE', { readonly days: number; readonly daysMax: number }>
  | Refusal<'NO_SUCH_PROPOSAL', { readonly proposal: string }>
  | PostingRefusal
  | RunRefusal
  | AnswerRefusal
  | Refusal<'NO_SUCH_RUN', { readonly run: string }>
  | Refusal<'RUN_NOT_RELEASED', { readonly run: string }>
  | Refusal<'NOTHING_TO_CANCEL', { readonly run: string }>
  | Refusal<'RUN_CANCELLED', { readonly run: string }>
  /** `answers`: how many of its payments and files the bank spoke of. */
  | Refusal<'RUN_ANSWERED', { readonly run: string; readonly answers: number }>
  | Refusal<
      'NO_SUCH_FILE',
      { readonly run: string; readonly file: string | undefined; readonly files: readonly string[] }
    >;

/** The proposal or run has changed since it was read. */
export const changed = errorsOf<LedgerRefusal>('changed');
export const refused = errorsOf<LedgerRefusal>('refused');
/** A command names something that is unknown to the ledger. */
export const unknown = errorsOf<LedgerRefusal>('unknown');
