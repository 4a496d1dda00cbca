/** A page of the decisions and their authors, in the order of the log. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Person } from '#libs/event-store/author.ts';
import { isCarriedOver, storedAuthorOf } from '#libs/event-store/typed-event.ts';
import { DECISION_CATEGORIES, isDecision } from '#libs/commands/deeds.ts';
import { eventsOfTypes } from '#libs/event-store/events-of-types.ts';
import { ForeignKey, type Keyed, type Page, type PageRequest, numberKey, pageAfter } from '#libs/kernel/page.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface FoundDecision {
  readonly position: number;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly by: Person;
  readonly stream: string;
  readonly type: string;
}

export class FindDecisions extends Query<Page<FoundDecision>> {
  /** Includes decisions under a name that a token proved, not only under typed names. */
  readonly verifiedToo: boolean;
  readonly page: PageRequest;

  constructor(verifiedToo: boolean, page: PageRequest) {
    super();
    this.verifiedToo = verifiedToo;
    this.page = page;
  }
}

@QueryHandler(FindDecisions)
export class FindDecisionsHandler implements IQueryHandler<FindDecisions> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws ForeignKey. */
  execute({ verifiedToo, page }: FindDecisions): Promise<Page<FoundDecision>> {
    return pageAfter(page, this.#after(positionIn(page.after), verifiedToo));
  }

  async *#after(after: number, verifiedToo: boolean): AsyncGenerator<readonly Keyed<FoundDecision>[]> {
    for await (const batch of eventsOfTypes(this.#stores.log, { after, categories: DECISION_CATEGORIES }, isDecision))
      yield batch.flatMap((event): readonly Keyed<FoundDecision>[] => {
        const meta = isCarriedOver(event) ? undefined : storedAuthorOf(event);
        if (meta === undefined || (!verifiedToo && meta.by.assurance === 'verified')) return [];
        const { position, stream, type } = event;
        return [[numberKey(position), { position, at: meta.at, by: meta.by, stream, type }]];
      });
  }
}

function positionIn(key: string): number {
  const position = Number(key);
  if (key !== '' && key !== numberKey(position)) throw new ForeignKey(key);
  return position;
}
