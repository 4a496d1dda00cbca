/** An auditor's selection of payments, decisions or events, compared with the whole. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { EntryKind } from '#libs/audit/tools/entries.ts';
import type { EntryFilter, Extract } from '#libs/audit/tools/extract.ts';
import { extractFrom } from '#libs/audit/tools/read-done.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class ExtractEntries extends Query<Extract> {
  readonly what: EntryKind;
  readonly filter: EntryFilter;

  constructor(what: EntryKind, filter: EntryFilter) {
    super();
    this.what = what;
    this.filter = filter;
  }
}

@QueryHandler(ExtractEntries)
export class ExtractEntriesHandler implements IQueryHandler<ExtractEntries> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  execute({ what, filter }: ExtractEntries): Promise<Extract> {
    return extractFrom(this.#stores.log, what, filter);
  }
}
