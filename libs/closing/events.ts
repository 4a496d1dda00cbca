/**
 * Events of close-outs, stream `closings`: a team, or a whole scheme, is closed as known on a last day, with a final statement over its
 * years and its open items. One stream for all: each subject is closed once, and a scheme closes its teams.
 */
import { cents, day, list, nullable, oneOf, record, text, typed, whole } from '#libs/kernel/field.ts';
import type { Day } from '#libs/kernel/day.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';

export const CLOSING_KINDS = ['TEAM', 'SCHEME'] as const;

export interface ClosingSubject {
  readonly kind: (typeof CLOSING_KINDS)[number];
  /** A team, or a scheme. */
  readonly name: string;
}

/**
 * The obstacles to a close-out. Of periods: STILL_IN (the team is in on the last day, and the text has not ended), UNDECIDED, SUBMITTED,
 * DRAFTED, DIFFERS (a calculation as known on the last day gives another amount), NOT_POSTED. Of money: DUE, AT_BANK, CONTRADICTED (an answer
 * of the bank contradicts the payment), ANSWER_PROPOSED (an answer about the payment waits for a second person), DEBT, DEMANDED, ENVELOPE
 * (it still funds the scheme after the last day).
 */
export const PERIOD_OPEN = ['STILL_IN', 'UNDECIDED', 'SUBMITTED', 'DRAFTED', 'DIFFERS', 'NOT_POSTED'] as const;
const MONEY_OPEN = ['DUE', 'AT_BANK', 'CONTRADICTED', 'ANSWER_PROPOSED', 'DEBT', 'DEMANDED', 'ENVELOPE'] as const;
export const OPEN_KINDS = [...PERIOD_OPEN, ...MONEY_OPEN] as const;

export interface CloseOutItem {
  readonly kind: (typeof OPEN_KINDS)[number];
  /** `PEPS-01 2025-Q4`, the reference of a payment, the name of an envelope. */
  readonly of: string;
  readonly amountCents: bigint | null;
}

/** The decided amounts of the periods of a year. */
export interface ClosedYear {
  readonly year: number;
  readonly periods: number;
  readonly decidedCents: bigint;
  /** The part of it from regularisations. */
  readonly regularisedCents: bigint;
}

/** The final statement. */
export interface CloseOut extends ClosingSubject {
  /** Everything is regularised as known on this day. */
  readonly lastDay: Day;
  readonly teams: readonly string[];
  readonly years: readonly ClosedYear[];
  readonly decidedCents: bigint;
  /** Executed by the bank, also a second debit of one payment. */
  readonly paidCents: bigint;
  /** What was set off or repaid of debts, also of those that are not settled yet. */
  readonly recoveredCents: bigint;
  readonly open: readonly CloseOutItem[];
}

interface Reasoned extends CloseOut {
  readonly reason: string;
}

interface Settled extends ClosingSubject {
  readonly reason: string;
}

type ClosingProposed = Event<'ClosingProposed', Reasoned>;
type ClosingConfirmed = Event<'ClosingConfirmed', Reasoned>;
type ClosingRefused = Event<'ClosingRefused', Settled>;
type ClosingWithdrawn = Event<'ClosingWithdrawn', ClosingSubject>;
/** Two people open it again: proposed, then confirmed. */
type ReopeningProposed = Event<'ReopeningProposed', Settled>;
type ReopeningConfirmed = Event<'ReopeningConfirmed', Settled>;

export type ClosingEvent =
  | ClosingProposed
  | ClosingConfirmed
  | ClosingRefused
  | ClosingWithdrawn
  | ReopeningProposed
  | ReopeningConfirmed;

const SUBJECT = { kind: oneOf(...CLOSING_KINDS), name: text };

const CLOSE_OUT = record<Reasoned>({
  ...SUBJECT,
  lastDay: day,
  teams: list(text),
  years: list(record<ClosedYear>({ year: whole, periods: whole, decidedCents: cents, regularisedCents: cents })),
  decidedCents: cents,
  paidCents: cents,
  recoveredCents: cents,
  open: list(record<CloseOutItem>({ kind: oneOf(...OPEN_KINDS), of: text, amountCents: nullable(cents) })),
  reason: typed,
});

const SETTLED = record<Settled>({ ...SUBJECT, reason: typed });

export const CLOSING_EVENTS = eventCodec<ClosingEvent>({
  ClosingProposed: eventSchema(1, CLOSE_OUT),
  ClosingConfirmed: eventSchema(1, CLOSE_OUT),
  ClosingRefused: eventSchema(1, SETTLED),
  ClosingWithdrawn: eventSchema(1, record<ClosingSubject>(SUBJECT)),
  ReopeningProposed: eventSchema(1, SETTLED),
  ReopeningConfirmed: eventSchema(1, SETTLED),
});
