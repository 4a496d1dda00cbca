/** Simulations that are kept, side by side, grouped as asked. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { type ComparedGroup, type Grouping, comparedGroups } from '#libs/statements/calculation/compared-scenarios.ts';
import { unknown } from '#libs/statements/calculation/refusals.ts';
import { type SimulationEffect, keptEffect } from '#libs/statements/calculation/simulation-effect.ts';

interface Comparison {
  readonly effects: readonly SimulationEffect[];
  /** Ordered by group, then by the given names. */
  readonly groups: readonly ComparedGroup[];
}

export class CompareScenarios extends Query<Comparison> {
  readonly names: readonly string[];
  readonly by: Grouping;

  constructor(names: readonly string[], by: Grouping) {
    super();
    this.names = names;
    this.by = by;
  }
}

@QueryHandler(CompareScenarios)
export class CompareScenariosHandler implements IQueryHandler<CompareScenarios> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws NO_SUCH_SIMULATION, SIMULATIONS_APART. */
  async execute({ names, by }: CompareScenarios): Promise<Comparison> {
    const effects: SimulationEffect[] = [];
    for (const name of names) {
      const found = await keptEffect(this.#stores, name);
      if (found === undefined) throw unknown('NO_SUCH_SIMULATION', { simulation: name });
      effects.push(found);
    }
    return { effects, groups: comparedGroups(effects, by) };
  }
}
