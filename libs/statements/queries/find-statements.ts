/** Finds the latest calculations, each with the status of its statement: filtered, searched, in the requested order, by page. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Page, PageRequest } from '#libs/kernel/page.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { type StatementFilter, chosenStatements } from '#libs/statements/listed/chosen-statements.ts';
import type { ListedStatement } from '#libs/statements/listed/listed-statements.ts';
import { type StatementOrder, pageInOrder } from '#libs/statements/listed/order.ts';

export class FindStatements extends Query<Page<ListedStatement>> {
  readonly filter: StatementFilter;
  readonly order: StatementOrder;
  readonly page: PageRequest;

  constructor(filter: StatementFilter, order: StatementOrder, page: PageRequest) {
    super();
    this.filter = filter;
    this.order = order;
    this.page = page;
  }
}

@QueryHandler(FindStatements)
export class FindStatementsHandler implements IQueryHandler<FindStatements> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws ForeignKey for a page key of another list. */
  async execute({ filter, order, page }: FindStatements): Promise<Page<ListedStatement>> {
    return pageInOrder(await chosenStatements(this.#stores, filter), order, page);
  }
}
