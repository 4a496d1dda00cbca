/** The number of days for which a changed account is held. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class FindHold extends Query<number> {}

@QueryHandler(FindHold)
export class FindHoldHandler implements IQueryHandler<FindHold> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute(): Promise<number> {
    return (await ledgerOf(this.#stores.log)).holdDays;
  }
}
