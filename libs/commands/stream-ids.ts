/** Lists the aggregates of a category: keeps the ids of its streams, so that each event is read once. */
import { memoisedOf } from '#libs/kernel/memo.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { EventsSince } from '#libs/event-store/events-since.ts';

/** One list per log, shared by its users: the ids in the order in which their streams began. */
export function streamIdsOf(category: string): (log: EventStore) => Promise<readonly string[]> {
  const idsIn = memoisedOf((log: EventStore) => ({
    ids: new Set<string>(),
    events: new EventsSince(log, { categories: [category], fields: ['stream'] }),
  }));
  return async (log) => {
    const { ids, events } = idsIn(log);
    await events.each(({ stream }) => {
      ids.add(stream.slice(category.length + 1));
    });
    return [...ids];
  };
}
