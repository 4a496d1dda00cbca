/** Events of the payment ledger of an envelope (stream `ledger-<envelope>`): what is due to its teams, and what is paid. */
import type { Day } from '#libs/kernel/day.ts';
import { cents, day, list, optional, record, text } from '#libs/kernel/field.ts';
import { PERSON, type Person } from '#libs/event-store/author.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';
import { type BankAccount, BANK_ACCOUNT } from '#libs/payments/accounts/bank-account.ts';
import { type Posting, POSTING } from '#libs/payments/ledger/posting.ts';

/** What an envelope funds, and up to which amount. */
export interface EnvelopeTerms {
  readonly amountCents: bigint;
  readonly schemes: readonly string[];
}

export type EnvelopeProposed = Event<'EnvelopeProposed', { readonly terms: EnvelopeTerms }>;
export type EnvelopeConfirmed = Event<'EnvelopeConfirmed', { readonly terms: EnvelopeTerms }>;

/** Lets one run exceed the amount of the envelope. */
export type ExceptionProposed = Event<
  'ExceptionProposed',
  { readonly exception: string; readonly ceiling: bigint; readonly reason: string }
>;
export type ExceptionConfirmed = Event<'ExceptionConfirmed', { readonly exception: string }>;

/** An approved statement or regularisation reached the ledger. */
export type DecisionPosted = Event<
  'DecisionPosted',
  { readonly decision: string; readonly team: string; readonly period: string }
>;
type DecisionCancelled = Event<'DecisionCancelled', { readonly decision: string }>;

/** An instalment or a credit of a decision. */
export type DuePosted = Event<
  'DuePosted',
  {
    readonly team: string;
    readonly period: string;
    readonly decision: string;
    readonly dueOn: Day;
    readonly approvedBy: Person;
    readonly item: string;
  } & Posting
>;
/** `because` is the decision that took it back, or `withdrawn`. */
export type DueReduced = Event<'DueReduced', { readonly item: string; readonly because: string } & Posting>;

/** An amount that a decision takes back after the team received it. */
export type RecoveryPosted = Event<
  'RecoveryPosted',
  { readonly team: string; readonly period: string; readonly decision: string; readonly recovery: string } & Posting
>;
export type RecoveryReduced = Event<
  'RecoveryReduced',
  { readonly recovery: string; readonly because: string } & Posting
>;
export type RepaymentDemanded = Event<
  'RepaymentDemanded',
  { readonly recovery: string; readonly team: string } & Posting
>;

export type PaymentRunMade = Event<
  'PaymentRunMade',
  {
    readonly id: string;
    readonly executionDay: Day;
    readonly debtor: BankAccount;
    /** End-to-end ids. */
    readonly payments: readonly string[];
    readonly exception?: string | undefined;
  }
>;
/** A debt is paid with what is due. */
export type SetOff = Event<
  'SetOff',
  { readonly run: string; readonly item: string; readonly recovery: string } & Posting
>;
export type PaymentReleased = Event<
  'PaymentReleased',
  {
    readonly run: string;
    readonly endToEndId: string;
    readonly item: string;
    readonly team: string;
    readonly period: string;
    readonly payee: BankAccount;
  } & Posting
>;

interface Settled extends Posting {
  readonly endToEndId: string;
  readonly item: string;
  readonly team: string;
  /** The entry of the answer of the bank. */
  readonly answer: string;
  readonly reason?: string | undefined;
}
export type PaymentExecuted = Event<'PaymentExecuted', Settled>;
export type PaymentReturned = Event<'PaymentReturned', Settled>;

export type LedgerEvent =
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
  | PaymentReturned;

const TERMS = record<EnvelopeTerms>({ amountCents: cents, schemes: list(text) });
const SETTLED = record<Settled>({
  endToEndId: text,
  item: text,
  team: text,
  answer: text,
  reason: optional(text),
  ...POSTING,
});

export const LEDGER_EVENTS = eventCodec<LedgerEvent>({
  EnvelopeProposed: eventSchema(1, record({ terms: TERMS })),
  EnvelopeConfirmed: eventSchema(1, record({ terms: TERMS })),
  ExceptionProposed: eventSchema(1, record({ exception: text, ceiling: cents, reason: text })),
  ExceptionConfirmed: eventSchema(1, record({ exception: text })),
  DecisionPosted: eventSchema(1, record({ decision: text, team: text, period: text })),
  DecisionCancelled: eventSchema(1, record({ decision: text })),
  DuePosted: eventSchema(
    1,
    record({ team: text, period: text, decision: text, dueOn: day, approvedBy: PERSON, item: text, ...POSTING }),
  ),
  DueReduced: eventSchema(1, record({ item: text, because: text, ...POSTING })),
  RecoveryPosted: eventSchema(1, record({ team: text, period: text, decision: text, recovery: text, ...POSTING })),
  RecoveryReduced: eventSchema(1, record({ recovery: text, because: text, ...POSTING })),
  RepaymentDemanded: eventSchema(1, record({ recovery: text, team: text, ...POSTING })),
  PaymentRunMade: eventSchema(
    1,
    record<PaymentRunMade['data']>({
      id: text,
      executionDay: day,
      debtor: BANK_ACCOUNT,
      payments: list(text),
      exception: optional(text),
    }),
  ),
  SetOff: eventSchema(1, record({ run: text, item: text, recovery: text, ...POSTING })),
  PaymentReleased: eventSchema(
    1,
    record({ run: text, endToEndId: text, item: text, team: text, period: text, payee: BANK_ACCOUNT, ...POSTING }),
  ),
  PaymentExecuted: eventSchema(1, SETTLED),
  PaymentReturned: eventSchema(1, SETTLED),
});
