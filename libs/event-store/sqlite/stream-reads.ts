/** Reads of one stream, whole or without the content of its events. */
import { EVERY_FIELD, type RecordedEvent } from '#libs/event-store/event.ts';
import { type EventHead, HEAD_FIELDS, type StreamReadOptions } from '#libs/event-store/event-store.ts';
import type { LogForm, ResolvedStreamRead } from '#libs/event-store/sqlite/stored-form.ts';

export function wholeEvents(form: LogForm, stream: string, options?: StreamReadOptions): readonly RecordedEvent[] {
  return form.readStream(stream, resolved(options), EVERY_FIELD);
}

export function eventHeads(form: LogForm, stream: string, options?: StreamReadOptions): readonly EventHead[] {
  return form.readStream(stream, resolved(options), HEAD_FIELDS);
}

function resolved({
  backwards = false,
  from = backwards ? Number.MAX_SAFE_INTEGER : 0,
  limit = -1,
}: StreamReadOptions = {}): ResolvedStreamRead {
  return { backwards, from, limit };
}
