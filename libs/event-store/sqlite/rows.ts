/** Rows of events as the store reads them, and the events that they stand for. */
import type { RecordedEvent } from '#libs/event-store/event.ts';

/** What a query of events selects, of `events e` and `streams s`. */
export const COLUMNS =
  'e.position, s.name, e.revision, e.id, e.type, e.schema_version, e.effective, e.known_on, e.data, e.commit_no';

/** The values of COLUMNS, in order. */
export type EventRow = [number, string, number, Uint8Array, string, number, string, string, string, number];

export function toEvent(row: EventRow): RecordedEvent {
  const [position, stream, revision, id, type, schemaVersion, effective, knownOn, data, commit] = row;
  return {
    position,
    stream,
    revision,
    // Made only when asked for: most readers never look at it.
    get id() {
      return Buffer.from(id).toString('hex');
    },
    type,
    schemaVersion,
    effective,
    knownOn,
    data,
    commit,
  };
}
