/** Finds one decision on a statement: its amounts, its calculation, and its items in the payment ledger. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import type { Payment } from '#libs/payments/ledger/payment.ts';
import {
  type Item,
  type PaymentLedger,
  type Recovery,
  itemsOf,
  paymentsOfItem,
  recoveriesOf,
} from '#libs/payments/ledger/state.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import type { CalculatedStatement, TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { calculationDecided } from '#libs/statements/workflow/decided-calculation.ts';
import { type Decision, decisionId } from '#libs/statements/workflow/decisions.ts';
import type { DecisionNumber } from '#libs/statements/workflow/events.ts';
import { loadStatement } from '#libs/statements/workflow/statements.ts';

export interface DecidedItem {
  readonly item: Item;
  /** Attempts to pay it, oldest first. */
  readonly payments: readonly Payment[];
}

export interface DecidedStatement extends TeamPeriod {
  /** Its id in the payment ledger. */
  readonly id: string;
  readonly scheme: string | undefined;
  readonly decision: Decision;
  /** Undefined if an old log does not have it. */
  readonly calculated: CalculatedStatement | undefined;
  /** Undefined if it is not yet posted. */
  readonly envelope: string | undefined;
  readonly items: readonly DecidedItem[];
  /** The debts of the team from this decision. */
  readonly recoveries: readonly Recovery[];
}

/** Undefined if no decision with that number is in force. */
export class FindDecision extends Query<DecidedStatement | undefined> {
  readonly of: TeamPeriod;
  readonly number: DecisionNumber;

  constructor(of: TeamPeriod, number: DecisionNumber) {
    super();
    this.of = of;
    this.number = number;
  }
}

@QueryHandler(FindDecision)
export class FindDecisionHandler implements IQueryHandler<FindDecision> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ of, number }: FindDecision): Promise<DecidedStatement | undefined> {
    const { log } = this.#stores;
    const { team, period, scheme, decisions } = await loadStatement(log, of);
    const decision = decisions.find((one) => one.number === number);
    if (decision === undefined) return undefined;
    const id = decisionId(of, decision);
    const calculated = await calculationDecided(log, of, decision);
    return { team, period, id, scheme, decision, calculated, ...inLedger(await ledgerOf(log), id) };
  }
}

function inLedger(
  ledger: PaymentLedger,
  decision: string,
): Pick<DecidedStatement, 'envelope' | 'items' | 'recoveries'> {
  const posted = ledger.decisions.get(decision);
  const items = itemsOf(ledger, posted?.items ?? []);
  return {
    envelope: posted?.envelope,
    items: items.map((item) => ({ item, payments: paymentsOfItem(ledger, item) })),
    recoveries: recoveriesOf(ledger, posted?.recoveries ?? []),
  };
}
