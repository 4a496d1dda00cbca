/** Finds the payments of the decisions on a statement, and its debts: paid, at the bank, to be paid, recovered, to be recovered. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { recoveredOf } from '#libs/payments/ledger/balances.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { receivedTransfers } from '#libs/payments/ledger/received.ts';
import { type PaymentLedger, isOpenItem, itemsOf, ledgerStatementKey } from '#libs/payments/ledger/state.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface PaidSums {
  /** A payment that the bank debited twice counts twice: its second debit is a debt. */
  readonly paidCents: bigint;
  readonly atBankCents: bigint;
  readonly dueCents: bigint;
  /** What was set off or repaid of its debts, and what is left of them. */
  readonly recoveredCents: bigint;
  readonly owedCents: bigint;
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
    return paidSumsOf(await ledgerOf(this.#stores.log), { team, period });
  }
}

export function paidSumsOf(ledger: PaymentLedger, { team, period }: Pick<FindPaid, 'team' | 'period'>): PaidSums {
  const own = itemsOf(ledger, ledger.itemsOfStatement.get(ledgerStatementKey({ team, period })) ?? []);
  const ids = new Set(own.map(({ id }) => id));
  const centsOf = (all: readonly { readonly item: string; readonly amountCents: bigint }[]): bigint =>
    sumCentsOf(
      all.filter(({ item }) => ids.has(item)),
      ({ amountCents }) => amountCents,
    );
  const debts = [...ledger.recoveries.values()].filter((debt) => debt.team === team && debt.period === period);
  return {
    paidCents: centsOf(receivedTransfers(ledger)),
    atBankCents: centsOf([...ledger.payments.values()].filter(({ status }) => status === 'RELEASED')),
    dueCents: sumCentsOf(own.filter(isOpenItem), ({ dueCents }) => dueCents),
    recoveredCents: sumCentsOf(debts, recoveredOf),
    owedCents: sumCentsOf(debts, (debt) => ('leftCents' in debt ? debt.leftCents : 0n)),
  };
}
