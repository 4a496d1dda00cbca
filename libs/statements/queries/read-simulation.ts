/** Reads the effect that is kept of a simulation. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { type SimulationEffect, keptEffect } from '#libs/statements/calculation/simulation-effect.ts';

/** Undefined if no simulation is kept under the name. */
export class ReadSimulation extends Query<SimulationEffect | undefined> {
  readonly name: string;

  constructor(name: string) {
    super();
    this.name = name;
  }
}

@QueryHandler(ReadSimulation)
export class ReadSimulationHandler implements IQueryHandler<ReadSimulation> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  execute({ name }: ReadSimulation): Promise<SimulationEffect | undefined> {
    return keptEffect(this.#stores, name);
  }
}
