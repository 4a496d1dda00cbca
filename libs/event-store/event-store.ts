/**
 * The port of the event log: append-only streams in one global order. Adapters are chosen by URL; one contract suite runs on
 * all of them (event-store.contract.ts).
 */
import type { Commit, NewEvent, RecordedEvent } from '#libs/event-store/event.ts';

/** A revision of the stream, or that it must not exist, or that it does not matter. */
export type ExpectedRevision = number | 'none' | 'any';

/** The stream has moved on since the caller read it. */
export class RevisionConflict extends Error {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  /** -1 where the stream does not exist. */
  readonly actual: number;

  constructor(stream: string, expected: ExpectedRevision, actual: number) {
    super(
      `le flux ${stream} est à la révision ${actual}, la commande attendait ${expected} : relisez-le et recommencez`,
    );
    this.stream = stream;
    this.expected = expected;
    this.actual = actual;
  }
}

/** The writer's lease has passed to another, or is held by one that is alive. */
export class LeaseLost extends Error {}

/** A right to record facts, fenced: a writer whose token is no longer the latest is refused. */
export interface Lease {
  readonly name: string;
  readonly token: number;
}

export interface Outcome {
  /** For each event, in the order given: its position, or 'known' where its stream already had its id. */
  readonly positions: readonly (number | 'known')[];
}

/** What one request records. */
export interface Entry {
  readonly events: readonly { readonly stream: string; readonly event: NewEvent }[];
  readonly commit: Commit;
}

export interface ReadOptions {
  /** After this position; 0 for the beginning. */
  readonly after: number;
  /** Up to and with this position; the end where it is not given. */
  readonly upTo?: number;
  /** Only events of streams of these categories; all where it is not given. */
  readonly categories?: readonly string[];
  /** `position`: the global order. `stream`: stream by stream, each in its own order. */
  readonly order?: 'position' | 'stream';
}

export interface StreamReadOptions {
  /** From this revision on, forwards (default 0), or back from it (default the last). */
  readonly from?: number;
  readonly backwards?: boolean;
  readonly limit?: number;
}

export interface EventStore {
  /**
   * Appends to one stream, all or nothing. The same events again, by id, are not written twice.
   * Throws RevisionConflict.
   */
  append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision, commit: Commit): Promise<Outcome>;

  /**
   * Records events of many streams, in the order given, each once in its stream. With a lease, throws LeaseLost where
   * another writer has taken over.
   */
  record(
    events: readonly { readonly stream: string; readonly event: NewEvent }[],
    commit: Commit,
    lease?: Lease,
  ): Promise<Outcome>;

  /**
   * As `record` for each entry in turn, with a commit of its own; an engine that can makes all of them durable at once, which is
   * what recording many small things at the same time is for. With a lease, throws LeaseLost.
   */
  recordEach(entries: readonly Entry[], lease?: Lease): Promise<readonly Outcome[]>;

  /** Events in batches. */
  read(options: ReadOptions): AsyncIterable<readonly RecordedEvent[]>;

  readStream(stream: string, options?: StreamReadOptions): Promise<readonly RecordedEvent[]>;

  /** The event of an id in its stream. */
  find(stream: string, id: string): Promise<RecordedEvent | undefined>;

  /** For each, whether its stream has an event of its id. */
  known(events: readonly { readonly stream: string; readonly id: string }[]): Promise<readonly boolean[]>;

  /** Who recorded an event, when and why. Throws RangeError on a number that no commit has. */
  commit(number: number): Promise<Commit>;

  /** Position of the last event, 0 where there is none. */
  end(): Promise<number>;

  /** Link of the hash chain at a position: what tells this log, up to there, from every other; undefined beyond its end. */
  linkAt(position: number): Promise<string | undefined>;

  /** How many events are stored, in all or in some categories: what projections are held against. */
  count(categories?: readonly string[]): Promise<number>;

  /**
   * Takes the one writer's lease of this name, or takes it over from a holder that has let it expire or is dead.
   * Throws LeaseLost where another holder has it, saying who.
   */
  acquireLease(name: string, holder: LeaseHolder, now: number): Promise<Lease>;
  releaseLease(lease: Lease): Promise<void>;

  close(): Promise<void>;
}

export interface LeaseHolder {
  readonly host: string;
  readonly pid: number;
  /** Whether a process of this machine is alive; of another machine nothing is known and the expiry decides. */
  readonly isAlive: (pid: number) => boolean;
}
