/**
 * The books of a distrustful accountant: the decisions, payments, debts and people of the log, folded without any of the product's code.
 */
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { memoised } from '#libs/kernel/memo.ts';
import type { Fields, ReadEvent } from '#test/simulation/books/read-event.ts';

export interface Approval {
  readonly id: string;
  readonly team: string;
  readonly period: string;
  readonly number: number;
  readonly submittedBy: string;
  readonly approvedBy: string;
  /** ISO 8601 instant. */
  readonly approvedAt: string;
  /** The total of granted and taken-back amounts. */
  readonly cents: bigint;
  isWithdrawn: boolean;
}

export interface PostedDecision {
  readonly id: string;
  readonly envelope: string;
  /** How often it was posted. */
  times: number;
  isCancelled: boolean;
  dueCents: bigint;
  reducedCents: bigint;
  recoverCents: bigint;
}

export interface Item {
  readonly id: string;
  readonly decision: string;
  readonly envelope: string;
  readonly team: string;
  readonly decidedCents: bigint;
  /** Days, as the log writes them. */
  readonly dueOn: string;
  times: number;
  reducedCents: bigint;
  setOffCents: bigint;
  /** Paid again before a payment of it turned out to be executed: owed back. */
  overpaidCents: bigint;
  readonly payments: string[];
}

export interface Payment {
  readonly id: string;
  readonly item: string;
  readonly run: string;
  readonly envelope: string;
  readonly team: string;
  readonly cents: bigint;
  readonly iban: string;
  times: number;
  status: 'waiting' | 'executed' | 'returned' | 'cancelled';
}

export interface Debt {
  readonly id: string;
  readonly envelope: string;
  readonly decision: string;
  readonly cents: bigint;
  setOffCents: bigint;
  demandedCents: bigint;
  takenBackCents: bigint;
  droppedCents: bigint;
  repaidCents: bigint;
  /** For a double payment: the item that was paid again, or undefined if the bank debited one payment twice. */
  readonly item?: string | undefined;
}

export interface Run {
  readonly id: string;
  readonly envelope: string;
  readonly releasedBy: string;
  readonly releasedAt: string;
  readonly executionDay: string;
  readonly exceptions: readonly string[];
  readonly debtor: string;
  readonly payments: readonly string[];
  readonly digests: readonly string[];
  /** A run of a former log: it was not prepared, and none of its files is kept. */
  readonly isFormer: boolean;
  times: number;
}

export interface Account {
  readonly iban: string;
  readonly proposedBy: string;
  readonly confirmedBy: string;
  /** ISO 8601 instant. */
  readonly confirmedAt: string;
}

interface Proposed {
  readonly content: string;
  readonly by: string;
}

export interface Terms {
  readonly from: string;
  readonly cents: bigint;
  readonly schemes: readonly string[];
}

/** A confirmation, with the proposal that it confirms. */
export interface Confirmation {
  readonly subject: string;
  readonly position: number;
  readonly proposedBy: string | undefined;
  readonly confirmedBy: string;
  /** Whether it confirms the last proposal. */
  readonly isWhatWasProposed: boolean;
}

/** An answer that two people typed. */
export interface TypedAnswer {
  readonly answer: string;
  readonly payments: readonly string[];
  readonly proposedBy: string;
  readonly confirmedBy: string;
}

/** A return that a file announced and a second person confirmed. */
export interface ConfirmedReturns extends TypedAnswer {
  /** ISO 8601 instant. */
  readonly at: string;
}

/** A log of the former program, or its carried-over part: events, and cents by envelope and account. */
export interface FormerBooks {
  events: number;
  readonly cents: Map<string, bigint>;
}

export interface Use {
  readonly exception: string;
  readonly envelope: string;
  readonly by: 'commitment' | 'run' | 'terms';
  readonly name: string;
}

/** A payment that is due again. */
export interface MadeDue {
  readonly payment: string;
  /** How it stood before. */
  readonly from: Payment['status'];
  readonly end: string;
  readonly by: string;
  readonly releasedBy: string;
  /** The person who proposed the answer that a second person confirmed; undefined if nobody did. */
  readonly proposedBy: string | undefined;
}

export class Books {
  position = 0;
  /** The day in France, as in the log: requested after each step. */
  readonly dayOf = memoised((instant: string) => dayText(dayOfInstant(instant)));
  readonly approvals = new Map<string, Approval>();
  readonly decisions = new Map<string, PostedDecision>();
  readonly items = new Map<string, Item>();
  readonly payments = new Map<string, Payment>();
  readonly debts = new Map<string, Debt>();
  readonly runs = new Map<string, Run>();
  /** Keyed by side and holder: the account in force. */
  readonly accounts = new Map<string, Account>();
  /** The days that an account which changed is held now. */
  holdDays = 30;
  /** Keyed by end-to-end id: the hold when the payment was released. */
  readonly heldFor = new Map<string, number>();
  /** Keyed by end-to-end id: the account in force when the payment was released. */
  readonly released = new Map<string, Account>();
  readonly confirmations: Confirmation[] = [];
  readonly typed: TypedAnswer[] = [];
  /** Confirmed answers, typed or of a file. */
  readonly answers: ConfirmedReturns[] = [];
  readonly madeDue: MadeDue[] = [];
  /** Answers that are proposed, by name. */
  readonly sources = new Map<string, string>();
  /** Payments that turned out to be executed after their item was paid again. */
  readonly overpaid = new Set<string>();
  /** Keyed by envelope: cents that the bank debited twice and teams owe. */
  readonly debitedTwice = new Map<string, bigint>();
  /** Keyed by envelope: the confirmed terms. */
  readonly terms = new Map<string, Terms[]>();
  /** The terms of the confirmed exceptions. */
  readonly exceptions = new Map<string, Fields>();
  /** Keyed by exception of an account: the account of the team at the confirmation, and its instant. */
  readonly excepted = new Map<string, { readonly iban: string; readonly at: string }>();
  readonly uses: Use[] = [];
  readonly former: FormerBooks = { events: 0, cents: new Map() };
  readonly carried: FormerBooks = { events: 0, cents: new Map() };
  /** Decisions that a former log posted to two envelopes, by the name that is kept apart. */
  readonly apart = new Map<string, string>();
  /** Changes by decisions in an envelope that they were not posted to. */
  readonly strays: string[] = [];
  /** Keyed by envelope, then by account: debits less credits. */
  readonly balances = new Map<string, Map<string, bigint>>();
  /** For each event: when the command was given and when it was recorded. */
  readonly times: { readonly position: number; readonly recordedAt: string; readonly at: string | undefined }[] = [];
  readonly proposals = new Map<string, Proposed>();
  readonly submissions = new Map<string, { readonly by: string; readonly cents: bigint; readonly number: number }>();
}

/** The approval of a posted decision. */
export function approvalOf({ approvals, apart }: Books, decision: string): Approval | undefined {
  return approvals.get(apart.get(decision) ?? decision);
}

/** The terms of an envelope on the day of an instant. */
export function termsOn(books: Books, envelope: string, instant: string): Terms | undefined {
  const day = books.dayOf(instant);
  return books.terms.get(envelope)?.findLast(({ from }) => from <= day);
}

/** The money that an event moves: one posting, or two between envelopes. */
export interface Moved {
  readonly envelope: string;
  readonly debit: string;
  readonly credit: string;
  readonly cents: bigint;
}

export function movedBy({ data }: ReadEvent): readonly Moved[] {
  if (!data.has('debit')) return [];
  const [envelope, debit, credit] = [data.text('envelope'), data.text('debit'), data.text('credit')];
  const cents = data.cents('amountCents');
  const debtEnvelope = data.has('debtEnvelope') ? data.text('debtEnvelope') : envelope;
  if (debtEnvelope === envelope) return [{ envelope, debit, credit, cents }];
  return [
    { envelope, debit, credit: `between:${debtEnvelope}`, cents },
    { envelope: debtEnvelope, debit: `between:${envelope}`, credit, cents },
  ];
}
