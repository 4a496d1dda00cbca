/** The recorded events of one stream. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Page, type PageRequest, pageAfter } from '#libs/kernel/page.ts';
import type { Commit, RecordedEvent } from '#libs/event-store/event.ts';
import { streamAfter } from '#libs/event-store/stream-pages.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface StreamEvent {
  readonly event: RecordedEvent;
  /** The commit of the event. */
  readonly commit: Commit;
}

/** Undefined for an unknown stream. Throws ForeignKey. */
export class FindStreamEvents extends Query<Page<StreamEvent> | undefined> {
  readonly stream: string;
  /** Newest first. */
  readonly backwards: boolean;
  readonly page: PageRequest;

  constructor(stream: string, backwards: boolean, page: PageRequest) {
    super();
    this.stream = stream;
    this.backwards = backwards;
    this.page = page;
  }
}

@QueryHandler(FindStreamEvents)
export class FindStreamEventsHandler implements IQueryHandler<FindStreamEvents> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ stream, backwards, page }: FindStreamEvents): Promise<Page<StreamEvent> | undefined> {
    const { log } = this.#stores;
    if ((await log.readStream(stream, { limit: 1 })).length === 0) return undefined;
    const events = streamAfter(log, stream, { after: page.after, backwards, atATime: page.limit + 1 });
    const { items, next } = await pageAfter(page, events);
    const commits = new Map<number, Commit>();
    const found: StreamEvent[] = [];
    for (const event of items) {
      const commit = commits.get(event.commit) ?? (await log.commit(event.commit));
      commits.set(event.commit, commit);
      found.push({ event, commit });
    }
    return { items: found, next };
  }
}
