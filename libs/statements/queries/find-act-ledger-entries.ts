/** The act ledger entries of a statement, computed again from the dossiers as its calculation saw them. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { ActLedgerEntry } from '#libs/acts/act-ledger.ts';
import { requireInputs } from '#libs/statements/calculation/inputs.ts';
import { KeptEntries } from '#libs/statements/outputs/kept-entries.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';

export class FindActLedgerEntries extends Query<readonly ActLedgerEntry[]> {
  readonly calculated: CalculatedStatement;

  constructor(calculated: CalculatedStatement) {
    super();
    this.calculated = calculated;
  }
}

@QueryHandler(FindActLedgerEntries)
export class FindActLedgerEntriesHandler implements IQueryHandler<FindActLedgerEntries> {
  readonly #stores: ServedStores;
  readonly #entries: KeptEntries;

  constructor(stores: ServedStores, entries: KeptEntries) {
    this.#stores = stores;
    this.#entries = entries;
  }

  /** Ordered by act, class and reason. Throws NOT_FOLDED_YET, and the errors of `entriesOfStatement`. */
  async execute({ calculated }: FindActLedgerEntries): Promise<readonly ActLedgerEntry[]> {
    await requireInputs(this.#stores, calculated);
    return this.#entries.of(calculated);
  }
}
