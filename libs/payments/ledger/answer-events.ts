/** Events of the payment ledger for answers of the bank that move no money. */
import type { Day } from '#libs/kernel/day.ts';
import { cents, day, list, nullable, oneOf, optional, record, text, typed } from '#libs/kernel/field.ts';
import { BOOKING_REFERENCES, type BookingReferences } from '#libs/payments/bank/booking-references.ts';
import { type Posting, POSTING } from '#libs/payments/ledger/posting.ts';
import { type Event, type Upcaster, eventSchema } from '#libs/event-store/typed-event.ts';

/** Why an answer of the bank cannot be right. */
export const CONTRADICTION_CODES = [
  'ANSWER_AMOUNT_DIFFERS',
  'EXECUTED_AND_REJECTED',
  'REJECTED_AFTER_EXECUTION',
  'EXECUTED_AFTER_REJECTION',
  'ANSWERED_AFTER_CANCELLATION',
  'ANSWERED_BEFORE_RELEASE',
  'ANSWERED_ON_A_DAY_TO_COME',
  'DEBITED_TWICE',
  'DEBITED_AFTER_RETURN',
  'RETURNED_AFTER_RECOVERY',
] as const;
export type ContradictionCode = (typeof CONTRADICTION_CODES)[number];

interface OfPayment {
  readonly envelope: string;
  readonly endToEndId: string;
  readonly team: string;
}

/** The bank books a payment that the ledger already returned: the debit, or the credit of a rejected payment. No money moves. */
export type ReturnBooked = Event<
  'ReturnBooked',
  OfPayment & {
    readonly answer: string;
    readonly booked: 'DEBIT' | 'CREDIT';
    /** References of the debit or the credit. */
    readonly references?: BookingReferences | undefined;
  }
>;

/** The bank books a payment that it had reported as executed: the references of that debit. No money moves. */
type PaymentBooked = Event<
  'PaymentBooked',
  OfPayment & { readonly answer: string; readonly references: BookingReferences }
>;

/** The bank credited back the second debit of a payment. The payment stays paid: no money moves, no amount becomes due. */
type SecondDebitReturned = Event<
  'SecondDebitReturned',
  OfPayment & {
    readonly answer: string;
    /** The contradiction that this event ends. */
    readonly contradiction: string;
    readonly reason: string | null;
    readonly references?: BookingReferences | undefined;
  }
>;

/**
 * A team received an amount twice, according to two persons, and owes it. From `due` if an item was paid again although the bank had
 * executed the first payment, from `executed` if the bank debited one payment twice.
 */
export type OverpaymentPosted = Event<
  'OverpaymentPosted',
  OfPayment & {
    readonly period: string;
    /** The decision that the item belongs to. */
    readonly decision: string;
    readonly item: string;
    readonly answer: string;
    readonly recovery: string;
  } & Posting
>;

/** The bank has not decided: its code, known or unknown. */
export type PaymentWaiting = Event<
  'PaymentWaiting',
  OfPayment & { readonly status: string; readonly reason: string | null; readonly detail: string | null }
>;

/** The answer of the bank contradicts the ledger; nothing changes until two persons have said what is true. */
export type AnswerContradicted = Event<
  'AnswerContradicted',
  OfPayment & {
    readonly contradiction: string;
    readonly code: ContradictionCode;
    readonly day: Day | null;
    readonly answeredCents: bigint | null;
    readonly statuses: readonly string[];
    readonly reason: string | null;
    /** References of a second debit. */
    readonly references?: BookingReferences | undefined;
  }
>;

/** A booking of a payment file whose payments are not found yet. */
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
/** The payments of a booking are found. */
export type RunBookingMatched = Event<'RunBookingMatched', { readonly booking: string; readonly file: string }>;

/**
 * The status of a payment according to two persons. RELEASED: it is still at the bank. EXECUTED_TWICE: the team received it twice, and owes
 * one.
 */
export interface TypedEntry {
  readonly endToEndId: string;
  readonly outcome: (typeof TYPED_OUTCOMES)[number];
  /** Day of the bank. */
  readonly day: Day;
  /** The released amount. */
  readonly amountCents: bigint;
  /** The bank's reason. */
  readonly reason: string | null;
  /** Present if the entry comes from a file of the bank. */
  readonly bank?: EntryOfBank | undefined;
}

/** An entry of a file that makes a payment due again. */
export interface EntryOfBank {
  /** Id of the entry: the same file again changes nothing. */
  readonly entry: string;
  readonly detail: string | null;
  readonly booked: BookingReferences | null;
  /** COPY: the credit of a second copy, according to its reason, so the payment stays paid. */
  readonly of: 'PAYMENT' | 'COPY';
}

export const TYPED_OUTCOMES = ['EXECUTED', 'REJECTED', 'RETURNED', 'RELEASED', 'EXECUTED_TWICE'] as const;
/** TYPED: typed by a person, or the correction of an answer. FILE: entries of a file of the bank that make payments due again. */
const ANSWER_SOURCES = ['TYPED', 'FILE'] as const;

/** An answer that counts once a second person confirms it. */
export type AnswerProposed = Event<
  'AnswerProposed',
  {
    readonly answer: string;
    readonly source: (typeof ANSWER_SOURCES)[number];
    readonly entries: readonly TypedEntry[];
    /** The reason of the person who types it; for a file, the name of its message. */
    readonly reason: string;
  }
>;
/** The events it causes follow. A typed answer settles the contradictions about its payments. */
export type AnswerConfirmed = Event<
  'AnswerConfirmed',
  { readonly answer: string; readonly payments: readonly string[] }
>;

/** An earlier answer does not hold: the bank has not decided. */
type PaymentAwaitedAgain = Event<
  'PaymentAwaitedAgain',
  OfPayment & {
    readonly item: string;
    /** The id of the answer, and the entry in it. */
    readonly answer: string;
    readonly reason?: string | undefined;
  } & Posting
>;

export type AnswerEvent =
  | AnswerProposed
  | AnswerConfirmed
  | PaymentAwaitedAgain
  | ReturnBooked
  | PaymentBooked
  | SecondDebitReturned
  | OverpaymentPosted
  | PaymentWaiting
  | AnswerContradicted
  | RunBooked
  | RunBookingMatched;

const OF_PAYMENT = { envelope: text, endToEndId: text, team: text };

const TYPED_ENTRY = record<TypedEntry>({
  endToEndId: text,
  outcome: oneOf(...TYPED_OUTCOMES),
  day,
  amountCents: cents,
  reason: nullable(typed),
  bank: optional(
    record<EntryOfBank>({
      entry: text,
      detail: nullable(text),
      booked: nullable(BOOKING_REFERENCES),
      of: oneOf('PAYMENT', 'COPY'),
    }),
  ),
});

const asTyped: Upcaster = (stored) => ({ ...stored, source: 'TYPED' });
const unchanged: Upcaster = (stored) => stored;

export const ANSWER_SCHEMAS = {
  AnswerProposed: eventSchema(
    2,
    record({ answer: text, source: oneOf(...ANSWER_SOURCES), entries: list(TYPED_ENTRY), reason: typed }),
    { 1: asTyped },
  ),
  AnswerConfirmed: eventSchema(1, record({ answer: text, payments: list(text) })),
  PaymentAwaitedAgain: eventSchema(
    1,
    record<PaymentAwaitedAgain['data']>({
      ...OF_PAYMENT,
      item: text,
      answer: text,
      reason: optional(text),
      ...POSTING,
    }),
  ),
  ReturnBooked: eventSchema(
    2,
    record<ReturnBooked['data']>({
      ...OF_PAYMENT,
      answer: text,
      booked: oneOf('DEBIT', 'CREDIT'),
      references: optional(BOOKING_REFERENCES),
    }),
    { 1: unchanged },
  ),
  PaymentBooked: eventSchema(1, record({ ...OF_PAYMENT, answer: text, references: BOOKING_REFERENCES })),
  SecondDebitReturned: eventSchema(
    1,
    record<SecondDebitReturned['data']>({
      ...OF_PAYMENT,
      answer: text,
      contradiction: text,
      reason: nullable(text),
      references: optional(BOOKING_REFERENCES),
    }),
  ),
  OverpaymentPosted: eventSchema(
    1,
    record({ ...OF_PAYMENT, period: text, decision: text, item: text, answer: text, recovery: text, ...POSTING }),
  ),
  PaymentWaiting: eventSchema(
    1,
    record({ ...OF_PAYMENT, status: text, reason: nullable(text), detail: nullable(text) }),
  ),
  AnswerContradicted: eventSchema(
    2,
    record<AnswerContradicted['data']>({
      ...OF_PAYMENT,
      contradiction: text,
      code: oneOf(...CONTRADICTION_CODES),
      day: nullable(day),
      answeredCents: nullable(cents),
      statuses: list(text),
      reason: nullable(text),
      references: optional(BOOKING_REFERENCES),
    }),
    { 1: unchanged },
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
};
