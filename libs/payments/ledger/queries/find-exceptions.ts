/** Finds the exceptions that two people gave, used or not, ordered by id. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { compareText } from '#libs/kernel/text.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import type { Exception } from '#libs/payments/ledger/state.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class FindExceptions extends Query<readonly Exception[]> {}

@QueryHandler(FindExceptions)
export class FindExceptionsHandler implements IQueryHandler<FindExceptions> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute(): Promise<readonly Exception[]> {
    const { exceptions } = await ledgerOf(this.#stores.log);
    return [...exceptions.values()].sort((a, b) => compareText(a.id, b.id));
  }
}
