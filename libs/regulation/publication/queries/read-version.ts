/** The content of a version of the regulation, published or proposed, and what it changes of another. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type VersionChange, versionDifference } from '#libs/regulation/publication/difference.ts';
import { proposedVersion, versions } from '#libs/regulation/publication/published.ts';
import { loaded } from '#libs/regulation/publication/state.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** A published version by its name, or the one that waits to be published. */
type VersionSought = { readonly version: string } | 'proposed';

export interface VersionContent {
  readonly source: RegulationSource;
  readonly regulation: Regulation;
}

/** Undefined where there is no such version. */
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
    return contentOf(this.#stores, sought);
  }
}

/** Undefined where one of the two is not there. */
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
    const [one, other] = [await contentOf(this.#stores, before), await contentOf(this.#stores, after)];
    return one === undefined || other === undefined ? undefined : versionDifference(one.source, other.source);
  }
}

async function contentOf({ log }: ServedStores, sought: VersionSought): Promise<VersionContent | undefined> {
  if (sought !== 'proposed')
    return (await versions(log)).findLast(({ regulation }) => regulation.version === sought.version);
  const proposal = await proposedVersion(log);
  return proposal === undefined ? undefined : loaded(proposal.content);
}
