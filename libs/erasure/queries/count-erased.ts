/** Counts the patients of a decided statement who are erased. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { erasedPatientsOf } from '#libs/erasure/erased-patients-of.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';

export class CountErased extends Query<number> {
  readonly of: TeamPeriod;

  constructor(of: TeamPeriod) {
    super();
    this.of = of;
  }
}

@QueryHandler(CountErased)
export class CountErasedHandler implements IQueryHandler<CountErased> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  execute({ of }: CountErased): Promise<number> {
    return erasedPatientsOf(this.#stores.log, of);
  }
}
