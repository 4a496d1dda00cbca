/** The state of an account of ours at the bank: its statements and movements, and the differences that a person explained. */
import type { Person } from '#libs/event-store/author.ts';
import { type Recorded, commandMetaOf } from '#libs/event-store/typed-event.ts';
import type { Movement } from '#libs/payments/bank/bank-statement.ts';
import type { AccountStatementTaken, BankAccountEvent } from '#libs/payments/reconciliation/events.ts';

export type TakenStatement = AccountStatementTaken['data'];

export interface DifferenceExplanation {
  readonly reason: string;
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
}

export interface StatedAccount {
  /** IBAN; undefined until a statement is taken. */
  readonly account: string | undefined;
  readonly statements: ReadonlyMap<string, TakenStatement>;
  readonly movements: ReadonlyMap<string, Movement>;
  /** Keyed by difference. */
  readonly explanations: ReadonlyMap<string, DifferenceExplanation>;
}

export function noStatements(): StatedAccount {
  return { account: undefined, statements: new Map(), movements: new Map(), explanations: new Map() };
}

type Growing = {
  -readonly [K in keyof StatedAccount]: StatedAccount[K] extends ReadonlyMap<infer A, infer B>
    ? Map<A, B>
    : StatedAccount[K];
};

/**
 * Folds in place, as the payment ledger does and for the same reason (libs/payments/ledger/evolve.ts): an account has all its movements, and a copy
 * for each event would take the square of the time.
 */
export function evolve(state: StatedAccount, event: Recorded<BankAccountEvent>): StatedAccount {
  const account = state as Growing;
  account.account = event.data.account;
  switch (event.type) {
    case 'AccountMovementsBooked':
      for (const movement of event.data.movements) account.movements.set(movement.id, movement);
      return account;
    case 'AccountStatementTaken':
      account.statements.set(event.data.statement, event.data);
      return account;
    case 'AccountDifferenceExplained': {
      const { by, at } = commandMetaOf(event);
      account.explanations.set(event.data.difference, { reason: event.data.reason, by, at });
      return account;
    }
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}
