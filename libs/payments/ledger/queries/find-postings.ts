/** The postings of the payment ledger of an envelope, in the order of the log, a page at a time. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Keyed, type Page, type PageRequest, pageAfter } from '#libs/kernel/page.ts';
import type { CommandMeta } from '#libs/event-store/author.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { streamAfter } from '#libs/event-store/stream-pages.ts';
import { ledgerStream } from '#libs/payments/ledger/envelopes.ts';
import { LEDGER_EVENTS, type LedgerEvent } from '#libs/payments/ledger/events.ts';
import { type Posting, teamOf } from '#libs/payments/ledger/posting.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** An event that moves money. What it is not about is undefined. */
export interface FoundPosting extends Posting {
  readonly position: number;
  readonly revision: number;
  readonly type: LedgerEvent['type'];
  readonly team: string;
  /** Period or day it is about, as written. */
  readonly effective: string;
  readonly decision: string | undefined;
  readonly item: string | undefined;
  readonly recovery: string | undefined;
  readonly run: string | undefined;
  readonly endToEndId: string | undefined;
  readonly author: CommandMeta | undefined;
}

/** Undefined where there is no envelope of that name. */
export class FindPostings extends Query<Page<FoundPosting> | undefined> {
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

  /** Throws ForeignKey where the page goes on from a key of another list. */
  async execute({ envelope, team, page }: FindPostings): Promise<Page<FoundPosting> | undefined> {
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
): AsyncIterable<readonly Keyed<FoundPosting>[]> {
  for await (const batch of events)
    yield batch.flatMap(([key, event]) => {
      const found = postingOf(event);
      if (found === undefined) return [];
      return (team ?? found.team) === found.team ? [[key, found] as const] : [];
    });
}

function postingOf(recorded: RecordedEvent): FoundPosting | undefined {
  const { type, effective, data, meta } = LEDGER_EVENTS.read(recorded);
  if (!('debit' in data)) return undefined;
  const { debit, credit, amountCents } = data;
  return {
    position: meta.position,
    revision: meta.revision,
    type,
    // Both accounts are of one team.
    team: teamOf(debit),
    effective,
    debit,
    credit,
    amountCents,
    decision: 'decision' in data ? data.decision : undefined,
    item: 'item' in data ? data.item : undefined,
    recovery: 'recovery' in data ? data.recovery : undefined,
    run: 'run' in data ? data.run : undefined,
    endToEndId: 'endToEndId' in data ? data.endToEndId : undefined,
    author: meta.command?.meta,
  };
}
