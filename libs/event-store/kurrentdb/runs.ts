/** Cuts a recording into appends: consecutive events of one stream, as many as the server takes at once. */
import type { NewEvent } from '#libs/event-store/event.ts';
import type { Entry } from '#libs/event-store/event-store.ts';
import { type KeyedCommit, appendSize } from '#libs/event-store/kurrentdb/envelope.ts';

/** The server takes 1,048,576 bytes in one append, its own framing included. */
export const MAX_APPEND_BYTES = 900_000;
/** Upper bound of the bytes that surround the payload of one event. */
const MARGIN = 1_500;

export interface Run {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly keyed: KeyedCommit;
}

export function runsOf(events: Entry['events'], keyed: KeyedCommit): Run[] {
  const runs: { stream: string; events: NewEvent[]; bytes: number; keyed: KeyedCommit }[] = [];
  for (const { stream, event } of events) {
    const bytes = Buffer.byteLength(event.data) + MARGIN;
    const last = runs.at(-1);
    if (last?.stream === stream && last.bytes + bytes <= MAX_APPEND_BYTES) {
      last.events.push(event);
      last.bytes += bytes;
    } else runs.push({ stream, events: [event], bytes, keyed });
  }
  return runs;
}

/** Whether the server takes these events in one append. */
export function isSingle({ events, keyed: commit }: Omit<Run, 'stream'>): boolean {
  let bytes = 0;
  for (const event of events) bytes += appendSize({ event, commit });
  return bytes <= MAX_APPEND_BYTES;
}
