/** Finds the erasures of patients, the latest first. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type ListedErasure, listedErasures } from '#libs/erasure/listed-erasures.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class FindErasures extends Query<readonly ListedErasure[]> {}

@QueryHandler(FindErasures)
export class FindErasuresHandler implements IQueryHandler<FindErasures> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  execute(): Promise<readonly ListedErasure[]> {
    return listedErasures(this.#stores.log);
  }
}
