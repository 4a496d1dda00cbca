/** The differences of a version of the regulation, published or proposed, from another one. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type VersionChange, versionDifference } from '#libs/regulation/publication/difference.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { type VersionSought, readVersionContent } from '#libs/regulation/publication/version-content.ts';

/** Undefined if one of the two does not exist. */
export class CompareVersions extends Query<readonly VersionChange[] | undefined> {
  readonly before: VersionSought;
  readonly after: VersionSought;

  constructor(before: VersionSought, after: VersionSought) {
    super();
    this.before = before;
    this.after = after;
  }
}

@QueryHandler(CompareVersions)
export class CompareVersionsHandler implements IQueryHandler<CompareVersions> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ before, after }: CompareVersions): Promise<readonly VersionChange[] | undefined> {
    const [one, other] = [
      await readVersionContent(this.#stores.log, before),
      await readVersionContent(this.#stores.log, after),
    ];
    return one === undefined || other === undefined ? undefined : versionDifference(one.source, other.source);
  }
}
