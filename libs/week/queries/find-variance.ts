/** The outliers among the statements of a period, and the code for a bulk approval. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { refuseUnknownSchemes } from '#libs/regulation/known-schemes.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { teamsDueFor } from '#libs/week/teams-due.ts';
import { type VarianceReport, type VarianceRequest, variance } from '#libs/week/variance.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class FindVariance extends Query<VarianceReport> {
  readonly asked: VarianceRequest;

  constructor(asked: VarianceRequest) {
    super();
    this.asked = asked;
  }
}

@QueryHandler(FindVariance)
export class FindVarianceHandler implements IQueryHandler<FindVariance> {
  readonly #stores: ServedStores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: ServedStores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  /** Throws NO_SUCH_SCHEME if the scheme is not in the regulation in force, PERIOD_NOT_CALCULATED. */
  async execute({ asked }: FindVariance): Promise<VarianceReport> {
    const { regulation } = await this.#regulationInForce.current();
    if (asked.scheme !== undefined) refuseUnknownSchemes([asked.scheme], regulation);
    return variance(this.#stores, asked, await teamsDueFor(this.#stores, asked.period, regulation));
  }
}
