/** Reads the progress of the routine of a quarter. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Day, Quarter } from '#libs/kernel/day.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { ServedStores, Stores } from '#libs/runtime/stores.module.ts';
import { type QuarterState, quarterState } from '#libs/week/quarter.ts';

export class ReadQuarter extends Query<QuarterState> {
  readonly quarter: Quarter;
  readonly asOf: Day;

  constructor(quarter: Quarter, asOf: Day) {
    super();
    this.quarter = quarter;
    this.asOf = asOf;
  }
}

@QueryHandler(ReadQuarter)
export class ReadQuarterHandler implements IQueryHandler<ReadQuarter> {
  readonly #stores: ServedStores;
  readonly #calculateWith: Stores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: ServedStores, calculateWith: Stores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#calculateWith = calculateWith;
    this.#regulationInForce = regulationInForce;
  }

  async execute({ quarter, asOf }: ReadQuarter): Promise<QuarterState> {
    const { regulation } = await this.#regulationInForce.current();
    return quarterState(this.#stores, this.#calculateWith, { quarter, asOf, regulation });
  }
}
