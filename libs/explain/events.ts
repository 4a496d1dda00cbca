/** The events at given positions, with the instant and the author of each. */
import type { Commit, RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';

export interface Fact {
  readonly position: number;
  readonly stream: string;
  readonly type: string;
  readonly effective: string;
  readonly knownOn: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
  /** The file or the command that caused it. */
  readonly because: string;
}

/** Positions at most this far apart are read in one go: what lies between is opened too, as the day of a fact is sealed with it. */
const GAP = 10;
const RUN = 2_000;
const FIELDS = ['position', 'stream', 'type', 'effective', 'knownOn', 'commit'] as const;

export async function factsAt(log: EventStore, positions: Iterable<number>): Promise<ReadonlyMap<number, Fact>> {
  const facts = new Map<number, Fact>();
  const commits = new Map<number, Commit>();
  const wanted = new Set(positions);
  for (const { first, last } of runs([...wanted].sort((a, b) => a - b)))
    for await (const batch of log.read({ after: first - 1, upTo: last, fields: FIELDS }))
      for (const event of batch)
        if (wanted.has(event.position)) facts.set(event.position, await factOf(log, event, commits));
  return facts;
}

function runs(sorted: readonly number[]): { first: number; last: number }[] {
  const found: { first: number; last: number }[] = [];
  for (const position of sorted) {
    const run = found.at(-1);
    if (run !== undefined && position - run.last <= GAP && position - run.first < RUN) run.last = position;
    else found.push({ first: position, last: position });
  }
  return found;
}

async function factOf(
  log: EventStore,
  event: Pick<RecordedEvent, (typeof FIELDS)[number]>,
  commits: Map<number, Commit>,
): Promise<Fact> {
  let commit = commits.get(event.commit);
  if (commit === undefined) commits.set(event.commit, (commit = await log.commit(event.commit)));
  const { position, stream, type, effective, knownOn } = event;
  const { recordedAt, actor, causation } = commit;
  return { position, stream, type, effective, knownOn, recordedAt, recordedBy: actor, because: causation };
}
