/** A log that counts the events whose content is read from it: an action must not read more of them the longer the product is in use. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { withOwn } from '#test/support/with-own.ts';

interface CountedReads {
  readonly log: EventStore;
  /** Since the last call. */
  readonly taken: () => number;
}

/** Another log to everything that is kept for each log, so that nothing is. */
export function countedReads(of: EventStore): CountedReads {
  let count = 0;
  const readStream: EventStore['readStream'] = async (...asked) => {
    const events = await of.readStream(...asked);
    count += events.length;
    return events;
  };
  const read: EventStore['read'] = async function* (options) {
    for await (const batch of of.read(options)) {
      count += batch.length;
      yield batch;
    }
  };
  const taken = (): number => {
    const before = count;
    count = 0;
    return before;
  };
  return { log: withOwn<EventStore>(of, { read, readStream }), taken };
}
