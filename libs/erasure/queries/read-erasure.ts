/** Reads the erasure of a patient, with the code that confirms what is read. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Day } from '#libs/kernel/day.ts';
import { type ReadErasure, readErasure } from '#libs/erasure/listed-erasures.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** Undefined where there is none. */
export class FindErasure extends Query<ReadErasure | undefined> {
  readonly id: string;
  readonly today: Day;

  constructor(id: string, today: Day) {
    super();
    this.id = id;
    this.today = today;
  }
}

@QueryHandler(FindErasure)
export class FindErasureHandler implements IQueryHandler<FindErasure> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  execute({ id, today }: FindErasure): Promise<ReadErasure | undefined> {
    return readErasure(this.#stores.log, id, today);
  }
}
