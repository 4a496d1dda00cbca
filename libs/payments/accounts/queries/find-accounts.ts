/** Finds every account, of teams and of envelopes: in force, and proposed. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { compareText } from '#libs/kernel/text.ts';
import { type AccountKey, accountStream } from '#libs/payments/accounts/account-key.ts';
import { everyAccount } from '#libs/payments/accounts/every-account.ts';
import { type FoundAccount, foundAccount } from '#libs/payments/accounts/queries/read-account.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

interface ListedAccount extends FoundAccount {
  readonly key: AccountKey;
}

export class FindAccounts extends Query<readonly ListedAccount[]> {}

@QueryHandler(FindAccounts)
export class FindAccountsHandler implements IQueryHandler<FindAccounts> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** By side, then by holder; without accounts that are neither in force nor proposed. */
  async execute(): Promise<readonly ListedAccount[]> {
    const { log } = this.#stores;
    const held = (await everyAccount(log)).toSorted((a, b) => compareText(accountStream(a.key), accountStream(b.key)));
    const found = await Promise.all(
      held.map(async ({ key, state }) => ({ key, ...(await foundAccount(log, key, state)) })),
    );
    return found.filter(({ current, proposal }) => current !== undefined || proposal !== undefined);
  }
}
