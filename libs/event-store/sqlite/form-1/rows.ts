/** Rows of events with the fields that a reader requested, and their events. */
import type { EventField, RecordedEvent } from '#libs/event-store/event.ts';

/**
 * Columns of `events e` and `streams s`. An id is text: a buffer for each row costs time, and memory that garbage collection frees late.
 */
const COLUMNS: Readonly<Record<EventField, string>> = {
  position: 'e.position',
  stream: 's.name',
  revision: 'e.revision',
  id: 'lower(hex(e.id))',
  type: 'e.type',
  schemaVersion: 'e.schema_version',
  effective: 'e.effective',
  knownOn: 'e.known_on',
  data: 'e.data',
  commit: 'e.commit_no',
};

/** The selected columns for these fields. */
export function eventColumnsOf(fields: readonly EventField[]): string {
  return fields.map((field) => COLUMNS[field]).join(', ');
}

/** The event of a row that begins with the values of `eventColumnsOf(fields)`. */
export function eventOf<Field extends EventField>(
  row: readonly unknown[],
  fields: readonly Field[],
): Pick<RecordedEvent, Field> {
  const event: Partial<Record<EventField, unknown>> = {};
  fields.forEach((field, i) => {
    event[field] = row[i];
  });
  return event as Pick<RecordedEvent, Field>;
}
