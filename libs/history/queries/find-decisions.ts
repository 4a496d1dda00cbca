/** The decisions and their authors, in the order of the log. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Person } from '#libs/event-store/author.ts';
import { isCarriedOver, storedAuthorOf } from '#libs/event-store/typed-event.ts';
import { DECISION_CATEGORIES, isDecision } from '#libs/commands/deeds.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface FoundDecision {
  readonly position: number;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly by: Person;
  readonly stream: string;
  readonly type: string;
}

export class FindDecisions extends Query<readonly FoundDecision[]> {
  /** Includes decisions under a name that a token proved, not only under typed names. */
  readonly verifiedToo: boolean;

  constructor(verifiedToo: boolean) {
    super();
    this.verifiedToo = verifiedToo;
  }
}

@QueryHandler(FindDecisions)
export class FindDecisionsHandler implements IQueryHandler<FindDecisions> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ verifiedToo }: FindDecisions): Promise<readonly FoundDecision[]> {
    const found: FoundDecision[] = [];
    for await (const batch of this.#stores.log.read({ after: 0, categories: DECISION_CATEGORIES }))
      for (const event of batch) {
        if (!isDecision(event.type)) continue;
        const meta = isCarriedOver(event) ? undefined : storedAuthorOf(event);
        if (meta === undefined || (!verifiedToo && meta.by.assurance === 'verified')) continue;
        const { position, stream, type } = event;
        found.push({ position, at: meta.at, by: meta.by, stream, type });
      }
    return found;
  }
}
