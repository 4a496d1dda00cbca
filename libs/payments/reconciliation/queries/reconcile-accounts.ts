/** Holds the statements of each account of ours at the bank against the payment ledger. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { withoutIds } from '#libs/commands/without-ids.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { compareText } from '#libs/kernel/text.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { bankAccountIds, bankAccounts } from '#libs/payments/reconciliation/bank-accounts.ts';
import { ledgerOfAccount } from '#libs/payments/reconciliation/ledger-of-account.ts';
import { type AccountReconciliation, reconcileAccount } from '#libs/payments/reconciliation/reconcile-account.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface ReconciledAccount extends AccountReconciliation {
  readonly id: string;
  /** IBAN. */
  readonly account: string;
}

export class ReconcileAccounts extends Query<readonly ReconciledAccount[]> {}

@QueryHandler(ReconcileAccounts)
export class ReconcileAccountsHandler implements IQueryHandler<ReconcileAccounts> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  execute(): Promise<readonly ReconciledAccount[]> {
    return reconciledAccounts(this.#stores.log);
  }
}

/** Every account of ours with its reconciliation. */
export async function reconciledAccounts(log: EventStore): Promise<readonly ReconciledAccount[]> {
  const all: ReconciledAccount[] = [];
  for (const id of await bankAccountIds(log)) {
    const { state } = await bankAccounts(log).load(id);
    const { account } = state;
    if (account === undefined) continue;
    const { days, differences } = reconcileAccount(state, ledgerOfAccount(await ledgerOf(log), account));
    // A text that the bank wrote about a person who became known later stays in the log; here it is shown without the person's ids.
    const without = await withoutIds(
      log,
      differences.map(({ of }) => of),
    );
    all.push({
      id,
      account,
      days,
      differences: differences.map((one) => ({ ...one, of: without.get(one.of) ?? one.of })),
    });
  }
  return all.sort((a, b) => compareText(a.account, b.account));
}
