/** Finds the postings of an envelope in the order of the log, a page at a time. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Keyed, type Page, type PageRequest, pageAfter } from '#libs/kernel/page.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { streamAfter } from '#libs/event-store/stream-pages.ts';
import { LEDGER_STREAM, ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { type RecordedPosting, recordedPostings } from '#libs/payments/ledger/recorded-posting.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** Undefined if no envelope has that name. */
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
    if (!(await ledgerOf(log)).envelopes.has(envelope)) return undefined;
    const atATime = Math.min(Math.max(page.limit, BATCH_MIN), BATCH_MAX);
    const events = streamAfter(log, LEDGER_STREAM, { after: page.after, atATime });
    return pageAfter(page, postings(events, { envelope, team }));
  }
}

async function* postings(
  events: AsyncIterable<readonly Keyed<RecordedEvent>[]>,
  { envelope, team }: { readonly envelope: string; readonly team: string | undefined },
): AsyncIterable<readonly Keyed<RecordedPosting>[]> {
  for await (const batch of events)
    // An event has one posting of an envelope at most.
    yield batch.flatMap(([key, event]) =>
      recordedPostings(event)
        .filter((found) => found.envelope === envelope && (team ?? found.team) === found.team)
        .map((found) => [key, found] as const),
    );
}
