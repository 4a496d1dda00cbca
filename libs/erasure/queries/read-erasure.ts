/** Reads the erasure of a patient, with the code that confirms the shown state. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Day } from '#libs/kernel/day.ts';
import { type ReadErasure, readErasure } from '#libs/erasure/listed-erasures.ts';
import type { SearchOptions } from '#libs/erasure/named-elsewhere.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** Undefined if it does not exist. `search`: settings of the search for events of others. Throws NAMES_BEING_SEARCHED. */
export class FindErasure extends Query<ReadErasure | undefined> {
  readonly id: string;
  readonly today: Day;
  readonly search: SearchOptions;

  constructor(id: string, today: Day, search: SearchOptions = {}) {
    super();
    this.id = id;
    this.today = today;
    this.search = search;
  }
}

@QueryHandler(FindErasure)
export class FindErasureHandler implements IQueryHandler<FindErasure> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  execute({ id, today, search }: FindErasure): Promise<ReadErasure | undefined> {
    return readErasure(this.#stores.log, id, today, search);
  }
}
