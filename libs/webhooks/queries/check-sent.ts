/** Whether a webhook gets the event at a position, before that event is sent again or given up. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Feed } from '#libs/feed/feed.ts';
import { requireSent } from '#libs/webhooks/subscription/change.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';

export class CheckSent extends Query<undefined> {
  readonly subscription: Subscription;
  readonly position: number;

  constructor(subscription: Subscription, position: number) {
    super();
    this.subscription = subscription;
    this.position = position;
  }
}

@QueryHandler(CheckSent)
export class CheckSentHandler implements IQueryHandler<CheckSent> {
  readonly #feed: Feed;

  constructor(feed: Feed) {
    this.#feed = feed;
  }

  /** Throws POSITION_NOT_PUBLISHED, POSITION_NOT_SENT. */
  async execute({ subscription, position }: CheckSent): Promise<undefined> {
    await requireSent(this.#feed, subscription, position);
  }
}
