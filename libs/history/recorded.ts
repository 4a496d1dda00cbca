/** Reads the events of one stream: those known on a day and recorded up to a position. */
import { type Day, dayFromText } from '#libs/kernel/day.ts';
import type { Commit, RecordedEvent } from '#libs/event-store/event.ts';
import { contentOf } from '#libs/event-store/event-garbled.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';

/** Everything recorded if neither field is given. */
export interface HistoryView {
  /** Restricts to the facts known on this day. */
  readonly knownOn?: Day;
  /** Restricts to the events up to and including this position. */
  readonly position?: number;
}

export interface HistoryEvent {
  readonly position: number;
  readonly revision: number;
  readonly type: string;
  readonly effective: string;
  readonly knownOn: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
  /** The file or the command that caused it. */
  readonly because: string;
  readonly content: Readonly<Record<string, unknown>>;
}

interface Recording {
  /** The events in view, in the order of the log. */
  readonly recorded: readonly RecordedEvent[];
  readonly events: readonly HistoryEvent[];
}

/** Undefined if the stream has no event; empty if all its events are outside the view. */
export async function readHistory(log: EventStore, stream: string, view: HistoryView): Promise<Recording | undefined> {
  const all = await log.readStream(stream);
  if (all.length === 0) return undefined;
  const recorded = all.filter((event) => isInView(event, view));
  const commits = new Map<number, Commit>();
  const events: HistoryEvent[] = [];
  for (const event of recorded) {
    let commit = commits.get(event.commit);
    if (commit === undefined) commits.set(event.commit, (commit = await log.commit(event.commit)));
    events.push(historyEvent(event, commit));
  }
  return { recorded, events };
}

function isInView({ position, knownOn }: RecordedEvent, view: HistoryView): boolean {
  return (
    position <= (view.position ?? Infinity) && (view.knownOn === undefined || dayFromText(knownOn) <= view.knownOn)
  );
}

function historyEvent(event: RecordedEvent, { recordedAt, actor, causation }: Commit): HistoryEvent {
  const { position, revision, type, effective, knownOn, data } = event;
  // An event of an erased patient has no content.
  const content = data === '' ? {} : contentOf(event);
  return { position, revision, type, effective, knownOn, recordedAt, recordedBy: actor, because: causation, content };
}
