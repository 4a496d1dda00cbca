/**
 * Reads the events of some types. The content of the others is not read: a statement that is calculated every day has a thousand
 * calculations for each event that a person made.
 */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore, ReadOptions } from '#libs/event-store/event-store.ts';

/** Wanted events with at most this many others between them are read together. */
const GAP = 4;

/** In batches, in the order of the log. */
export async function* eventsOfTypes(
  log: Pick<EventStore, 'read'>,
  options: Pick<ReadOptions, 'after' | 'upTo' | 'categories'>,
  isWanted: (type: string) => boolean,
): AsyncGenerator<readonly RecordedEvent[]> {
  const { categories } = options;
  const among = categories === undefined ? {} : { categories };
  for await (const heads of log.read({ ...options, fields: ['position', 'type'] })) {
    const events: RecordedEvent[] = [];
    for (const range of rangesOf(heads, isWanted))
      for await (const batch of log.read({ ...among, ...range }))
        events.push(...batch.filter(({ type }) => isWanted(type)));
    if (events.length > 0) yield events;
  }
}

/** The positions of the wanted ones. */
function rangesOf(
  heads: readonly Pick<RecordedEvent, 'position' | 'type'>[],
  isWanted: (type: string) => boolean,
): readonly Pick<ReadOptions, 'after' | 'upTo'>[] {
  const ranges: { readonly after: number; upTo: number }[] = [];
  let gap = 0;
  for (const { position, type } of heads) {
    const last = ranges.at(-1);
    if (!isWanted(type)) gap++;
    else {
      if (last === undefined || gap > GAP) ranges.push({ after: position - 1, upTo: position });
      else last.upTo = position;
      gap = 0;
    }
  }
  return ranges;
}
