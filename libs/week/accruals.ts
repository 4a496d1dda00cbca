/**
 * Accruals at the end of a year: costs of its periods not paid by 31 December, and debts of teams. Amounts posted by then are charged
 * already and only move to the year-end accounts; the difference between the posted amount and the best available figure of a period is
 * charged.
 */
import { dayOf, dayText } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import { decidedLines, total } from '#libs/statements/workflow/decisions.ts';
import { isCalculation } from '#libs/statements/workflow/events.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { listedStatements } from '#libs/statements/listed/listed-statements.ts';
import { statesOf } from '#libs/statements/workflow/statements.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { AccountKind } from '#libs/payments/ledger/posting.ts';
import type { PostingType } from '#libs/payments/ledger/recorded-posting.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import {
  type CalculatedStatement,
  type Pin,
  type TeamPeriod,
  statementKey,
  statementStream,
} from '#libs/statements/calculated-statement.ts';
import { calculationIn } from '#libs/statements/calculation/held-calculations.ts';
import { type AccountingEntry, debitAndCredit } from '#libs/week/accounting-entry.ts';
import { ACCRUALS, type AccrualKind } from '#libs/week/chart-of-accounts.ts';
import { periodFromText, yearOfPeriod } from '#libs/kernel/period.ts';
import { type LedgerPosting, postings } from '#libs/week/postings.ts';
import { periodsDue, teamsNow } from '#libs/week/teams-due.ts';

export interface Accrual {
  readonly kind: AccrualKind;
  readonly team: string;
  readonly period: string;
  /** Always > 0. */
  readonly amountCents: bigint;
  /** The day on which its last part falls due, if it is calculated and not decided; for IPEP, 31 December of the next year. */
  readonly dueOn: string | undefined;
}

export interface Accruals {
  /** 31 December. */
  readonly closing: string;
  readonly accruals: readonly Accrual[];
  /** Periods of the year without a calculation: no amount is accrued for them. */
  readonly notCalculated: readonly TeamPeriod[];
}

export interface AccrualsRequest {
  readonly year: number;
  /** Only calculations known on this day count, as text; default: the latest. */
  readonly knownOn?: string;
  /** Includes the open amounts of the years before. */
  readonly earlier: boolean;
  readonly regulation: Regulation;
}

/** It records no event. */
export async function accruals(stores: QueryStores, request: AccrualsRequest): Promise<Accruals> {
  const { year, knownOn, earlier, regulation } = request;
  const closing = dayText(dayOf(year, 12, 31));
  const isAsked = ({ period }: { period: string }): boolean => {
    const of = yearOfPeriod(periodFromText(period));
    return of === year || (earlier && of < year);
  };
  const balances = await balancesAt(stores.log, closing);
  const states = await statesOf(stores.log, (await listedStatements(stores)).filter(isAsked));
  const calculations = await calculationsOf(stores, states, knownOn);
  const ofLedger = [...balances.values()].filter(isAsked).flatMap(posted);
  const ofStatements = states.flatMap((state) => {
    const key = statementKey(state.team, state.period);
    return notPosted(state, calculations.get(key), balances.get(key)?.cents.get('charges') ?? 0n) ?? [];
  });
  const known = new Set(
    states
      .filter((state) => state.decisions.length > 0 || calculations.has(statementKey(state.team, state.period)))
      .map((state) => statementKey(state.team, state.period)),
  );
  const newYear = dayOf(year + 1, 1, 1);
  const notCalculated = periodsDue(await teamsNow(stores, newYear, regulation), newYear)
    .filter((one) => isAsked(one) && !known.has(statementKey(one.team, one.period)))
    .sort(byTeam);
  return { closing, accruals: [...ofLedger, ...ofStatements].sort(byTeam), notCalculated };
}

/** The latest calculation of each, in all or as known on a day. */
async function calculationsOf(
  { log }: QueryStores,
  states: readonly StatementState[],
  knownOn: string | undefined,
): Promise<ReadonlyMap<string, CalculatedStatement>> {
  const found = new Map<string, CalculatedStatement>();
  for (const state of states) {
    const calculation = knownOn === undefined ? state.calculated : await calculationOf(log, state, knownOn);
    if (calculation !== undefined) found.set(statementKey(state.team, state.period), calculation);
  }
  return found;
}

/** The last calculation with the facts known on a day. */
async function calculationOf(
  log: EventStore,
  of: TeamPeriod,
  knownOn: string,
): Promise<CalculatedStatement | undefined> {
  const stream = statementStream(of);
  const heads = await log.readStream(stream, { fields: ['type', 'knownOn', 'revision'] });
  const last = heads.findLast(({ type, knownOn: day }) => isCalculation(type) && day === knownOn);
  const [found] = last === undefined ? [] : await log.readStream(stream, { from: last.revision, limit: 1 });
  return found === undefined ? undefined : calculationIn(found);
}

function byTeam(a: TeamPeriod, b: TeamPeriod): number {
  return compareText(a.team, b.team) || compareText(a.period, b.period);
}

interface PeriodBalances extends TeamPeriod {
  /** Debits minus credits. */
  readonly cents: Map<AccountKind, bigint>;
}

/** The ledgers as they stood at the end of a day, by team and period. */
async function balancesAt(log: EventStore, closing: string): Promise<ReadonlyMap<string, PeriodBalances>> {
  const balances = new Map<string, PeriodBalances>();
  const released = new Set<string>();
  for await (const posting of postings(log)) {
    const { type, piece, debit, credit, amountCents } = posting;
    if (!hadHappened(posting, closing) || (isAnswer(type) && !released.has(piece))) continue;
    if (type === 'PaymentReleased') released.add(piece);
    for (const [{ kind, team, period }, cents] of [
      [debit, amountCents],
      [credit, -amountCents],
    ] as const) {
      const key = statementKey(team, period);
      const own = balances.get(key) ?? { team, period, cents: new Map<AccountKind, bigint>() };
      balances.set(key, own);
      own.cents.set(kind, (own.cents.get(kind) ?? 0n) + cents);
    }
  }
  return balances;
}

/**
 * A bank answer comes days after the payment and counts on the bank's day. Every other event counts on the day it was recorded: a
 * decision of January about December is one of January.
 */
function hadHappened({ type, recordedOn, effective }: LedgerPosting, closing: string): boolean {
  return (isAnswer(type) ? effective : recordedOn) <= closing;
}

const ANSWERS: readonly PostingType[] = [
  'PaymentExecuted',
  'PaymentReturned',
  'PaymentAwaitedAgain',
  'OverpaymentPosted',
];

function isAnswer(type: PostingType): boolean {
  return ANSWERS.includes(type);
}

function posted({ team, period, cents }: PeriodBalances): Accrual[] {
  const of = (kind: AccrualKind, amountCents: bigint): Accrual[] =>
    amountCents > 0n ? [{ kind, team, period, amountCents, dueOn: undefined }] : [];
  const balance = (kind: AccountKind): bigint => cents.get(kind) ?? 0n;
  return [
    ...of('DECIDED', -balance('due')),
    ...of('RELEASED', -balance('released')),
    ...of('TO_RECOVER', balance('to-recover')),
    ...of('DEMANDED', balance('demanded')),
  ];
}

function notPosted(
  state: StatementState,
  calculation: CalculatedStatement | undefined,
  chargedCents: bigint,
): Accrual | undefined {
  const expected = expectedCents(state, calculation);
  if (expected === undefined || expected === chargedCents) return undefined;
  const { team, period } = state;
  const last = calculation?.statement?.instalments.map(({ dueOn }) => dueOn).reduce((a, b) => Math.max(a, b), 0);
  const dueOn = last === undefined || last === 0 ? undefined : dayText(last);
  return expected > chargedCents
    ? { kind: 'CALCULATED', team, period, amountCents: expected - chargedCents, dueOn }
    : { kind: 'CALCULATED_LESS', team, period, amountCents: chargedCents - expected, dueOn: undefined };
}

/** The latest calculation, or the decided amount if that rests on a later one, even if decided since. */
function expectedCents(
  { decisions }: StatementState,
  calculation: CalculatedStatement | undefined,
): bigint | undefined {
  const last = decisions.at(-1);
  if (last !== undefined && (calculation === undefined || !isLater(calculation.pin, last.pin)))
    return total(decidedLines(decisions));
  return calculation === undefined ? undefined : (calculation.statement?.totalCents ?? 0n);
}

function isLater(a: Pin, b: Pin): boolean {
  return a.knownOn > b.knownOn || (a.knownOn === b.knownOn && a.position > b.position);
}

/** One balanced entry for each accrual, on the closing day, to be reversed on the first day of the next year. */
export function accrualEntries({ closing, accruals: all }: Accruals): readonly AccountingEntry[] {
  return all.map(({ kind, team, period, amountCents }, i) => {
    const { debit, credit, label } = ACCRUALS[kind];
    return {
      number: i + 1,
      journal: 'CL',
      day: closing,
      piece: `${team} ${period}`,
      pieceDay: closing,
      label: `${label} ${team} ${period}`,
      lines: debitAndCredit({ account: debit, team }, { account: credit, team }, amountCents),
    };
  });
}
