/** Finds the simulations whose effect is kept, by name; and one of them. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { type SimulationEffect, keptEffect, keptEffects } from '#libs/statements/calculation/simulation-effect.ts';

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

/** Undefined where none is kept under the name. */
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
