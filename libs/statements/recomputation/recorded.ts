/** The position up to which statements were recomputed, as recorded in the log. */
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { writtenEvent } from '#libs/event-store/written-event.ts';
import { isOwn, ownMark } from '#libs/statements/recomputation/own-mark.ts';
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import {
  RECOMPUTATION_EVENTS,
  RECOMPUTATION_STREAM,
  type StatementsRecomputed,
} from '#libs/statements/recomputation/events.ts';

/** The position up to which a program of this installation recomputed all decisions; 0 if none did, or if the log is in clear. */
export async function recomputedUpTo(log: EventStore): Promise<number> {
  const [last] = await log.readStream(RECOMPUTATION_STREAM, { backwards: true, limit: 1 });
  if (last === undefined) return 0;
  const { mark, ...data } = RECOMPUTATION_EVENTS.read(last).data;
  return (await isOwn(log, madeOf(data), mark)) ? data.position : 0;
}

/** Records once for each position. False, without a record, if the log is in clear: no program would trust it. */
export async function recordRecomputed(
  log: EventStore,
  recomputed: Omit<StatementsRecomputed['data'], 'mark'>,
  commit: Commit,
): Promise<boolean> {
  const mark = await ownMark(log, madeOf(recomputed));
  if (mark === undefined) return false;
  const day = dayText(dayOfInstant(commit.recordedAt));
  const data = { ...recomputed, mark };
  const event: StatementsRecomputed = { type: 'StatementsRecomputed', effective: day, data };
  await log.append(RECOMPUTATION_STREAM, [writtenEvent(RECOMPUTATION_EVENTS, event, day)], 'any', commit);
  return true;
}

function madeOf({ position, calculations, rulesVersion }: Omit<StatementsRecomputed['data'], 'mark'>) {
  return { kind: 'recomputation', position, content: [calculations, rulesVersion] } as const;
}
