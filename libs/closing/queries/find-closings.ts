/** Finds the close-outs of all teams and schemes. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { closingsOf } from '#libs/closing/closings.ts';
import { type Closing, closingKey } from '#libs/closing/state.ts';
import { compareText } from '#libs/kernel/text.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** Closed subjects and waiting proposals, ordered by name. */
export class FindClosings extends Query<readonly Closing[]> {}

@QueryHandler(FindClosings)
export class FindClosingsHandler implements IQueryHandler<FindClosings> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute(): Promise<readonly Closing[]> {
    const all = [...(await closingsOf(this.#stores.log)).values()];
    return all
      .filter(({ status }) => status !== 'OPEN')
      .sort((a, b) => compareText(closingKey(a.subject), closingKey(b.subject)));
  }
}
