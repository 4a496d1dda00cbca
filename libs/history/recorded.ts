/** The events of one stream as they were recorded, and which of them belong to what was known on a day, up to a position. */
import { type Day, dayFromText } from '#libs/kernel/day.ts';
import type { Commit, RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';

/** Everything recorded, where neither is given. */
export interface View {
  /** Only what was known on this day. */
  readonly knownOn?: Day;
  /** Only what is recorded up to and with this position. */
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
  /** The file or the command that brought it about. */
  readonly because: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Nothing was ever recorded under this name; the message is in French. */
export class UnknownSubject extends Error {}

export interface Told {
  /** Of the view, in the order of the log. */
  readonly recorded: readonly RecordedEvent[];
  readonly events: readonly HistoryEvent[];
}

/** Throws UnknownSubject where the stream has no event at all; a view that holds none of them is an empty history. */
export async function toldBy(log: EventStore, stream: string, unknown: string, view: View): Promise<Told> {
  const all = await log.readStream(stream);
  if (all.length === 0) throw new UnknownSubject(unknown);
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

export function isInView({ position, knownOn }: RecordedEvent, view: View): boolean {
  return (
    position <= (view.position ?? Infinity) && (view.knownOn === undefined || dayFromText(knownOn) <= view.knownOn)
  );
}

function historyEvent(event: RecordedEvent, { recordedAt, actor, causation }: Commit): HistoryEvent {
  const { position, revision, type, effective, knownOn, data } = event;
  const content = JSON.parse(data) as Record<string, unknown>;
  return { position, revision, type, effective, knownOn, recordedAt, recordedBy: actor, because: causation, content };
}
