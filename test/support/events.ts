/** Recorded events for tests, without a store. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { toEvent } from '#libs/facts/fact-event.ts';
import { type FactName, factKindOf } from '#libs/intake/fact-kinds.ts';

/** The event of a row of facts, recorded at a position; omitted columns are empty. */
export function factEvent(file: FactName, row: Readonly<Record<string, string>>, position = 1): RecordedEvent {
  const { columns } = factKindOf(file);
  const { stream, event } = toEvent(factKindOf(file))(columns.map(({ name }) => row[name] ?? ''));
  return { ...event, stream, position, revision: position - 1, commit: 1 };
}
