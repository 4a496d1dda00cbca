/** The regulation in force, read again only when another was published; a new log publishes the one shipped. */
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import {
  type PublishedRegulation,
  REGULATION_STREAM,
  latest,
  publishFirst,
} from '#libs/regulation/publication/published.ts';
import { shippedRegulation } from '#libs/regulation/shipped.ts';

export class RegulationInForce {
  readonly #log: EventStore;
  readonly #firstCommit: () => Commit;
  #known: { readonly revision: number; readonly published: PublishedRegulation } | undefined;

  /** `firstCommit`: what the first version of a new log is recorded with. */
  constructor(log: EventStore, firstCommit: () => Commit) {
    this.#log = log;
    this.#firstCommit = firstCommit;
  }

  /** `firstCommit`: of a command that may be the first of a new log. Throws RegulationError where the version shipped has a fault. */
  async current(firstCommit: Commit = this.#firstCommit()): Promise<PublishedRegulation> {
    const [last] = await this.#log.readStream(REGULATION_STREAM, { backwards: true, limit: 1 });
    const revision = last?.revision ?? -1;
    if (this.#known?.revision === revision) return this.#known.published;
    const published = (await latest(this.#log)) ?? (await publishFirst(this.#log, shippedRegulation(), firstCommit));
    this.#known = { revision, published };
    return published;
  }
}
