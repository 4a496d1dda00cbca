/** The debts that a team was asked to repay to an envelope, for the letter that asks it. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { accountOf } from '#libs/payments/accounts/accounts.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import { accountInForce } from '#libs/payments/accounts/state.ts';
import { type DebtCause, debtCause } from '#libs/payments/ledger/debt-cause.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { type DemandedRecovery, demandedOf } from '#libs/payments/ledger/state.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

type DemandedDebt = DemandedRecovery & { readonly cause: DebtCause };

export interface Demand {
  readonly envelope: string;
  readonly team: string;
  readonly debts: readonly DemandedDebt[];
  readonly totalCents: bigint;
  /** The envelope's account to repay to; undefined if no account is confirmed. */
  readonly account: BankAccount | undefined;
}

/** Undefined if no repayment is demanded. */
export class ReadDemand extends Query<Demand | undefined> {
  readonly envelope: string;
  readonly team: string;

  constructor(envelope: string, team: string) {
    super();
    this.envelope = envelope;
    this.team = team;
  }
}

@QueryHandler(ReadDemand)
export class ReadDemandHandler implements IQueryHandler<ReadDemand> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ envelope, team }: ReadDemand): Promise<Demand | undefined> {
    const { log } = this.#stores;
    const account = accountInForce(await accountOf(log, { side: 'debtor', holder: envelope }));
    const ledger = await ledgerOf(log);
    const debts = demandedOf(ledger, { envelope, team }).map((debt) => ({ ...debt, cause: debtCause(ledger, debt) }));
    if (debts.length === 0) return undefined;
    const totalCents = sumCentsOf(debts, ({ leftCents }) => leftCents);
    return { envelope, team, debts, totalCents, account };
  }
}
