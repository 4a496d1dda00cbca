/** The legal source of every parameter of a statement, from the regulation that made it. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { referencesOf } from '#libs/statements/calculation/latest.ts';

export class FindReferences extends Query<ReadonlyMap<string, string>> {
  readonly calculated: CalculatedStatement;
  /** That it was calculated in; undefined where it was in none. */
  readonly simulation: string | undefined;

  constructor(calculated: CalculatedStatement, simulation: string | undefined) {
    super();
    this.calculated = calculated;
    this.simulation = simulation;
  }
}

@QueryHandler(FindReferences)
export class FindReferencesHandler implements IQueryHandler<FindReferences> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws REGULATION_NOT_IN_LOG. */
  execute({ calculated, simulation }: FindReferences): Promise<ReadonlyMap<string, string>> {
    return referencesOf(this.#stores, calculated, simulation);
  }
}
