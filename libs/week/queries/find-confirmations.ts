/** Finds all proposals that wait for a second person, with a mark on those that the caller may confirm. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { type Confirmation, type Confirmer, confirmations } from '#libs/week/confirmations.ts';

export class FindConfirmations extends Query<readonly Confirmation[]> {
  readonly asking: Confirmer;

  constructor(asking: Confirmer) {
    super();
    this.asking = asking;
  }
}

@QueryHandler(FindConfirmations)
export class FindConfirmationsHandler implements IQueryHandler<FindConfirmations> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws LEDGER_NOT_CARRIED_OVER. */
  execute({ asking }: FindConfirmations): Promise<readonly Confirmation[]> {
    return confirmations(this.#stores.log, asking);
  }
}
