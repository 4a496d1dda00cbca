/** Finds the legal source of every parameter of a statement, in the regulation of its calculation. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { parameterReferences } from '#libs/statements/calculation/latest.ts';

export class FindReferences extends Query<ReadonlyMap<string, string>> {
  readonly calculated: CalculatedStatement;
  /** The simulation it belongs to, if any. */
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
    return parameterReferences(this.#stores, calculated, simulation);
  }
}
