/** The waiting rows of each received file, grouped by fault: the tasks. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type FirstArrival, firstArrival } from '#libs/intake/import/import-stream.ts';
import { IMPORTS } from '#libs/intake/import/imports.ts';
import { waitingRowsAfter } from '#libs/intake/import/documents.ts';
import { documentsWithoutErased } from '#libs/read-store/without-erased.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface SetAsideSummary extends FirstArrival {
  /** The stream of the file: `import-…`. */
  readonly import: string;
  readonly file: string;
  readonly code: string;
  readonly rows: number;
  readonly firstLine: number;
  /** The message of the first row. */
  readonly message: string;
}

/** In the order of the files and their rows. */
export class SummariseSetAside extends Query<readonly SetAsideSummary[]> {}

@QueryHandler(SummariseSetAside)
export class SummariseSetAsideHandler implements IQueryHandler<SummariseSetAside> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute(): Promise<readonly SetAsideSummary[]> {
    const { log } = this.#stores;
    const documents = await documentsWithoutErased(this.#stores, IMPORTS);
    const groups = new Map<string, Omit<SetAsideSummary, keyof FirstArrival>>();
    for await (const batch of waitingRowsAfter(documents, { after: '', file: undefined }))
      for (const [, { import: of, file, code, line, message }] of batch) {
        const key = `${of}\n${code}`;
        const { rows = 0, ...first } = groups.get(key) ?? { firstLine: line, message };
        groups.set(key, { import: of, file, code, ...first, rows: rows + 1 });
      }
    const found: SetAsideSummary[] = [];
    for (const group of groups.values()) found.push({ ...group, ...(await firstArrival(log, group.import)) });
    return found;
  }
}
