/** Every version of the regulation that was published, the oldest first; the last is in force. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { REGULATION_STREAM, publishedBy } from '#libs/regulation/publication/published.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

interface FoundVersion {
  readonly version: string;
  /** SHA-256 of its parameters and grids. */
  readonly fingerprint: string;
  readonly position: number;
  readonly revision: number;
  /** ISO 8601 instant. */
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly schemes: readonly string[];
  readonly inForce: boolean;
}

export class FindVersions extends Query<readonly FoundVersion[]> {}

@QueryHandler(FindVersions)
export class FindVersionsHandler implements IQueryHandler<FindVersions> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute(): Promise<readonly FoundVersion[]> {
    const { log } = this.#stores;
    const events = (await log.readStream(REGULATION_STREAM)).filter(({ type }) => type === 'RegulationPublished');
    const found: FoundVersion[] = [];
    for (const [i, event] of events.entries()) {
      const { position, revision, commit } = event;
      const published = publishedBy(event);
      if (published === undefined) throw new RangeError(`event ${position} publishes no version`);
      const { version, fingerprint, schemes } = published.regulation;
      const { recordedAt, actor } = await log.commit(commit);
      found.push({
        version,
        fingerprint,
        position,
        revision,
        publishedAt: recordedAt,
        publishedBy: actor,
        schemes: [...schemes.keys()],
        inForce: i === events.length - 1,
      });
    }
    return found;
  }
}
