/** Number and digest of the events published up to a position, to compare with the data of a reader. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Feed, type FeedRequest, type FeedReconciliation } from '#libs/feed/feed.ts';

export class FindReconciliation extends Query<FeedReconciliation> {
  /** `after`: up to and including this position; default: the end of the log. */
  readonly request: Partial<Omit<FeedRequest, 'limit'>>;

  constructor(request: Partial<Omit<FeedRequest, 'limit'>>) {
    super();
    this.request = request;
  }
}

@QueryHandler(FindReconciliation)
export class FindReconciliationHandler implements IQueryHandler<FindReconciliation> {
  readonly #feed: Feed;

  constructor(feed: Feed) {
    this.#feed = feed;
  }

  /** Throws CURSOR_OF_ANOTHER_LOG, CURSOR_BEYOND_END. */
  async execute({ request }: FindReconciliation): Promise<FeedReconciliation> {
    return this.#feed.reconcile({ ...request, after: request.after ?? (await this.#feed.end()) });
  }
}
