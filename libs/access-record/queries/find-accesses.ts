/** A page of the record of accesses, in the order of time. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Access, AccessFilter } from '#libs/access-record/access-record.ts';
import { Accesses } from '#libs/access-record/accesses.ts';
import type { Page, PageRequest } from '#libs/kernel/page.ts';

export class FindAccesses extends Query<Page<Access>> {
  readonly filter: AccessFilter;
  readonly page: PageRequest;

  constructor(filter: AccessFilter, page: PageRequest) {
    super();
    this.filter = filter;
    this.page = page;
  }
}

@QueryHandler(FindAccesses)
export class FindAccessesHandler implements IQueryHandler<FindAccesses> {
  readonly #accesses: Accesses;

  constructor(accesses: Accesses) {
    this.#accesses = accesses;
  }

  async execute({ filter, page: { after, limit } }: FindAccesses): Promise<Page<Access>> {
    await this.#accesses.flush();
    const found = await this.#accesses.record.find(filter, after, limit + 1);
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? items.at(-1)?.key : undefined };
  }
}
