/** The costs of the periods of a year that were not paid by its end, and the debts of teams. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { type Accruals, type AccrualsRequest, accruals } from '#libs/week/accruals.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export type AccrualsAsked = Omit<AccrualsRequest, 'regulation'>;

export class FindAccruals extends Query<Accruals> {
  readonly asked: AccrualsAsked;

  constructor(asked: AccrualsAsked) {
    super();
    this.asked = asked;
  }
}

@QueryHandler(FindAccruals)
export class FindAccrualsHandler implements IQueryHandler<FindAccruals> {
  readonly #stores: ServedStores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: ServedStores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  async execute({ asked }: FindAccruals): Promise<Accruals> {
    const { regulation } = await this.#regulationInForce.current();
    return accruals(this.#stores, { ...asked, regulation });
  }
}
