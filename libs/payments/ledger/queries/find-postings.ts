/** Finds the postings of an envelope in the order of the log, a page at a time. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Keyed, type Page, type PageRequest, pageAfter } from '#libs/kernel/page.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { streamAfter } from '#libs/event-store/stream-pages.ts';
import { ledgerStream } from '#libs/payments/ledger/envelopes.ts';
import { type RecordedPosting, recordedPosting } from '#libs/payments/ledger/recorded-posting.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** Undefined when there is no envelope of that name. */
export class FindPostings extends Query<Page<RecordedPosting> | undefined> {
  readonly envelope: string;
  readonly team: string | undefined;
  readonly page: PageRequest;

  constructor(envelope: string, team: string | undefined, page: PageRequest) {
    super();
    this.envelope = envelope;
    this.team = team;
    this.page = page;
  }
}

/** Events read at a time: about a page. */
const [BATCH_MIN, BATCH_MAX] = [50, 500];

@QueryHandler(FindPostings)
export class FindPostingsHandler implements IQueryHandler<FindPostings> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws ForeignKey for a page key of another list. */
  async execute({ envelope, team, page }: FindPostings): Promise<Page<RecordedPosting> | undefined> {
    const { log } = this.#stores;
    const stream = ledgerStream(envelope);
    if ((await log.readStream(stream, { limit: 1 })).length === 0) return undefined;
    const atATime = Math.min(Math.max(page.limit, BATCH_MIN), BATCH_MAX);
    const events = streamAfter(log, stream, { after: page.after, atATime });
    return pageAfter(page, postings(events, team));
  }
}

async function* postings(
  events: AsyncIterable<readonly Keyed<RecordedEvent>[]>,
  team: string | undefined,
): AsyncIterable<readonly Keyed<RecordedPosting>[]> {
  for await (const batch of events)
    yield batch.flatMap(([key, event]) => {
      const found = recordedPosting(event);
      if (found === undefined) return [];
      return (team ?? found.team) === found.team ? [[key, found] as const] : [];
    });
}
