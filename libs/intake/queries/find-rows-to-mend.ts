/** The waiting rows of a kind, as a table to mend and import again. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type FactName, factKindOf } from '#libs/intake/fact-kinds.ts';
import { type FoundRow, waitingRowsAfter } from '#libs/intake/import/documents.ts';
import { IMPORTS } from '#libs/intake/import/imports.ts';
import { type MendingTable, mendingTable } from '#libs/intake/mending.ts';
import { documentsWithoutErased } from '#libs/read-store/without-erased.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class FindRowsToMend extends Query<MendingTable> {
  readonly kind: FactName;

  constructor(kind: FactName) {
    super();
    this.kind = kind;
  }
}

@QueryHandler(FindRowsToMend)
export class FindRowsToMendHandler implements IQueryHandler<FindRowsToMend> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ kind }: FindRowsToMend): Promise<MendingTable> {
    const documents = await documentsWithoutErased(this.#stores, IMPORTS);
    const open: FoundRow[] = [];
    for await (const batch of waitingRowsAfter(documents, { after: '', file: `${kind}.csv` }))
      open.push(...batch.map(([, row]) => row));
    return mendingTable(factKindOf(kind), open);
  }
}
