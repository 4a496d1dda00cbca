/** Finds the patients whose keeping period is over. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type DueErasures, dueErasures } from '#libs/erasure/due-erasures.ts';
import type { Day } from '#libs/kernel/day.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class FindDueErasures extends Query<DueErasures> {
  readonly today: Day;

  constructor(today: Day) {
    super();
    this.today = today;
  }
}

@QueryHandler(FindDueErasures)
export class FindDueErasuresHandler implements IQueryHandler<FindDueErasures> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws NotServed. */
  execute({ today }: FindDueErasures): Promise<DueErasures> {
    return dueErasures(this.#stores, today);
  }
}
