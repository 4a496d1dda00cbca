/**
 * Events of the payment ledger for changes by two people: terms of envelopes, exceptions, the waiting time of new accounts, demands and
 * repayments. Proposals about runs and answers are in run-events.ts and answer-events.ts.
 */
import type { Day } from '#libs/kernel/day.ts';
import { cents, day, list, nullable, record, text, typed, whole } from '#libs/kernel/field.ts';
import { type Event, eventSchema } from '#libs/event-store/typed-event.ts';
import { EXCEPTION, type ExceptionTerms } from '#libs/payments/ledger/exception-terms.ts';
import { exceedsEnvelope, ofInstallation, second, withoutDay } from '#libs/payments/ledger/former-events.ts';

/** The schemes that an envelope funds, and its maximum amount; from a day until later terms begin. */
export interface EnvelopeTerms {
  /** Null: from the beginning. */
  readonly from: Day | null;
  readonly amountCents: bigint;
  /** Empty when the envelope funds no new decision. */
  readonly schemes: readonly string[];
}

interface OfEnvelope {
  readonly envelope: string;
}

/** `exception` permits terms below the used amount. */
export type EnvelopeProposed = Event<
  'EnvelopeProposed',
  OfEnvelope & { readonly terms: EnvelopeTerms; readonly exception: string | null }
>;
export type EnvelopeConfirmed = Event<
  'EnvelopeConfirmed',
  OfEnvelope & { readonly terms: EnvelopeTerms; readonly exception: string | null }
>;

export type ExceptionProposed = Event<
  'ExceptionProposed',
  { readonly exception: string; readonly terms: ExceptionTerms; readonly reason: string }
>;
export type ExceptionConfirmed = Event<'ExceptionConfirmed', { readonly exception: string }>;
/** One approval exceeded an envelope under this exception. */
export type ExceptionUsed = Event<
  'ExceptionUsed',
  OfEnvelope & { readonly exception: string; readonly usedBy: string }
>;

/** The number of days during which a changed account receives no payment. */
export type AccountHoldProposed = Event<'AccountHoldProposed', { readonly days: number; readonly reason: string }>;
export type AccountHoldConfirmed = Event<'AccountHoldConfirmed', { readonly days: number }>;

/** The debts of a team that left are to be demanded. */
export type DemandProposed = Event<'DemandProposed', OfEnvelope & { readonly team: string }>;
export type DemandTakeBackProposed = Event<
  'DemandTakeBackProposed',
  OfEnvelope & { readonly team: string; readonly reason: string }
>;
export type RepaymentProposed = Event<
  'RepaymentProposed',
  OfEnvelope & {
    readonly team: string;
    readonly receivedCents: bigint;
    readonly receivedOn: Day;
    readonly reference: string;
  }
>;

/** Two people undo the renamed posting of a decision that former logs posted twice. */
export type PostingUndoProposed = Event<
  'PostingUndoProposed',
  { readonly envelope: string; readonly decision: string; readonly reason: string }
>;
/** The next events of the same command reverse its postings. */
type PostingUndone = Event<'PostingUndone', { readonly envelope: string; readonly decision: string }>;

/** A second person refuses a proposal, or its author withdraws it. */
export type ProposalRefused = Event<'ProposalRefused', { readonly proposal: string; readonly reason: string }>;
export type ProposalWithdrawn = Event<'ProposalWithdrawn', { readonly proposal: string }>;

export type ProposalEvent =
  | EnvelopeProposed
  | EnvelopeConfirmed
  | ExceptionProposed
  | ExceptionConfirmed
  | ExceptionUsed
  | AccountHoldProposed
  | AccountHoldConfirmed
  | DemandProposed
  | DemandTakeBackProposed
  | RepaymentProposed
  | PostingUndoProposed
  | PostingUndone
  | ProposalRefused
  | ProposalWithdrawn;

const TERMS = record<EnvelopeTerms>({ from: nullable(day), amountCents: cents, schemes: list(text) });

export const PROPOSAL_SCHEMAS = {
  EnvelopeProposed: second(record({ envelope: typed, terms: TERMS, exception: nullable(typed) }), withoutDay),
  EnvelopeConfirmed: second(record({ envelope: text, terms: TERMS, exception: nullable(text) }), withoutDay),
  ExceptionProposed: second(record({ exception: typed, terms: EXCEPTION, reason: typed }), exceedsEnvelope),
  ExceptionConfirmed: second(record({ exception: text }), ofInstallation),
  ExceptionUsed: eventSchema(1, record({ envelope: text, exception: text, usedBy: text })),
  AccountHoldProposed: eventSchema(1, record({ days: whole, reason: typed })),
  AccountHoldConfirmed: eventSchema(1, record({ days: whole })),
  DemandProposed: eventSchema(1, record({ envelope: text, team: text })),
  DemandTakeBackProposed: eventSchema(1, record({ envelope: text, team: text, reason: typed })),
  RepaymentProposed: eventSchema(
    1,
    record({ envelope: text, team: text, receivedCents: cents, receivedOn: day, reference: typed }),
  ),
  PostingUndoProposed: eventSchema(1, record({ envelope: text, decision: text, reason: typed })),
  PostingUndone: eventSchema(1, record({ envelope: text, decision: text })),
  ProposalRefused: eventSchema(1, record({ proposal: text, reason: typed })),
  ProposalWithdrawn: eventSchema(1, record({ proposal: text })),
};
