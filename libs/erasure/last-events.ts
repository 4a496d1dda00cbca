/**
 * The last event of each erasure. There may be as many erasures as patients, so none is read for its state: the types of their events are
 * read once, and later only those that came since.
 */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { EventsSince } from '#libs/event-store/events-since.ts';
import { ERASURE_CATEGORY } from '#libs/event-store/sealed/forgotten.ts';
import type { ErasureEvent } from '#libs/erasure/events.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';

type ErasureEventType = ErasureEvent['type'];

const lastIn = memoisedOf((log: EventStore) => ({
  /** The type, by id. */
  last: new Map<string, string>(),
  events: new EventsSince(log, { categories: [ERASURE_CATEGORY], fields: ['stream', 'type'] }),
}));

/** Ids of all that were ever proposed, in the order of their first proposal. */
export async function erasureIds(log: EventStore): Promise<readonly string[]> {
  return [...(await lastEvents(log)).keys()];
}

/**
 * The ids of erasures whose last event is one of these, in the order of their first proposal. A later event may come meanwhile, so the caller
 * checks the state of each.
 */
export async function erasuresAt(log: EventStore, ...types: readonly ErasureEventType[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const [id, type] of await lastEvents(log)) if ((types as readonly string[]).includes(type)) ids.push(id);
  return ids;
}

async function lastEvents(log: EventStore): Promise<ReadonlyMap<string, string>> {
  const { last, events } = lastIn(log);
  await events.each(({ stream, type }) => {
    last.set(stream.slice(ERASURE_CATEGORY.length + 1), type);
  });
  return last;
}
