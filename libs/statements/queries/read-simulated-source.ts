/** The version of the regulation that a simulation tried, as a person wants to propose it. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { latest } from '#libs/regulation/publication/published.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { refused, unknown } from '#libs/statements/calculation/refusals.ts';
import { type AsVersion, simulatedSource } from '#libs/statements/calculation/simulated-source.ts';
import { keptEffect } from '#libs/statements/calculation/simulation-effect.ts';

export class ReadSimulatedSource extends Query<RegulationSource> {
  readonly simulation: string;
  readonly as: AsVersion;

  constructor(simulation: string, as: AsVersion) {
    super();
    this.simulation = simulation;
    this.as = as;
  }
}

@QueryHandler(ReadSimulatedSource)
export class ReadSimulatedSourceHandler implements IQueryHandler<ReadSimulatedSource> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws NO_SUCH_SIMULATION, and SIMULATED_BESIDE_FORMER if another version came into force since, because the effect would differ. */
  async execute({ simulation, as }: ReadSimulatedSource): Promise<RegulationSource> {
    const effect = await keptEffect(this.#stores, simulation);
    const inForce = await latest(this.#stores.log);
    if (effect === undefined || inForce === undefined) throw unknown('NO_SUCH_SIMULATION', { simulation });
    const { version } = inForce.regulation;
    if (effect.regulationVersion !== version)
      throw refused('SIMULATED_BESIDE_FORMER', { simulation, version: effect.regulationVersion, inForce: version });
    return simulatedSource(inForce.source, effect, as);
  }
}
