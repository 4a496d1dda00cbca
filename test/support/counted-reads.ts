/** A log that counts the events whose content is read from it: an action must not read more of them the longer the product is in use. */
import type { EventField } from '#libs/event-store/event.ts';
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
  const counted = <Event>(events: readonly Event[], fields: readonly EventField[] | undefined): readonly Event[] => {
    if (fields === undefined || fields.includes('data')) count += events.length;
    return events;
  };
  const readStream: EventStore['readStream'] = async (stream, options) =>
    counted(await of.readStream(stream, options), options?.fields);
  const read: EventStore['read'] = async function* (options) {
    for await (const batch of of.read(options)) yield counted(batch, options.fields);
  };
  const taken = (): number => {
    const before = count;
    count = 0;
    return before;
  };
  return { log: withOwn<EventStore>(of, { read, readStream }), taken };
}
