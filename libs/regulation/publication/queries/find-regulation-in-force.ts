/** The version of the regulation in force, and whether the one shipped with the program waits to be published. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { loadRegulation } from '#libs/regulation/load.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { versions } from '#libs/regulation/publication/published.ts';
import type { PublishedRegulation } from '#libs/regulation/publication/state.ts';
import { shippedRegulation } from '#libs/regulation/shipped.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

interface FoundRegulationInForce {
  readonly published: PublishedRegulation;
  /** A new log: it was published just now, by the program itself. */
  readonly first: boolean;
  /** Version that came with the program and is not published; undefined if it is published. */
  readonly unpublished: string | undefined;
}

export class FindRegulationInForce extends Query<FoundRegulationInForce> {}

@QueryHandler(FindRegulationInForce)
export class FindRegulationInForceHandler implements IQueryHandler<FindRegulationInForce> {
  readonly #stores: ServedStores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: ServedStores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  /** Throws FAULTY_REGULATION if the version shipped has a fault. */
  async execute(): Promise<FoundRegulationInForce> {
    const before = await versions(this.#stores.log);
    const published = await this.#regulationInForce.current();
    const { version, fingerprint } = loadRegulation(shippedRegulation());
    const known = before.length === 0 || before.some(({ regulation }) => regulation.fingerprint === fingerprint);
    return { published, first: before.length === 0, unpublished: known ? undefined : version };
  }
}
