/** Finds the simulations with a stored effect, by name. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { type SimulationEffect, keptEffects } from '#libs/statements/calculation/simulation-effect.ts';

export class FindSimulations extends Query<readonly SimulationEffect[]> {}

@QueryHandler(FindSimulations)
export class FindSimulationsHandler implements IQueryHandler<FindSimulations> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  execute(): Promise<readonly SimulationEffect[]> {
    return keptEffects(this.#stores);
  }
}
