/**
 * Compares the statements of an account with the payment ledger, day by day: the opening balance, payments, returns, other movements, the
 * closing balance. A person may explain each difference.
 */
import { digestOf } from '#libs/commands/digest.ts';
import type { Day } from '#libs/kernel/day.ts';
import { sumCents } from '#libs/kernel/sum-cents.ts';
import { type MovementClaim, type Movement, byTime } from '#libs/payments/bank/bank-statement.ts';
import type { DifferenceExplanation, StatedAccount, TakenStatement } from '#libs/payments/reconciliation/state.ts';

/** A payment of the ledger that the account paid. */
export interface PaidFromAccount {
  readonly endToEndId: string;
  /** The released amount: more than 0. */
  readonly amountCents: bigint;
  /** Undefined if it was not executed. */
  readonly executedOn: Day | undefined;
  /** The day of its return after the debit; undefined if it did not return. */
  readonly returnedOn: Day | undefined;
  /** A file announces that it came back. */
  readonly isReturnAnnounced: boolean;
  /** The bank debited it twice, and two persons have settled that: its second debit and the credit of it are explained. */
  readonly isTwiceSettled: boolean;
}

/** The payments of an account according to the ledger. */
export interface LedgerOfAccount {
  readonly payments: ReadonlyMap<string, PaidFromAccount>;
  /** Bookings of runs that name no payment, whose payments were found; with the payments that they cover. */
  readonly matchedBookings: ReadonlyMap<string, readonly string[]>;
}

export type DifferenceKind =
  /** A fee, a deposit, another payment: the ledger has no record of it. */
  | 'NOT_OURS'
  /** The statement has the movement for one of our payments, the ledger does not. */
  | 'NOT_IN_LEDGER'
  /** A second movement of the same payment. */
  | 'BOOKED_TWICE'
  /** The ledger has it, and no statement of its days. */
  | 'NOT_ON_ACCOUNT'
  /** The credit of a payment whose return a second person still has to confirm, which explains it. */
  | 'RETURN_TO_CONFIRM'
  /** A statement is missing: this one does not begin where the previous one ended. */
  | 'STATEMENT_MISSING'
  /** Balance before and movements do not give the balance after. */
  | 'BALANCE_DIFFERS';

export interface ReconciliationDifference {
  readonly id: string;
  readonly kind: DifferenceKind;
  readonly day: Day;
  /** The effect on the account: negative if the account has less. */
  readonly cents: bigint;
  /** The payment, the statement, or the bank's text about a movement. */
  readonly of: string;
  readonly explanation: DifferenceExplanation | undefined;
}

/** Whether a person has to explain it. */
export function isUnexplained({ kind, explanation }: Pick<ReconciliationDifference, 'kind' | 'explanation'>): boolean {
  return explanation === undefined && kind !== 'RETURN_TO_CONFIRM';
}

export interface MovementSum {
  readonly count: number;
  readonly cents: bigint;
}

export interface AccountDay {
  readonly day: Day;
  /** Undefined if no statement gives it. */
  readonly openingCents: bigint | undefined;
  readonly executed: MovementSum;
  readonly returned: MovementSum;
  readonly other: MovementSum;
  readonly closingCents: bigint | undefined;
  /** Differences without an explanation. */
  readonly unexplained: MovementSum;
}

export interface AccountReconciliation {
  readonly days: readonly AccountDay[];
  readonly differences: readonly ReconciliationDifference[];
}

/** Days after its execution within which a payment is on the account. */
const BOOKING_DAYS = 5;

export function reconcileAccount(state: StatedAccount, ledger: LedgerOfAccount): AccountReconciliation {
  const statements = [...state.statements.values()].sort((a, b) =>
    byTime({ ...a, id: a.statement }, { ...b, id: b.statement }),
  );
  const movements = [...state.movements.values()].sort((a, b) => a.day - b.day);
  const held = heldAgainst(movements, ledger);
  const balances = balancesByDay(statements, movements);
  const found = [...held.differences, ...balances.differences, ...notOnAccount(statements, held, ledger)];
  const differences = found
    .map(({ kind, day, cents, of, about }): ReconciliationDifference => {
      const id = digestOf([kind, about, cents.toString()]).slice(0, 16);
      return { id, kind, day, cents, of, explanation: state.explanations.get(id) };
    })
    .sort((a, b) => a.day - b.day);
  const open = Map.groupBy(differences.filter(isUnexplained), ({ day }) => day);
  const days = balances.days.map((balance) => ({
    ...balance,
    executed: movementSum(held.executed.get(balance.day)),
    returned: movementSum(held.returned.get(balance.day)),
    other: movementSum(held.other.get(balance.day)),
    unexplained: movementSum(open.get(balance.day)?.map(({ cents }) => cents)),
  }));
  return { days, differences };
}

/** A difference, and its subject, from which the id is derived. */
interface Found extends Omit<ReconciliationDifference, 'id' | 'explanation'> {
  readonly about: string;
}

type CentsByDay = Map<Day, bigint[]>;

interface Held {
  readonly executed: CentsByDay;
  readonly returned: CentsByDay;
  readonly other: CentsByDay;
  readonly differences: Found[];
  /** Payments with their outcomes, by `claimKey`. */
  readonly claimed: Set<string>;
  /** The same for payments that no movement names and a movement covers: that of a booking of their run. */
  readonly covered: Set<string>;
}

function heldAgainst(movements: readonly Movement[], ledger: LedgerOfAccount): Held {
  const held: Held = {
    executed: new Map(),
    returned: new Map(),
    other: new Map(),
    differences: [],
    claimed: new Set(),
    covered: new Set(),
  };
  /** Bookings of a run whose payments another movement names. */
  const named = new Set(movements.flatMap(({ claims }) => claims.filter(hasPayments).map(({ answer }) => answer)));
  for (const { id, day, cents, text, claims } of movements) {
    let rest = cents;
    for (const claim of claims) {
      rest -= claim.cents;
      add(claim.outcome === 'EXECUTED' ? held.executed : held.returned, day, claim.cents);
      const kind = hasPayments(claim)
        ? faultOf(claim, held.claimed, ledger)
        : named.has(claim.answer) || ledger.matchedBookings.has(claim.answer)
          ? undefined
          : 'NOT_IN_LEDGER';
      const of = claim.payments[0] ?? text;
      if (kind !== undefined)
        held.differences.push({ kind, day, cents: claim.cents, of, about: `${id} ${claim.answer}` });
      for (const payment of claim.payments) held.claimed.add(claimKey(payment, claim.outcome));
      for (const payment of ledger.matchedBookings.get(claim.answer) ?? [])
        held.covered.add(claimKey(payment, claim.outcome));
    }
    if (rest === 0n) continue;
    add(held.other, day, rest);
    held.differences.push({ kind: 'NOT_OURS', day, cents: rest, of: text, about: id });
  }
  return held;
}

function hasPayments({ payments }: MovementClaim): boolean {
  return payments.length > 0;
}

function claimKey(endToEndId: string, outcome: MovementClaim['outcome']): string {
  return `${endToEndId} ${outcome}`;
}

function faultOf(
  { payments, outcome }: MovementClaim,
  claimed: ReadonlySet<string>,
  ledger: LedgerOfAccount,
): DifferenceKind | undefined {
  const all = payments.map((id) => ledger.payments.get(id));
  if (all.every((payment) => payment?.isTwiceSettled)) return undefined;
  if (payments.some((payment) => claimed.has(claimKey(payment, outcome)))) return 'BOOKED_TWICE';
  const isRecorded = (payment: PaidFromAccount | undefined): boolean =>
    (outcome === 'EXECUTED' ? payment?.executedOn : payment?.returnedOn) !== undefined;
  if (all.every(isRecorded)) return undefined;
  const isAnnounced = (payment: PaidFromAccount | undefined): boolean =>
    isRecorded(payment) || payment?.isReturnAnnounced === true;
  return outcome === 'RETURNED' && all.every(isAnnounced) ? 'RETURN_TO_CONFIRM' : 'NOT_IN_LEDGER';
}

interface DayBalance {
  readonly day: Day;
  readonly openingCents: bigint | undefined;
  readonly closingCents: bigint | undefined;
}

/** Each day continues where the previous one ended; the statements give the balances at their beginning and end. */
function balancesByDay(
  statements: readonly TakenStatement[],
  movements: readonly Movement[],
): { readonly days: readonly DayBalance[]; readonly differences: readonly Found[] } {
  const sums = new Map<Day, bigint>();
  for (const { day, cents } of movements) sums.set(day, (sums.get(day) ?? 0n) + cents);
  const { opened, closed } = statedDays(statements);
  const differences: Found[] = [];
  const days: DayBalance[] = [];
  let before: bigint | undefined;
  for (const day of [...new Set([...sums.keys(), ...opened.keys(), ...closed.keys()])].sort((a, b) => a - b)) {
    const [first, last] = [opened.get(day), closed.get(day)];
    const openingCents = first?.opening?.cents ?? before;
    const reached = openingCents === undefined ? undefined : openingCents + (sums.get(day) ?? 0n);
    const closingCents = last?.closing?.cents ?? reached;
    differences.push(
      ...differs('STATEMENT_MISSING', first, { day, found: openingCents, expected: before }),
      ...differs('BALANCE_DIFFERS', last, { day, found: closingCents, expected: reached }),
    );
    days.push({ day, openingCents, closingCents });
    before = closingCents;
  }
  return { days, differences };
}

interface StatedDays {
  /** Keyed by the first day: the first statement that gives its opening balance. */
  readonly opened: ReadonlyMap<Day, TakenStatement>;
  /** Keyed by the last day: the last statement that gives its closing balance. */
  readonly closed: ReadonlyMap<Day, TakenStatement>;
}

function statedDays(statements: readonly TakenStatement[]): StatedDays {
  const opening = statements.filter((statement) => statement.opening !== null).toReversed();
  const closing = statements.filter((statement) => statement.closing !== null);
  return {
    opened: new Map(opening.map((statement) => [statement.from, statement])),
    closed: new Map(closing.map((statement) => [statement.to, statement])),
  };
}

/** Empty if the two are the same, or if one is unknown. */
function differs(
  kind: DifferenceKind,
  statement: TakenStatement | undefined,
  {
    day,
    found,
    expected,
  }: { readonly day: Day; readonly found: bigint | undefined; readonly expected: bigint | undefined },
): readonly Found[] {
  if (statement === undefined || found === undefined || expected === undefined || found === expected) return [];
  return [{ kind, day, cents: found - expected, of: statement.reference, about: statement.statement }];
}

/** Payments of the days that the statements cover, and of some days before, without any movement. */
function notOnAccount(
  statements: readonly TakenStatement[],
  { claimed, covered }: Pick<Held, 'claimed' | 'covered'>,
  { payments }: LedgerOfAccount,
): readonly Found[] {
  const from = Math.min(...statements.map((one) => one.from));
  const to = Math.max(...statements.map((one) => one.to)) - BOOKING_DAYS;
  return [...payments.values()].flatMap(({ endToEndId, amountCents, executedOn, returnedOn }) =>
    (
      [
        ['EXECUTED', executedOn, -amountCents],
        ['RETURNED', returnedOn, amountCents],
      ] as const
    ).flatMap(([outcome, day, cents]): readonly Found[] => {
      const key = claimKey(endToEndId, outcome);
      if (day === undefined || day < from || day > to || claimed.has(key) || covered.has(key)) return [];
      // The movement is not on the account: the account has less than the ledger says, or more.
      return [{ kind: 'NOT_ON_ACCOUNT', day, cents: -cents, of: endToEndId, about: key }];
    }),
  );
}

function add(all: CentsByDay, day: Day, cents: bigint): void {
  const found = all.get(day);
  if (found === undefined) all.set(day, [cents]);
  else found.push(cents);
}

function movementSum(cents: readonly bigint[] = []): MovementSum {
  return { count: cents.length, cents: sumCents(cents) };
}
