/** Finds the payments of the decisions on a statement: paid, at the bank, to be paid. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { isOpenItem, itemsOf, ledgerStatementKey } from '#libs/payments/ledger/state.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface PaidSums {
  readonly paidCents: bigint;
  readonly atBankCents: bigint;
  readonly dueCents: bigint;
}

export class FindPaid extends Query<PaidSums> {
  readonly team: string;
  readonly period: string;

  constructor(team: string, period: string) {
    super();
    this.team = team;
    this.period = period;
  }
}

@QueryHandler(FindPaid)
export class FindPaidHandler implements IQueryHandler<FindPaid> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws LEDGER_NOT_CARRIED_OVER. */
  async execute({ team, period }: FindPaid): Promise<PaidSums> {
    const ledger = await ledgerOf(this.#stores.log);
    const own = itemsOf(ledger, ledger.itemsOfStatement.get(ledgerStatementKey({ team, period })) ?? []);
    const ids = new Set(own.map(({ id }) => id));
    const ofItems = [...ledger.payments.values()].filter(({ item }) => ids.has(item));
    const sumOf = (status: (typeof ofItems)[number]['status']): bigint =>
      sumCentsOf(ofItems, (payment) => (payment.status === status ? payment.amountCents : 0n));
    return {
      paidCents: sumOf('EXECUTED'),
      atBankCents: sumOf('RELEASED'),
      dueCents: sumCentsOf(own.filter(isOpenItem), ({ dueCents }) => dueCents),
    };
  }
}
