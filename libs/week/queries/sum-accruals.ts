/** The costs of the periods of a year that were not paid by its end: one by one, and summed up by period, scheme and kind. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { listedStatements } from '#libs/statements/listed/listed-statements.ts';
import { type AccrualSum, accrualSums, schemesOf } from '#libs/week/accrual-sums.ts';
import { type Accrual, type Accruals, accruals } from '#libs/week/accruals.ts';
import type { AccrualsAsked } from '#libs/week/queries/find-accruals.ts';

export interface SummedAccruals extends Accruals {
  readonly accruals: readonly (Accrual & { readonly scheme: string | null })[];
  readonly sums: readonly AccrualSum[];
}

export class SumAccruals extends Query<SummedAccruals> {
  readonly asked: AccrualsAsked;

  constructor(asked: AccrualsAsked) {
    super();
    this.asked = asked;
  }
}

@QueryHandler(SumAccruals)
export class SumAccrualsHandler implements IQueryHandler<SumAccruals> {
  readonly #stores: ServedStores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: ServedStores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  async execute({ asked }: SumAccruals): Promise<SummedAccruals> {
    const { regulation } = await this.#regulationInForce.current();
    const found = await accruals(this.#stores, { ...asked, regulation });
    const schemeOf = schemesOf(await listedStatements(this.#stores));
    const withScheme = found.accruals.map((one) => ({ ...one, scheme: schemeOf(one) }));
    return { ...found, accruals: withScheme, sums: accrualSums(found.accruals, schemeOf) };
  }
}
