/** The account of a team or of an envelope: in force, and proposed. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type AccountKey, accountOf } from '#libs/payments/accounts/accounts.ts';
import type { AccountState } from '#libs/payments/accounts/state.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class ReadAccount extends Query<AccountState> {
  readonly key: AccountKey;

  constructor(key: AccountKey) {
    super();
    this.key = key;
  }
}

@QueryHandler(ReadAccount)
export class ReadAccountHandler implements IQueryHandler<ReadAccount> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  execute({ key }: ReadAccount): Promise<AccountState> {
    return accountOf(this.#stores.log, key);
  }
}
