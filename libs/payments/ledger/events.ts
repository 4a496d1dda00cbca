/**
 * Events of the payment ledger (stream `payment-ledger`): the envelopes that fund the teams, the due amounts, and the payments. Version 1
 * belongs to the former ledgers, one stream per envelope (`ledger-<envelope>`).
 */
import type { Day } from '#libs/kernel/day.ts';
import { day, list, nullable, oneOf, optional, record, text, whole } from '#libs/kernel/field.ts';
import { PERSON, type Person } from '#libs/event-store/author.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';
import { type BankAccount, BANK_ACCOUNT } from '#libs/payments/accounts/bank-account.ts';
import { BOOKING_REFERENCES, type BookingReferences } from '#libs/payments/bank/booking-references.ts';
import { ANSWER_SCHEMAS, type AnswerEvent } from '#libs/payments/ledger/answer-events.ts';
import { inOneEnvelope, second, third, withoutEnd, withoutSubmitter } from '#libs/payments/ledger/former-events.ts';
import { PROPOSAL_SCHEMAS, type ProposalEvent } from '#libs/payments/ledger/proposal-events.ts';
import { RUN_SCHEMAS, type RunEvent } from '#libs/payments/ledger/run-events.ts';
import { type Posting, POSTING } from '#libs/payments/ledger/posting.ts';

interface OfEnvelope {
  readonly envelope: string;
}

/** An approved statement or regularisation reached the ledger. */
export type DecisionPosted = Event<
  'DecisionPosted',
  OfEnvelope & { readonly decision: string; readonly team: string; readonly period: string }
>;
type DecisionCancelled = Event<'DecisionCancelled', OfEnvelope & { readonly decision: string }>;

/** An instalment or a credit of a decision. */
export type DuePosted = Event<
  'DuePosted',
  OfEnvelope & {
    readonly team: string;
    readonly period: string;
    readonly decision: string;
    readonly dueOn: Day;
    /** Null in old logs. */
    readonly submittedBy: Person | null;
    readonly approvedBy: Person;
    readonly item: string;
  } & Posting
>;
/** `because` is the decision that took it back, or `withdrawn`. */
export type DueReduced = Event<
  'DueReduced',
  OfEnvelope & { readonly item: string; readonly because: string } & Posting
>;

/** An amount that a decision takes back after the team received it. */
export type RecoveryPosted = Event<
  'RecoveryPosted',
  OfEnvelope & {
    readonly team: string;
    readonly period: string;
    readonly decision: string;
    readonly recovery: string;
  } & Posting
>;
export type RecoveryReduced = Event<
  'RecoveryReduced',
  OfEnvelope & { readonly recovery: string; readonly because: string } & Posting
>;
export type RepaymentDemanded = Event<
  'RepaymentDemanded',
  OfEnvelope & { readonly recovery: string; readonly team: string } & Posting
>;

/** A demand is dropped: the debt is set off again when the team is paid. */
export type DemandTakenBack = Event<
  'DemandTakenBack',
  OfEnvelope & { readonly recovery: string; readonly team: string } & Posting
>;
/** The team paid back. */
export type RepaymentReceived = Event<
  'RepaymentReceived',
  OfEnvelope & { readonly recovery: string; readonly team: string; readonly reference: string } & Posting
>;

/** A run of an earlier program, released without preparation. */
export type PaymentRunMade = Event<
  'PaymentRunMade',
  OfEnvelope & {
    readonly id: string;
    readonly executionDay: Day;
    readonly debtor: BankAccount;
    /** End-to-end ids. */
    readonly payments: readonly string[];
    readonly exception?: string | undefined;
  }
>;
/** A debt is paid with a due amount, also a debt to another envelope. */
export type SetOff = Event<
  'SetOff',
  OfEnvelope & {
    readonly run: string;
    readonly item: string;
    readonly debtEnvelope: string;
    readonly recovery: string;
  } & Posting
>;
export type PaymentReleased = Event<
  'PaymentReleased',
  OfEnvelope & {
    readonly run: string;
    readonly endToEndId: string;
    readonly item: string;
    readonly team: string;
    readonly period: string;
    readonly payee: BankAccount;
  } & Posting
>;

interface Settled extends OfEnvelope, Posting {
  readonly endToEndId: string;
  readonly item: string;
  readonly team: string;
  /** The entry of the answer of the bank. */
  readonly answer: string;
  readonly reason?: string | undefined;
  /** The bank's own words about the reason. */
  readonly detail?: string | undefined;
  /** References of the debit or the credit; absent if the bank reported it without a booking, or if people typed it. */
  readonly booked?: BookingReferences | undefined;
  /** The item was paid again or taken back meanwhile: only the debt of the team changes, not the item. */
  readonly amountOf?: 'OVERPAYMENT' | undefined;
}
export type PaymentExecuted = Event<'PaymentExecuted', Settled>;
/** `rejected`: refused before it was debited; `returned`: credited back. */
export type PaymentReturned = Event<'PaymentReturned', Settled & { readonly end: 'rejected' | 'returned' }>;

/** A former stream, and the number of its events. */
export interface FormerStream {
  readonly envelope: string;
  readonly events: number;
}

/** An id that two former envelopes, or one and the ledger itself, both used. The first keeps it; the other one is renamed to `as`. */
export interface Apart {
  readonly kind: 'decision' | 'run' | 'payment' | 'exception';
  readonly id: string;
  readonly envelope: string;
  readonly keptBy: string;
  readonly as: string;
}

/** Begins a ledger that continues former streams, before their events; or takes up what a former program wrote since. */
export type LedgerCarriedOver = Event<
  'LedgerCarriedOver',
  {
    readonly streams: readonly FormerStream[];
    /** How many follow. */
    readonly events: number;
    readonly apart: readonly Apart[];
  }
>;

export type LedgerEvent =
  | LedgerCarriedOver
  | ProposalEvent
  | DecisionPosted
  | DecisionCancelled
  | DuePosted
  | DueReduced
  | RecoveryPosted
  | RecoveryReduced
  | RepaymentDemanded
  | DemandTakenBack
  | RepaymentReceived
  | PaymentRunMade
  | SetOff
  | PaymentReleased
  | PaymentExecuted
  | PaymentReturned
  | RunEvent
  | AnswerEvent;

const SETTLED = {
  envelope: text,
  endToEndId: text,
  item: text,
  team: text,
  answer: text,
  reason: optional(text),
  detail: optional(text),
  booked: optional(BOOKING_REFERENCES),
  amountOf: optional(oneOf('OVERPAYMENT')),
  ...POSTING,
};

export const LEDGER_EVENTS = eventCodec<LedgerEvent>({
  LedgerCarriedOver: eventSchema(
    1,
    record({
      streams: list(record<FormerStream>({ envelope: text, events: whole })),
      events: whole,
      apart: list(
        record<Apart>({
          kind: oneOf('decision', 'run', 'payment', 'exception'),
          id: text,
          envelope: text,
          keptBy: text,
          as: text,
        }),
      ),
    }),
  ),
  ...PROPOSAL_SCHEMAS,
  DecisionPosted: second(record({ envelope: text, decision: text, team: text, period: text })),
  DecisionCancelled: second(record({ envelope: text, decision: text })),
  DuePosted: second(
    record({
      envelope: text,
      team: text,
      period: text,
      decision: text,
      dueOn: day,
      submittedBy: nullable(PERSON),
      approvedBy: PERSON,
      item: text,
      ...POSTING,
    }),
    withoutSubmitter,
  ),
  DueReduced: second(record({ envelope: text, item: text, because: text, ...POSTING })),
  RecoveryPosted: second(
    record({ envelope: text, team: text, period: text, decision: text, recovery: text, ...POSTING }),
  ),
  RecoveryReduced: second(record({ envelope: text, recovery: text, because: text, ...POSTING })),
  RepaymentDemanded: second(record({ envelope: text, recovery: text, team: text, ...POSTING })),
  DemandTakenBack: eventSchema(1, record({ envelope: text, recovery: text, team: text, ...POSTING })),
  RepaymentReceived: eventSchema(
    1,
    record({ envelope: text, recovery: text, team: text, reference: text, ...POSTING }),
  ),
  PaymentRunMade: second(
    record<PaymentRunMade['data']>({
      envelope: text,
      id: text,
      executionDay: day,
      debtor: BANK_ACCOUNT,
      payments: list(text),
      exception: optional(text),
    }),
  ),
  SetOff: second(
    record({ envelope: text, run: text, item: text, debtEnvelope: text, recovery: text, ...POSTING }),
    inOneEnvelope,
  ),
  PaymentReleased: second(
    record({
      envelope: text,
      run: text,
      endToEndId: text,
      item: text,
      team: text,
      period: text,
      payee: BANK_ACCOUNT,
      ...POSTING,
    }),
  ),
  PaymentExecuted: third(record<PaymentExecuted['data']>(SETTLED)),
  PaymentReturned: third(
    record<PaymentReturned['data']>({ ...SETTLED, end: oneOf('rejected', 'returned') }),
    withoutEnd,
  ),
  ...RUN_SCHEMAS,
  ...ANSWER_SCHEMAS,
});
