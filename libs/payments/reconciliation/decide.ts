/** Decisions on one of our accounts at the bank: a statement is taken once, a movement booked once, a difference explained once. */
import type { Aggregate } from '#libs/commands/aggregate.ts';
import { requireReason } from '#libs/commands/refusals.ts';
import { dayText } from '#libs/kernel/day.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import type { BankStatement, Movement } from '#libs/payments/bank/bank-statement.ts';
import { BANK_ACCOUNT_EVENTS, type BankAccountEvent } from '#libs/payments/reconciliation/events.ts';
import type { ReconciliationDifference } from '#libs/payments/reconciliation/reconcile-account.ts';
import { refused } from '#libs/payments/reconciliation/refusals.ts';
import { type StatedAccount, evolve, noStatements } from '#libs/payments/reconciliation/state.ts';

/** Maximum per event, which keeps it far below the size that a log accepts. */
const MOVEMENTS_MAX = 500;

export type BankAccountCommand =
  | { readonly type: 'takeStatements'; readonly statements: readonly BankStatement[] }
  | {
      readonly type: 'explain';
      readonly account: string;
      readonly difference: ReconciliationDifference;
      readonly reason: string;
    };

export const statedAccount: Aggregate<StatedAccount, BankAccountCommand, BankAccountEvent> = {
  events: BANK_ACCOUNT_EVENTS,
  initial: noStatements,
  evolve,
  decide,
};

function decide(command: BankAccountCommand, state: StatedAccount): readonly BankAccountEvent[] {
  return command.type === 'takeStatements' ? takeStatements(command.statements, state) : explain(command, state);
}

/** A statement that came before changes nothing. */
function takeStatements(statements: readonly BankStatement[], state: StatedAccount): readonly BankAccountEvent[] {
  const booked = new Set(state.movements.keys());
  const taken = new Set(state.statements.keys());
  return statements.flatMap((statement) => {
    if (taken.has(statement.id)) return [];
    taken.add(statement.id);
    const fresh = statement.movements.filter(({ id }) => !booked.has(id));
    for (const { id } of fresh) booked.add(id);
    return takeStatement(statement, fresh);
  });
}

function takeStatement(
  { id: statement, account, movements, opening, closing, ...of }: BankStatement,
  fresh: readonly Movement[],
): readonly BankAccountEvent[] {
  const effective = dayText(of.to);
  const pages = Array.from({ length: Math.ceil(fresh.length / MOVEMENTS_MAX) }, (_, i) =>
    fresh.slice(i * MOVEMENTS_MAX, (i + 1) * MOVEMENTS_MAX),
  );
  const booked = pages.map((page): BankAccountEvent => ({
    type: 'AccountMovementsBooked',
    effective,
    data: { account, statement, movements: page },
  }));
  const [count, movementsCents] = [movements.length, sumCentsOf(movements, ({ cents }) => cents)];
  const balances = { opening: opening ?? null, closing: closing ?? null };
  const data = { account, statement, ...of, ...balances, movements: count, movementsCents };
  return [...booked, { type: 'AccountStatementTaken', effective, data }];
}

/** Throws DIFFERENCE_ALREADY_EXPLAINED, REASON_REQUIRED. */
function explain(
  { account, difference: { id, day, cents }, reason: given }: Extract<BankAccountCommand, { readonly type: 'explain' }>,
  { explanations }: StatedAccount,
): readonly BankAccountEvent[] {
  const before = explanations.get(id);
  if (before !== undefined) throw refused('DIFFERENCE_ALREADY_EXPLAINED', { difference: id, by: before.by });
  const reason = requireReason(given);
  return [
    { type: 'AccountDifferenceExplained', effective: dayText(day), data: { account, difference: id, cents, reason } },
  ];
}
