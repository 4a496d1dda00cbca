/** A page of facts known long after they held, in the order of the log. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { FACT_CATEGORIES, LATE_FIELDS, type LateFact, lateFact } from '#libs/audit/tools/late-facts.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

interface LateFactsRequest {
  /** Facts after this position. */
  readonly after: number;
  readonly limit: number;
  /** Minimum number of days between the effective date and the day it was known. */
  readonly daysMin: number;
}

interface LateFactsPage {
  readonly facts: readonly LateFact[];
  /** The position up to which the log was read; undefined at its end. */
  readonly next: number | undefined;
}

/** Positions read for one page, so that a page without a late fact ends too. */
const MAX_SCANNED = 200_000;

export class FindLateFacts extends Query<LateFactsPage> {
  readonly request: LateFactsRequest;

  constructor(request: LateFactsRequest) {
    super();
    this.request = request;
  }
}

@QueryHandler(FindLateFacts)
export class FindLateFactsHandler implements IQueryHandler<FindLateFacts> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ request: { after, limit, daysMin } }: FindLateFacts): Promise<LateFactsPage> {
    const { log } = this.#stores;
    const end = await log.end();
    const upTo = Math.min(end, after + MAX_SCANNED);
    const facts: LateFact[] = [];
    if (after >= end) return { facts, next: undefined };
    for await (const batch of log.read({ after, upTo, categories: FACT_CATEGORIES, fields: LATE_FIELDS }))
      for (const event of batch) {
        const late = lateFact(event, daysMin);
        if (late !== undefined) facts.push(late);
        if (facts.length === limit) return { facts, next: event.position };
      }
    return { facts, next: upTo < end ? upTo : undefined };
  }
}
