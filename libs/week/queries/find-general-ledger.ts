/** The entries of the general ledger for the postings from one day to another. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { AccountingEntry } from '#libs/week/accounting-entry.ts';
import { generalLedger } from '#libs/week/general-ledger.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class FindGeneralLedger extends Query<readonly AccountingEntry[]> {
  /** Day of recording, YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;

  constructor(from: string, to: string) {
    super();
    this.from = from;
    this.to = to;
  }
}

@QueryHandler(FindGeneralLedger)
export class FindGeneralLedgerHandler implements IQueryHandler<FindGeneralLedger> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  execute({ from, to }: FindGeneralLedger): Promise<readonly AccountingEntry[]> {
    return generalLedger(this.#stores.log, from, to);
  }
}
