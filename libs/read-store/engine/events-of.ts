/** Reads the events of a projection, with the fields that it reads. */
import type { EventField, RecordedEvent } from '#libs/event-store/event.ts';
import type { LogReader, ReadOptions } from '#libs/event-store/event-store.ts';
import type { Projection } from '#libs/read-store/projection.ts';

/** The fields that name an event that cannot be folded. */
const NAMING = ['position', 'stream', 'type'] as const satisfies readonly EventField[];

/** Events with only the fields of the projection: its type restricts it to them. */
export function projectedEvents(
  { categories, fields }: Projection<unknown>,
  log: Pick<LogReader, 'read'>,
  options: Pick<ReadOptions, 'after' | 'upTo' | 'order' | 'streams'>,
): AsyncIterable<readonly RecordedEvent[]> {
  if (fields === undefined) return log.read({ ...options, categories });
  const read: ReadOptions = { ...options, categories, fields: [...new Set([...NAMING, ...fields])] };
  return log.read(read);
}
