/**
 * The effects of an event in later commits: the events recorded for the same request (a job and its results, a bulk command), and the
 * events of decisions and payments that name it. Facts about patients have no such effects: a calculation reads all of them at once.
 */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Commit, RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { namingOf } from '#libs/history/references.ts';
import { ForeignKey, type Page, type PageRequest } from '#libs/kernel/page.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** Categories of events that name what they rest on; they have few streams, compared with those of facts. */
const READ = ['statement', 'payment', 'ledger', 'job', 'regulation', 'payee', 'debtor', 'account', 'import'];
/** Events read for one page: it may be empty although more pages follow. */
const READ_AT_ONCE = 5_000;

export interface FoundEffect {
  readonly event: RecordedEvent;
  readonly recordedAt: string;
  /** `NAMES`: it names the event; `REQUEST`: the same request recorded it. */
  readonly why: 'NAMES' | 'REQUEST';
}

/** Undefined if no such event exists. The key of a page is the position up to which the log was read. */
export class FindEffects extends Query<Page<FoundEffect> | undefined> {
  readonly position: number;
  readonly page: PageRequest;

  constructor(position: number, page: PageRequest) {
    super();
    this.position = position;
    this.page = page;
  }
}

@QueryHandler(FindEffects)
export class FindEffectsHandler implements IQueryHandler<FindEffects> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ position, page: { after, limit } }: FindEffects): Promise<Page<FoundEffect> | undefined> {
    const { log } = this.#stores;
    const event = await eventAt(log, position);
    if (event === undefined) return undefined;
    const [own, end] = [await log.commit(event.commit), await log.end()];
    const names = namingOf(event);
    const items: FoundEffect[] = [];
    let [cursor, read] = [positionInKey(after) ?? position, 0];
    for await (const batch of log.read({ after: cursor, upTo: end, categories: READ })) {
      for (const one of batch) {
        read += 1;
        cursor = one.position;
        const found = one.commit === event.commit ? undefined : await effect(log, one, own, names);
        if (found !== undefined) items.push(found);
        if (items.length === limit || read === READ_AT_ONCE)
          return { items, next: cursor < end ? String(cursor) : undefined };
      }
    }
    return { items, next: undefined };
  }
}

function positionInKey(key: string): number | undefined {
  if (key === '') return undefined;
  if (!/^\d{1,15}$/.test(key)) throw new ForeignKey(key);
  return Number(key);
}

async function eventAt(log: EventStore, position: number): Promise<RecordedEvent | undefined> {
  for await (const [event] of log.read({ after: position - 1, upTo: position })) return event;
  return undefined;
}

async function effect(
  log: EventStore,
  event: RecordedEvent,
  own: Commit,
  names: (later: string) => boolean,
): Promise<FoundEffect | undefined> {
  const { recordedAt, correlation, actor } = await log.commit(event.commit);
  if (names(event.data)) return { event, recordedAt, why: 'NAMES' };
  return correlation === own.correlation && actor === own.actor ? { event, recordedAt, why: 'REQUEST' } : undefined;
}
