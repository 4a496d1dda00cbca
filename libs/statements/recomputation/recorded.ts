/** Up to where statements were recomputed, as the log has it. */
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { writtenEvent } from '#libs/event-store/written-event.ts';
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import {
  RECOMPUTATION_EVENTS,
  RECOMPUTATION_STREAM,
  type StatementsRecomputed,
} from '#libs/statements/recomputation/events.ts';

/** Position up to which all decisions are recomputed; 0 where none was. */
export async function recomputedUpTo(log: EventStore): Promise<number> {
  const [last] = await log.readStream(RECOMPUTATION_STREAM, { backwards: true, limit: 1 });
  return last === undefined ? 0 : RECOMPUTATION_EVENTS.read(last).data.position;
}

/** Once for each position. */
export async function recordRecomputed(
  log: EventStore,
  recomputed: StatementsRecomputed['data'],
  commit: Commit,
): Promise<void> {
  const day = dayText(dayOfInstant(commit.recordedAt));
  const event: StatementsRecomputed = { type: 'StatementsRecomputed', effective: day, data: recomputed };
  await log.append(RECOMPUTATION_STREAM, [writtenEvent(RECOMPUTATION_EVENTS, event, day)], 'any', commit);
}
