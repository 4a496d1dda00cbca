/**
 * Reads the events of some types. The content of the others is not read: a statement that is calculated every day has a thousand
 * calculations for each event that a person made.
 */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore, ReadOptions } from '#libs/event-store/event-store.ts';

/** If more than one event in this many is wanted, all are read together. */
const SPARSE = 4;

/** In batches, in the order of the log. */
export async function* eventsOfTypes(
  log: Pick<EventStore, 'read'>,
  options: Pick<ReadOptions, 'after' | 'upTo' | 'categories'>,
  isWanted: (type: string) => boolean,
): AsyncGenerator<readonly RecordedEvent[]> {
  const { categories } = options;
  const range = categories === undefined ? {} : { categories };
  for await (const heads of log.read({ ...options, fields: ['position', 'type'] })) {
    const wanted = heads.filter(({ type }) => isWanted(type));
    const [first, last] = [wanted.at(0), wanted.at(-1)];
    if (first === undefined || last === undefined) continue;
    const isDense = wanted.length * SPARSE > heads.length;
    const parts = isDense ? [{ from: first.position, to: last.position }] : wanted.map(alone);
    const events: RecordedEvent[] = [];
    for (const { from, to } of parts)
      for await (const batch of log.read({ ...range, after: from - 1, upTo: to }))
        events.push(...batch.filter(({ type }) => isWanted(type)));
    yield events;
  }
}

function alone({ position }: Pick<RecordedEvent, 'position'>): { readonly from: number; readonly to: number } {
  return { from: position, to: position };
}
