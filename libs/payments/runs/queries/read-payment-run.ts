/** One payment run and its payments. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { type Payment, paymentsOf } from '#libs/payments/ledger/state.ts';
import { type RunSummary, runSummary } from '#libs/payments/runs/run-summary.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface RunWithPayments extends RunSummary {
  readonly debtor: BankAccount;
  readonly payments: readonly Payment[];
}

/** Undefined when there is no such run. */
export class ReadPaymentRun extends Query<RunWithPayments | undefined> {
  readonly run: string;

  constructor(run: string) {
    super();
    this.run = run;
  }
}

@QueryHandler(ReadPaymentRun)
export class ReadPaymentRunHandler implements IQueryHandler<ReadPaymentRun> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ run: id }: ReadPaymentRun): Promise<RunWithPayments | undefined> {
    const ledger = await ledgerOf(this.#stores.log);
    const run = ledger.runs.get(id);
    if (run === undefined) return undefined;
    return { ...runSummary(ledger, run), debtor: run.debtor, payments: paymentsOf(ledger, run) };
  }
}
