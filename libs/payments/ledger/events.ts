/**
 * Events of the payment ledger (stream `payment-ledger`): the envelopes that fund the teams, what is due to them, and what is paid.
 * Version 1 is of a former shape, with a stream for each envelope (`ledger-<envelope>`).
 */
import type { Day } from '#libs/kernel/day.ts';
import { type Field, cents, day, list, nullable, oneOf, optional, record, text, whole } from '#libs/kernel/field.ts';
import { PERSON, type Person } from '#libs/event-store/author.ts';
import { type Event, type EventSchema, type Upcaster, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';
import { type BankAccount, BANK_ACCOUNT } from '#libs/payments/accounts/bank-account.ts';
import { type Posting, POSTING } from '#libs/payments/ledger/posting.ts';

/** Why an answer of the bank cannot be right. */
export const CONTRADICTION_CODES = [
  'ANSWER_AMOUNT_DIFFERS',
  'EXECUTED_AND_REJECTED',
  'REJECTED_AFTER_EXECUTION',
  'EXECUTED_AFTER_REJECTION',
  'ANSWERED_BEFORE_RELEASE',
  'ANSWERED_ON_A_DAY_TO_COME',
] as const;
export type ContradictionCode = (typeof CONTRADICTION_CODES)[number];

/** What an envelope funds, and up to which amount; from a day until later terms begin. */
export interface EnvelopeTerms {
  /** Null: from the beginning. */
  readonly from: Day | null;
  readonly amountCents: bigint;
  /** Empty once it funds no new decision. */
  readonly schemes: readonly string[];
}

interface OfEnvelope {
  readonly envelope: string;
}

export type EnvelopeProposed = Event<'EnvelopeProposed', OfEnvelope & { readonly terms: EnvelopeTerms }>;
export type EnvelopeConfirmed = Event<'EnvelopeConfirmed', OfEnvelope & { readonly terms: EnvelopeTerms }>;

/** Lets one run exceed the amount of the envelope. */
export type ExceptionProposed = Event<
  'ExceptionProposed',
  OfEnvelope & { readonly exception: string; readonly ceiling: bigint; readonly reason: string }
>;
export type ExceptionConfirmed = Event<'ExceptionConfirmed', OfEnvelope & { readonly exception: string }>;

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
/** A debt is paid with what is due, also where it is a debt to another envelope. */
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
  /** What the bank adds to it in words. */
  readonly detail?: string | undefined;
}
export type PaymentExecuted = Event<'PaymentExecuted', Settled>;
/** `rejected`: refused before it was debited; `returned`: credited back. */
export type PaymentReturned = Event<'PaymentReturned', Settled & { readonly end: 'rejected' | 'returned' }>;

interface OfPayment extends OfEnvelope {
  readonly endToEndId: string;
  readonly team: string;
}

/** What the bank books for a payment that the ledger has back already: the debit, or the credit of one that it rejected. Nothing moves. */
export type ReturnBooked = Event<
  'ReturnBooked',
  OfPayment & { readonly answer: string; readonly booked: 'DEBIT' | 'CREDIT' }
>;

/** The bank has not decided: its code, known or not. */
export type PaymentWaiting = Event<
  'PaymentWaiting',
  OfPayment & { readonly status: string; readonly reason: string | null; readonly detail: string | null }
>;

/** The bank's answer cannot be right beside what is recorded; nothing changes until two persons have said what is true. */
export type AnswerContradicted = Event<
  'AnswerContradicted',
  OfPayment & {
    readonly contradiction: string;
    readonly code: ContradictionCode;
    readonly day: Day | null;
    readonly answeredCents: bigint | null;
    readonly statuses: readonly string[];
    readonly reason: string | null;
  }
>;

/** A booking of a payment file without its payments, which are not found yet. */
export type RunBooked = Event<
  'RunBooked',
  {
    readonly booking: string;
    /** The name that the file had. */
    readonly file: string;
    readonly outcome: 'EXECUTED' | 'RETURNED';
    readonly bookedCents: bigint;
    readonly status: string;
    readonly reason: string | null;
    readonly detail: string | null;
    readonly reference: string | null;
  }
>;
/** Its payments are found. */
export type RunBookingMatched = Event<'RunBookingMatched', { readonly booking: string; readonly file: string }>;

/** A former stream, and how many events it has. */
export interface FormerStream {
  readonly envelope: string;
  readonly events: number;
}

/** What two former envelopes had under one id. The first keeps it; the other has it under `as`. */
export interface Apart {
  readonly kind: 'decision' | 'run' | 'payment' | 'exception';
  readonly id: string;
  readonly envelope: string;
  readonly keptBy: string;
  readonly as: string;
}

/** The first event of a ledger that goes on from former streams, before their events. */
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
  | EnvelopeProposed
  | EnvelopeConfirmed
  | ExceptionProposed
  | ExceptionConfirmed
  | DecisionPosted
  | DecisionCancelled
  | DuePosted
  | DueReduced
  | RecoveryPosted
  | RecoveryReduced
  | RepaymentDemanded
  | PaymentRunMade
  | SetOff
  | PaymentReleased
  | PaymentExecuted
  | PaymentReturned
  | ReturnBooked
  | PaymentWaiting
  | AnswerContradicted
  | RunBooked
  | RunBookingMatched;

const TERMS = record<EnvelopeTerms>({ from: nullable(day), amountCents: cents, schemes: list(text) });
const SETTLED = {
  envelope: text,
  endToEndId: text,
  item: text,
  team: text,
  answer: text,
  reason: optional(text),
  detail: optional(text),
  ...POSTING,
};
const OF_PAYMENT = { envelope: text, endToEndId: text, team: text };

/** What the streams of the former shape begin with. */
export const FORMER_CATEGORY = 'ledger';

/** The envelope was the name of the stream. */
const fromStream: Upcaster = (stored, stream) => ({
  envelope: stream.slice(FORMER_CATEGORY.length + 1),
  ...stored,
});
/** Terms had no day: they held from the beginning. */
const withoutDay: Upcaster = (stored, stream) => ({
  ...fromStream(stored, stream),
  terms: { from: null, ...(stored['terms'] as object) },
});
const withoutSubmitter: Upcaster = (stored, stream) => ({ ...fromStream(stored, stream), submittedBy: null });
/** What came back before it was executed was said to be returned too. */
const withoutEnd: Upcaster = (stored, stream) => ({
  ...fromStream(stored, stream),
  end: String(stored['debit']).startsWith('executed:') ? 'returned' : 'rejected',
});
/** A debt was set off in its own envelope only. */
const inOneEnvelope: Upcaster = (stored, stream) => {
  const upcast = fromStream(stored, stream);
  return { ...upcast, debtEnvelope: upcast['envelope'] };
};

function second<Data extends object>(fields: Field<Data>, upcast: Upcaster = fromStream): EventSchema<Data> {
  return eventSchema(2, fields, { 1: upcast });
}

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
  EnvelopeProposed: second(record({ envelope: text, terms: TERMS }), withoutDay),
  EnvelopeConfirmed: second(record({ envelope: text, terms: TERMS }), withoutDay),
  ExceptionProposed: second(record({ envelope: text, exception: text, ceiling: cents, reason: text })),
  ExceptionConfirmed: second(record({ envelope: text, exception: text })),
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
  PaymentExecuted: second(record<PaymentExecuted['data']>(SETTLED)),
  PaymentReturned: second(
    record<PaymentReturned['data']>({ ...SETTLED, end: oneOf('rejected', 'returned') }),
    withoutEnd,
  ),
  ReturnBooked: eventSchema(1, record({ ...OF_PAYMENT, answer: text, booked: oneOf('DEBIT', 'CREDIT') })),
  PaymentWaiting: eventSchema(
    1,
    record({ ...OF_PAYMENT, status: text, reason: nullable(text), detail: nullable(text) }),
  ),
  AnswerContradicted: eventSchema(
    1,
    record({
      ...OF_PAYMENT,
      contradiction: text,
      code: oneOf(...CONTRADICTION_CODES),
      day: nullable(day),
      answeredCents: nullable(cents),
      statuses: list(text),
      reason: nullable(text),
    }),
  ),
  RunBooked: eventSchema(
    1,
    record({
      booking: text,
      file: text,
      outcome: oneOf('EXECUTED', 'RETURNED'),
      bookedCents: cents,
      status: text,
      reason: nullable(text),
      detail: nullable(text),
      reference: nullable(text),
    }),
  ),
  RunBookingMatched: eventSchema(1, record({ booking: text, file: text })),
});
