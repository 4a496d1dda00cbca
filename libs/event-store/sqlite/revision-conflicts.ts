/** Whether the streams of an append are still at the revisions that its writer read. */
import { type Entry, type ExpectedRevision, RevisionConflict, type StreamAt } from '#libs/event-store/event-store.ts';
import type { LogForm } from '#libs/event-store/sqlite/stored-form.ts';

/** Undefined if the stream is at the expected revision. */
export function conflictAt(form: LogForm, stream: string, expected: ExpectedRevision): RevisionConflict | undefined {
  if (expected === 'any') return undefined;
  const actual = form.revisionOf(stream);
  if (actual === (expected === 'none' ? -1 : expected)) return undefined;
  return new RevisionConflict(stream, expected, actual);
}

/** The first of the streams that has moved; undefined if none has. */
export function firstMoved(form: LogForm, restsOn: readonly StreamAt[]): RevisionConflict | undefined {
  for (const { stream, revision } of restsOn) {
    const conflict = conflictAt(form, stream, revision);
    if (conflict !== undefined) return conflict;
  }
  return undefined;
}

/** The first stream of the events that has moved since a position of the log; undefined if none has. */
export function movedSince(
  form: LogForm,
  seen: number | undefined,
  events: Entry['events'],
): RevisionConflict | undefined {
  if (seen === undefined || form.end() <= seen) return undefined;
  const streams = [...new Set(events.map(({ stream }) => stream))];
  return firstMoved(
    form,
    streams.map((stream) => ({ stream, revision: form.revisionAt(stream, seen) })),
  );
}
