/** The part of a recording that the server does not have yet, and the outcome of the rest, according to the copy of this machine. */
import type { NewEvent } from '#libs/event-store/event.ts';
import { type Entry, type Outcome, RevisionConflict } from '#libs/event-store/event-store.ts';
import type { KeyedCommit } from '#libs/event-store/kurrentdb/envelope.ts';
import type { Replica } from '#libs/event-store/kurrentdb/replica.ts';
import { type Run, runsOf } from '#libs/event-store/kurrentdb/runs.ts';

export type LocatedEvent = Entry['events'][number];

export interface KeyedEntry {
  readonly events: Entry['events'];
  readonly keyed: KeyedCommit;
}

/** `before`: the end of the copy when it began. */
export interface Recording {
  readonly key: string;
  readonly before: number;
}

/** The events of each entry that its stream lacks, in runs; the first of repeated events. */
export function notYetRecorded(replica: Replica, entries: readonly KeyedEntry[]): readonly Run[] {
  const seen = new Set<string>();
  const left: Run[] = [];
  /** A new stream holds no known event; most streams of a first import are new. */
  const isNew = new Map<string, boolean>();
  const isNewStream = (stream: string): boolean => {
    let known = isNew.get(stream);
    if (known === undefined) isNew.set(stream, (known = replica.serverRevision(stream) < 0n));
    return known;
  };
  for (const { events, keyed } of entries) {
    const fresh = events.filter(({ stream, event }) => {
      const key = `${stream}\n${event.id}`;
      if (seen.has(key)) return false;
      if (!isNewStream(stream) && replica.revisionOf(stream, event.id) !== undefined) return false;
      seen.add(key);
      return true;
    });
    left.push(...runsOf(fresh, keyed));
  }
  return left;
}

/**
 * The server revisions at which the remaining appends must find their streams. Throws RevisionConflict for a stream with an event after the
 * seen position that is none of these entries: an earlier try may have recorded some of them.
 */
export function unmovedSince(
  seen: number,
  replica: Replica,
  left: readonly Run[],
  entries: readonly KeyedEntry[],
): ReadonlyMap<string, bigint> {
  // Read before they are checked, as another process of this machine may bring the copy up in between.
  const at = new Map(left.map(({ stream }) => [stream, replica.serverRevision(stream)]));
  if (replica.end() <= seen) return at;
  const events = Map.groupBy(
    entries.flatMap((entry) => entry.events),
    ({ stream }) => stream,
  );
  for (const stream of at.keys()) {
    const expected = replica.revisionAt(stream, seen);
    const actual = replica.revisionAt(stream, replica.end());
    const own = new Set(events.get(stream)?.map(({ event }) => replica.revisionOf(stream, event.id)));
    for (let revision = expected + 1; revision <= actual; revision++)
      if (!own.has(revision)) throw new RevisionConflict(stream, expected, actual);
  }
  return at;
}

/** Positions of the events that this commit recorded after `before`; `known` for the others. */
export function recordingOutcome(
  replica: Replica,
  events: readonly LocatedEvent[],
  { key, before }: Recording,
): Outcome {
  const own = replica.positionsOf(key, before);
  return {
    positions: events.map(({ stream, event: { id } }) => {
      const position = own.get(`${stream}\n${id}`) ?? 'known';
      // The second of a repeated event is known.
      own.delete(`${stream}\n${id}`);
      return position;
    }),
  };
}

/** The last of repeated events. */
export function unique(events: readonly NewEvent[]): NewEvent[] {
  return [...new Map(events.map((event) => [event.id, event])).values()];
}
