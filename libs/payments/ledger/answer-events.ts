/** Events of the payment ledger for what the bank answers beside what it executed and what came back: nothing moves. */
import type { Day } from '#libs/kernel/day.ts';
import { cents, day, list, nullable, oneOf, optional, record, text } from '#libs/kernel/field.ts';
import { type Posting, POSTING } from '#libs/payments/ledger/posting.ts';
import { type Event, eventSchema } from '#libs/event-store/typed-event.ts';

/** Why an answer of the bank cannot be right. */
const CONTRADICTION_CODES = [
  'ANSWER_AMOUNT_DIFFERS',
  'EXECUTED_AND_REJECTED',
  'REJECTED_AFTER_EXECUTION',
  'EXECUTED_AFTER_REJECTION',
  'ANSWERED_AFTER_CANCELLATION',
  'ANSWERED_BEFORE_RELEASE',
  'ANSWERED_ON_A_DAY_TO_COME',
] as const;
export type ContradictionCode = (typeof CONTRADICTION_CODES)[number];

interface OfPayment {
  readonly envelope: string;
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

/** How a payment stands, as two persons say. RELEASED: it is still at the bank. */
export interface TypedEntry {
  readonly endToEndId: string;
  readonly outcome: (typeof TYPED_OUTCOMES)[number];
  /** Day of the bank. */
  readonly day: Day;
  /** As released. */
  readonly amountCents: bigint;
  /** Of the bank. */
  readonly reason: string | null;
}

export const TYPED_OUTCOMES = ['EXECUTED', 'REJECTED', 'RETURNED', 'RELEASED'] as const;

/** An answer that a person typed, or the correction of one; a second person confirms it. */
export type AnswerProposed = Event<
  'AnswerProposed',
  { readonly answer: string; readonly entries: readonly TypedEntry[]; readonly reason: string }
>;
/** What it changes follows; what was contradicted of these payments is settled. */
export type AnswerConfirmed = Event<
  'AnswerConfirmed',
  { readonly answer: string; readonly payments: readonly string[] }
>;

/** It does not stand as an earlier answer said: the bank has not decided. */
export type PaymentAwaitedAgain = Event<
  'PaymentAwaitedAgain',
  OfPayment & {
    readonly item: string;
    /** The answer, and the entry of it. */
    readonly answer: string;
    readonly reason?: string | undefined;
  } & Posting
>;

export type AnswerEvent =
  | AnswerProposed
  | AnswerConfirmed
  | PaymentAwaitedAgain
  | ReturnBooked
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
  reason: nullable(text),
});

export const ANSWER_SCHEMAS = {
  AnswerProposed: eventSchema(1, record({ answer: text, entries: list(TYPED_ENTRY), reason: text })),
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
};
