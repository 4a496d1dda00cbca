/** A page of published events, in the order of the log. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Feed, type FeedPage, type FeedRequest } from '#libs/feed/feed.ts';

export class ReadFeed extends Query<FeedPage> {
  readonly request: FeedRequest;

  constructor(request: FeedRequest) {
    super();
    this.request = request;
  }
}

@QueryHandler(ReadFeed)
export class ReadFeedHandler implements IQueryHandler<ReadFeed> {
  readonly #feed: Feed;

  constructor(feed: Feed) {
    this.#feed = feed;
  }

  /** Throws DomainError for a cursor beyond the end. */
  execute({ request }: ReadFeed): Promise<FeedPage> {
    return this.#feed.read(request);
  }
}
