/** The content of a version of the regulation, published or proposed. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import {
  type VersionContent,
  type VersionSought,
  readVersionContent,
} from '#libs/regulation/publication/version-content.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** Undefined if no such version exists. */
export class ReadVersion extends Query<VersionContent | undefined> {
  readonly sought: VersionSought;

  constructor(sought: VersionSought) {
    super();
    this.sought = sought;
  }
}

@QueryHandler(ReadVersion)
export class ReadVersionHandler implements IQueryHandler<ReadVersion> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  execute({ sought }: ReadVersion): Promise<VersionContent | undefined> {
    return readVersionContent(this.#stores.log, sought);
  }
}
