/** The files received, by name. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Page, type PageRequest, pageAfter } from '#libs/kernel/page.ts';
import { type FoundFile, filesAfter } from '#libs/intake/import/documents.ts';
import { IMPORTS } from '#libs/intake/import/imports.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class FindReceivedFiles extends Query<Page<FoundFile>> {
  /** Only of this name; all where it is undefined. */
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

  async execute({ file, page }: FindReceivedFiles): Promise<Page<FoundFile>> {
    const documents = await this.#stores.projections.documents(IMPORTS);
    return pageAfter(page, filesAfter(documents, { after: page.after, file }));
  }
}
