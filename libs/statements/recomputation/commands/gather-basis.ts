/** Gathers the events behind a payment, a statement or the year of a team, and calculates again from them alone. It records no event. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Stores } from '#libs/runtime/stores.module.ts';
import { type BasisAsked, type PaymentBasis, paymentBasis } from '#libs/statements/recomputation/payment-basis.ts';

export class GatherBasis extends Command<PaymentBasis> {
  readonly asked: BasisAsked;

  constructor(asked: BasisAsked) {
    super();
    this.asked = asked;
  }
}

@CommandHandler(GatherBasis)
export class GatherBasisHandler implements ICommandHandler<GatherBasis> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws the errors of `paymentBasis`. */
  execute({ asked }: GatherBasis): Promise<PaymentBasis> {
    return paymentBasis(this.#stores, asked);
  }
}
