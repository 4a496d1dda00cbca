/** The files received, by name. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Page, type PageRequest, pageAfter } from '#libs/kernel/page.ts';
import { filesAfter } from '#libs/intake/import/documents.ts';
import { IMPORTS } from '#libs/intake/import/imports.ts';
import { type FoundFileWithArrival, withArrival } from '#libs/intake/queries/find-received-file.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class FindReceivedFiles extends Query<Page<FoundFileWithArrival>> {
  /** Only files of this name; all if undefined. */
  readonly file: string | undefined;
  readonly page: PageRequest;

  constructor(file: string | undefined, page: PageRequest) {
    super();
    this.file = file;
    this.page = page;
  }
}

@QueryHandler(FindReceivedFiles)
export class FindReceivedFilesHandler implements IQueryHandler<FindReceivedFiles> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ file, page }: FindReceivedFiles): Promise<Page<FoundFileWithArrival>> {
    const documents = await this.#stores.projections.documents(IMPORTS);
    const { items, next } = await pageAfter(page, filesAfter(documents, { after: page.after, file }));
    const { log } = this.#stores;
    return { items: await Promise.all(items.map((one) => withArrival(log, one))), next };
  }
}
