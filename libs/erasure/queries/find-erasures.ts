/** Finds the erasures of patients, the latest first. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type ListedErasure, erasurePage } from '#libs/erasure/listed-erasures.ts';
import { ALL, type Page, type PageRequest } from '#libs/kernel/page.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class FindErasures extends Query<Page<ListedErasure>> {
  readonly page: PageRequest;

  constructor(page: PageRequest = ALL) {
    super();
    this.page = page;
  }
}

@QueryHandler(FindErasures)
export class FindErasuresHandler implements IQueryHandler<FindErasures> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  execute({ page }: FindErasures): Promise<Page<ListedErasure>> {
    return erasurePage(this.#stores.log, page);
  }
}
