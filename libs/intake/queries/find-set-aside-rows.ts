/** The set-aside rows, with the right form, by file and line. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Keyed, type Page, type PageRequest, pageAfter } from '#libs/kernel/page.ts';
import { type FoundRow, rowsAfter, waitingRowsAfter } from '#libs/intake/import/documents.ts';
import { IMPORTS, type RowState, isRecorded } from '#libs/intake/import/imports.ts';
import { documentsWithoutErased } from '#libs/read-store/without-erased.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** An undefined field selects all. */
interface RowFilter {
  /** Name of the file. */
  readonly file?: string | undefined;
  readonly code?: string | undefined;
  /** Recorded since, from its file or another, or not. */
  readonly recorded?: boolean | undefined;
  readonly state?: RowState | undefined;
  /** The stream of the file: `import-…`. */
  readonly import?: string | undefined;
}

export class FindSetAsideRows extends Query<Page<FoundRow>> {
  readonly filter: RowFilter;
  readonly page: PageRequest;

  constructor(filter: RowFilter, page: PageRequest) {
    super();
    this.filter = filter;
    this.page = page;
  }
}

@QueryHandler(FindSetAsideRows)
export class FindSetAsideRowsHandler implements IQueryHandler<FindSetAsideRows> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ filter, page }: FindSetAsideRows): Promise<Page<FoundRow>> {
    const documents = await documentsWithoutErased(this.#stores, IMPORTS);
    const listed = filter.state === 'OPEN' ? waitingRowsAfter : rowsAfter;
    const rows = listed(documents, { after: page.after, file: filter.file });
    return pageAfter(page, asked(rows, filter));
  }
}

async function* asked(
  rows: AsyncIterable<readonly Keyed<FoundRow>[]>,
  { code, recorded, state, import: of }: RowFilter,
): AsyncIterable<readonly Keyed<FoundRow>[]> {
  for await (const batch of rows)
    yield batch.filter(
      ([, row]) =>
        (code ?? row.code) === row.code &&
        (state ?? row.state) === row.state &&
        (of ?? row.import) === row.import &&
        (recorded ?? isRecorded(row)) === isRecorded(row),
    );
}
