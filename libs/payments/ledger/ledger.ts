/**
 * The payment ledger of an envelope: every posting of the teams it funds, in one stream, the only authority for payment. Each
 * posting moves one amount from one account to another, so that the ledger is balanced by construction.
 */
import { type Day, dayFromText } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import { madeBy } from '#libs/commands/command-stream.ts';
import type { Person } from '#libs/commands/person.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';

/** charges: what teams cost; due, released, executed: what is owed, sent to the bank, paid; to-recover, demanded: what teams owe. */
export type AccountKind = 'charges' | 'due' | 'released' | 'executed' | 'to-recover' | 'demanded';
export type Account = `${AccountKind}:${string}`;

export function account(kind: AccountKind, team: string): Account {
  return `${kind}:${team}`;
}

export interface Posting {
  readonly debit: Account;
  readonly credit: Account;
  /** Always > 0. */
  readonly amountCents: bigint;
}

/** One instalment or credit of a decision. */
export interface Item {
  readonly id: string;
  readonly team: string;
  readonly period: string;
  readonly decision: string;
  readonly dueOn: Day;
  readonly approvedBy: Person;
  /** Still to release, after reductions and set-offs. */
  readonly dueCents: bigint;
  /** Payments made for it, a returned one included. */
  readonly attempts: number;
}

export interface Recovery {
  readonly id: string;
  readonly team: string;
  readonly period: string;
  readonly decision: string;
  /** Still to recover. */
  readonly leftCents: bigint;
}

export interface Payment {
  readonly endToEndId: string;
  readonly item: string;
  readonly team: string;
  readonly period: string;
  readonly run: string;
  readonly amountCents: bigint;
  readonly payee: Payee;
  readonly status: 'RELEASED' | 'EXECUTED' | 'RETURNED';
}

export interface Payee {
  readonly name: string;
  readonly iban: string;
  readonly bic: string;
}

export interface Run {
  readonly id: string;
  readonly by: Person;
  readonly at: string;
  readonly executionDay: Day;
  readonly debtor: Payee;
  readonly payments: readonly string[];
}

export interface Exception {
  readonly id: string;
  readonly amountCents: bigint;
  readonly reason: string;
  readonly proposedBy: Person;
  readonly confirmedBy: Person | undefined;
  readonly usedBy: string | undefined;
}

export interface EnvelopeTerms {
  readonly amountCents: bigint;
  readonly schemes: readonly string[];
}

export interface Ledger {
  readonly envelope: string;
  readonly terms: EnvelopeTerms | undefined;
  readonly proposedTerms: { readonly terms: EnvelopeTerms; readonly by: Person } | undefined;
  readonly items: ReadonlyMap<string, Item>;
  /** What each item, and each recovery, was when it was posted. */
  readonly originalCents: ReadonlyMap<string, bigint>;
  readonly recoveries: ReadonlyMap<string, Recovery>;
  readonly payments: ReadonlyMap<string, Payment>;
  readonly runs: ReadonlyMap<string, Run>;
  readonly exceptions: ReadonlyMap<string, Exception>;
  /** Decisions that have reduced what was due by another. */
  readonly reducers: ReadonlySet<string>;
  /** Decisions posted, and of these the ones cancelled. */
  readonly posted: ReadonlySet<string>;
  readonly cancelled: ReadonlySet<string>;
  /** Entries of the bank's answers already taken in. */
  readonly answers: ReadonlySet<string>;
  /** Debits minus credits. */
  readonly balances: ReadonlyMap<Account, bigint>;
}

/** The maps are changed in place while events are folded; nobody else holds them then. */
type Mutable<T> = {
  -readonly [K in keyof T]: T[K] extends ReadonlyMap<infer A, infer B>
    ? Map<A, B>
    : T[K] extends ReadonlySet<infer C>
      ? Set<C>
      : T[K];
};

export function emptyLedger(envelope: string): Ledger {
  return {
    envelope,
    terms: undefined,
    proposedTerms: undefined,
    items: new Map(),
    originalCents: new Map(),
    recoveries: new Map(),
    payments: new Map(),
    runs: new Map(),
    exceptions: new Map(),
    reducers: new Set(),
    posted: new Set(),
    cancelled: new Set(),
    answers: new Set(),
    balances: new Map(),
  };
}

export function evolveLedger(state: Ledger, event: RecordedEvent): Ledger {
  const ledger = state as Mutable<Ledger>;
  const content = parse(event.data);
  post(ledger, content);
  const change = CHANGES[event.type];
  if (change === undefined) throw new RangeError(`${event.type} is not an event of a ledger`);
  change(ledger, content, event);
  return ledger;
}

type Content = Record<string, unknown>;

const AMOUNTS = new Set(['amountCents']);
const DAYS = new Set(['dueOn', 'executionDay']);

function parse(data: string): Content {
  return JSON.parse(data, (key, value: unknown) => {
    if (typeof value !== 'string') return value;
    return AMOUNTS.has(key) ? BigInt(value) : DAYS.has(key) ? dayFromText(value) : value;
  }) as Content;
}

function post(ledger: Mutable<Ledger>, content: Content): void {
  const { debit, credit, amountCents } = content as unknown as Partial<Posting>;
  if (debit === undefined || credit === undefined || amountCents === undefined) return;
  ledger.balances.set(debit, (ledger.balances.get(debit) ?? 0n) + amountCents);
  ledger.balances.set(credit, (ledger.balances.get(credit) ?? 0n) - amountCents);
}

function personOf(event: RecordedEvent): Person {
  const meta = madeBy(event);
  if (meta === undefined) throw new RangeError(`event ${event.position} says not who made it`);
  return meta.by;
}

function changeItem(ledger: Mutable<Ledger>, id: string, change: (item: Item) => Partial<Item>): void {
  const item = ledger.items.get(id);
  if (item === undefined) throw new RangeError(`the ledger has no item ${id}`);
  ledger.items.set(id, { ...item, ...change(item) });
}

function changeRecovery(ledger: Mutable<Ledger>, id: string, byCents: bigint): void {
  const recovery = ledger.recoveries.get(id);
  if (recovery === undefined) throw new RangeError(`the ledger has no recovery ${id}`);
  ledger.recoveries.set(id, { ...recovery, leftCents: recovery.leftCents + byCents });
}

function changePayment(ledger: Mutable<Ledger>, endToEndId: string, status: Payment['status']): Payment {
  const payment = ledger.payments.get(endToEndId);
  if (payment === undefined) throw new RangeError(`the ledger has no payment ${endToEndId}`);
  ledger.payments.set(endToEndId, { ...payment, status });
  return payment;
}

const CHANGES: Readonly<Record<string, (ledger: Mutable<Ledger>, content: Content, event: RecordedEvent) => void>> = {
  EnvelopeProposed: (ledger, { terms }, event) => {
    ledger.proposedTerms = { terms: terms as EnvelopeTerms, by: personOf(event) };
  },
  EnvelopeConfirmed: (ledger, { terms }) => {
    ledger.terms = terms as EnvelopeTerms;
    ledger.proposedTerms = undefined;
  },
  DecisionPosted: (ledger, { decision }) => {
    ledger.posted.add(decision as string);
  },
  DecisionCancelled: (ledger, { decision }) => {
    ledger.cancelled.add(decision as string);
  },
  DuePosted: (ledger, content) => {
    const { item, team, period, decision, dueOn, approvedBy, amountCents } = content as unknown as Omit<Item, 'id'> & {
      item: string;
      amountCents: bigint;
    };
    ledger.items.set(item, { id: item, team, period, decision, dueOn, approvedBy, dueCents: amountCents, attempts: 0 });
    ledger.originalCents.set(item, amountCents);
  },
  DueReduced: (ledger, { item, because, amountCents }) => {
    ledger.reducers.add(because as string);
    changeItem(ledger, item as string, ({ dueCents }) => ({ dueCents: dueCents - (amountCents as bigint) }));
  },
  RecoveryPosted: (ledger, content) => {
    const { recovery, team, period, decision, amountCents } = content as unknown as Omit<Recovery, 'id'> & {
      recovery: string;
      amountCents: bigint;
    };
    ledger.recoveries.set(recovery, { id: recovery, team, period, decision, leftCents: amountCents });
    ledger.originalCents.set(recovery, amountCents);
  },
  RecoveryReduced: (ledger, { recovery, amountCents }) => {
    changeRecovery(ledger, recovery as string, -(amountCents as bigint));
  },
  SetOff: (ledger, { item, recovery, amountCents }) => {
    changeItem(ledger, item as string, ({ dueCents }) => ({ dueCents: dueCents - (amountCents as bigint) }));
    changeRecovery(ledger, recovery as string, -(amountCents as bigint));
  },
  RepaymentDemanded: (ledger, { recovery, amountCents }) => {
    changeRecovery(ledger, recovery as string, -(amountCents as bigint));
  },
  PaymentRunMade: (ledger, content, event) => {
    const run = content as unknown as Omit<Run, 'by' | 'at'> & { id: string; exception?: string };
    const meta = madeBy(event);
    ledger.runs.set(run.id, { ...run, by: personOf(event), at: meta?.at ?? '' });
    const used = run.exception === undefined ? undefined : ledger.exceptions.get(run.exception);
    if (used !== undefined) ledger.exceptions.set(used.id, { ...used, usedBy: run.id });
  },
  PaymentReleased: (ledger, content) => {
    const { endToEndId, item, team, period, run, amountCents, payee } = content as unknown as Payment;
    ledger.payments.set(endToEndId, { endToEndId, item, team, period, run, amountCents, payee, status: 'RELEASED' });
    changeItem(ledger, item, ({ dueCents, attempts }) => ({
      dueCents: dueCents - amountCents,
      attempts: attempts + 1,
    }));
  },
  PaymentExecuted: (ledger, { endToEndId, answer }) => {
    changePayment(ledger, endToEndId as string, 'EXECUTED');
    ledger.answers.add(answer as string);
  },
  PaymentReturned: (ledger, { endToEndId, answer }) => {
    const { item, amountCents } = changePayment(ledger, endToEndId as string, 'RETURNED');
    changeItem(ledger, item, ({ dueCents }) => ({ dueCents: dueCents + amountCents }));
    ledger.answers.add(answer as string);
  },
  ExceptionProposed: (ledger, content, event) => {
    const { exception, reason, ceiling } = content as { exception: string; reason: string; ceiling: string };
    ledger.exceptions.set(exception, {
      id: exception,
      amountCents: BigInt(ceiling),
      reason,
      proposedBy: personOf(event),
      confirmedBy: undefined,
      usedBy: undefined,
    });
  },
  ExceptionConfirmed: (ledger, { exception }, event) => {
    const proposed = ledger.exceptions.get(exception as string);
    if (proposed === undefined) throw new RangeError(`the ledger has no exception ${String(exception)}`);
    ledger.exceptions.set(proposed.id, { ...proposed, confirmedBy: personOf(event) });
  },
};

/** Sum of the balances of a kind of account over all teams, or one. Positive for charges and what teams owe. */
export function balance({ balances }: Ledger, kind: AccountKind, team?: string): bigint {
  let sum = 0n;
  for (const [name, cents] of balances)
    if (name === `${kind}:${team ?? ''}` || (team === undefined && name.startsWith(`${kind}:`))) sum += cents;
  return sum;
}

export interface TeamBalances {
  readonly team: string;
  /** What it costs: decided, less what it owes. */
  readonly chargesCents: bigint;
  readonly dueCents: bigint;
  readonly releasedCents: bigint;
  readonly paidCents: bigint;
  readonly toRecoverCents: bigint;
  readonly demandedCents: bigint;
}

/** By team. */
export function teamBalances(ledger: Ledger): readonly TeamBalances[] {
  const teams = new Set([...ledger.balances.keys()].map((name) => name.slice(name.indexOf(':') + 1)));
  return [...teams].sort(compareText).map((team) => ({
    team,
    chargesCents: balance(ledger, 'charges', team),
    dueCents: -balance(ledger, 'due', team),
    releasedCents: -balance(ledger, 'released', team),
    paidCents: -balance(ledger, 'executed', team),
    toRecoverCents: balance(ledger, 'to-recover', team),
    demandedCents: balance(ledger, 'demanded', team),
  }));
}

export interface EnvelopeUse {
  readonly amountCents: bigint;
  /** Due, released or paid, less what teams owe. */
  readonly committedCents: bigint;
  /** Sent to the bank, or paid. */
  readonly releasedCents: bigint;
  readonly paidCents: bigint;
  /** What can still be released. */
  readonly leftCents: bigint;
}

export function envelopeUse(ledger: Ledger): EnvelopeUse {
  const amountCents = ledger.terms?.amountCents ?? 0n;
  const paidCents = -balance(ledger, 'executed');
  const releasedCents = paidCents - balance(ledger, 'released');
  return {
    amountCents,
    committedCents: balance(ledger, 'charges'),
    releasedCents,
    paidCents,
    leftCents: amountCents - releasedCents,
  };
}
