/** Gathers the events behind a payment, a statement or the year of a team, and calculates again from them alone. It records no event. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { type BasisAsked, type PaymentBasis, paymentBasis } from '#libs/statements/recomputation/payment-basis.ts';

export class GatherBasis extends Query<PaymentBasis> {
  readonly asked: BasisAsked;

  constructor(asked: BasisAsked) {
    super();
    this.asked = asked;
  }
}

@QueryHandler(GatherBasis)
export class GatherBasisHandler implements IQueryHandler<GatherBasis> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws the errors of `paymentBasis`. */
  execute({ asked }: GatherBasis): Promise<PaymentBasis> {
    return paymentBasis(this.#stores, asked);
  }
}
