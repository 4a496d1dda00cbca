/**
 * The port of the event log: append-only streams in one global order. Adapters are chosen by URL; one contract suite runs on
 * all of them (event-store.contract.ts).
 */
import type { Commit, EventField, NewEvent, RecordedEvent } from '#libs/event-store/event.ts';
import type { Refusal } from '#libs/kernel/domain-error.ts';
import { Failure } from '#libs/kernel/failure.ts';
import type { PlaceAhead } from '#libs/event-store/sealed/sealed-ahead.ts';
import type { PatientKeys } from '#libs/patient-keys/patient-keys.ts';
import type { RowAhead, RowSealer } from '#libs/event-store/row-sealer.ts';
import type { Elsewhere } from '#libs/threads/computing.ts';
import type { ClockFailure } from '#libs/event-store/recording-time.ts';

/** An exact revision; `none`: the stream must not exist; `any`: no check. */
export type ExpectedRevision = number | 'none' | 'any';

/** A stream that an append to another one rests on, at the revision it was read at; -1: it did not exist. */
export interface StreamAt {
  readonly stream: string;
  readonly revision: number;
}

type LeaseFailure =
  | Refusal<'LEASE_HELD', { readonly host: string; readonly pid: number }>
  | Refusal<'LEASE_TAKEN_OVER'>;
/** `actual`: -1 where the stream does not exist. */
type ConflictFailure = Refusal<
  'REVISION_CONFLICT',
  { readonly stream: string; readonly expected: ExpectedRevision; readonly actual: number }
>;
/** `path`: of the file. */
type FormFailure =
  | Refusal<'LOG_READ_ONLY', { readonly path: string }>
  | Refusal<'LOG_UNFINISHED', { readonly path: string }>
  | Refusal<'LOG_FORM_UNKNOWN', { readonly path: string; readonly form: number }>;
export type RowSealedFailure = Refusal<'ROW_SEALED', { readonly stream: string; readonly position: number }>;
export type LogFailure = LeaseFailure | ConflictFailure | ClockFailure | FormFailure | RowSealedFailure;

/** The stream is at another revision than the caller expects. */
export class RevisionConflict extends Failure<ConflictFailure> {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  /** -1 where the stream does not exist. */
  readonly actual: number;

  constructor(stream: string, expected: ExpectedRevision, actual: number) {
    super({ code: 'REVISION_CONFLICT', data: { stream, expected, actual } });
    this.stream = stream;
    this.expected = expected;
    this.actual = actual;
  }
}

/** The log is stored in a former form, which is only read, or in one of a later version of the program. */
export class LogOfOtherForm extends Failure<FormFailure> {}

/** Another writer has the lease. */
export class LeaseLost extends Failure<LeaseFailure> {}

/** The right to record facts, fenced: the store rejects a writer whose token is not the latest. */
export interface Lease {
  readonly name: string;
  readonly token: number;
  /** How long it holds after the last sign of its holder. */
  readonly ms: number;
}

/** What a recording rests on. */
export interface Condition {
  /** No other writer has taken over. */
  readonly lease?: Lease | undefined;
  /** None of the streams that it writes to has an event after this position, up to which the caller read them. */
  readonly seen?: number;
}

export interface Outcome {
  /** For each event, in the order given: its position, or `known` where its stream already has its id. */
  readonly positions: readonly (number | 'known')[];
}

interface EntryEvent {
  readonly stream: string;
  readonly event: NewEvent;
  /** The row that it is in with others of its stream, as it was sealed ahead: a store that seals each event for itself does without. */
  readonly row?: RowAhead | undefined;
}

/** The events of one request, with their commit. */
export interface Entry {
  readonly events: readonly EntryEvent[];
  readonly commit: Commit;
  /** In a copy of another log: formerOf the link there after the last of the events. A store that makes the same links does without it. */
  readonly former?: string;
}

/** A log was carried over from another, whose chain was another one. */
export interface CarriedOver {
  /** Of the last event of the other log. */
  readonly position: number;
  /** The link there at this position. */
  readonly link: string;
  /** Facts about patients were sealed afresh on the way: its chain cannot be made again of these events. */
  readonly isResealed: boolean;
}

/** At the end of the link of a former log whose facts were sealed afresh, so that the chain of the new log says so. */
const RESEALED = '01';
const LINK_DIGITS = 64;

export function formerOf({ link, isResealed }: Omit<CarriedOver, 'position'>): string {
  return isResealed ? link + RESEALED : link;
}

/** `former`: as an entry has it. */
export function carriedOverAt(position: number, former: string): CarriedOver {
  return { position, link: former.slice(0, LINK_DIGITS), isResealed: former.slice(LINK_DIGITS) === RESEALED };
}

export interface ReadOptions<Field extends EventField = EventField> {
  /** After this position; 0 for the beginning. */
  readonly after: number;
  /** Up to and including this position; default, and at most, the end when the read begins. */
  readonly upTo?: number;
  /** Only events of streams of these categories; default all. */
  readonly categories?: readonly string[];
  /** `position`: the global order. `stream`: stream by stream, each in its own order. */
  readonly order?: 'position' | 'stream';
  /** By stream: only those of this range. */
  readonly streams?: StreamRange;
  /** What the caller reads of an event; default everything. In a long read each field costs time. */
  readonly fields?: readonly Field[];
}

/** Streams by their ordinals in the log, from the first to before the last. */
export interface StreamRange {
  readonly from: number;
  readonly before: number;
}

/** Where another thread of this process reads the log: what it opens there is a LogReader. */
export interface LogElsewhere extends Elsewhere {
  /** All streams that the log has now have an ordinal from 1 to this. */
  readonly streams: number;
}

export interface LogReader extends Pick<EventStore, 'read'> {
  close(): void;
}

export interface BegunElsewhere extends Pick<EventStore, 'begun'> {
  close(): void;
}

export interface StreamReadOptions {
  /** First revision: forwards default 0, backwards default the last. */
  readonly from?: number;
  readonly backwards?: boolean;
  readonly limit?: number;
}

/**
 * An event is never recorded before its predecessor (recording-time.ts): appends throw ClockWentBack. No member is optional: a store around
 * another one that leaves one out does not compile.
 */
export interface EventStore {
  /** Those that facts about patients are sealed with; undefined where the log has them in clear. */
  readonly keys: PatientKeys | undefined;

  /** Where another thread of this process seals facts ahead: what it opens there is an AheadElsewhere. Undefined where none can. */
  readonly sealedElsewhere: Elsewhere | undefined;

  /** Where another thread of this process asks which streams have begun: what it opens there is a BegunElsewhere. Undefined where none can. */
  readonly begunElsewhere: Elsewhere | undefined;

  /** Seals rows from now on, and opens them. False where the engine stores each event for itself. */
  sealRows(sealer: RowSealer): boolean;

  /**
   * Appends to one stream, all or nothing, while the others that it rests on are still where they were read. Events whose ids the stream
   * already has are not written twice. On a server, which ties no two streams, the others are looked at just before. Throws
   * RevisionConflict, with the stream that moved.
   */
  append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
    commit: Commit,
    restsOn?: readonly StreamAt[],
  ): Promise<Outcome>;

  /**
   * Records events of many streams, in the order given, each once in its stream. Throws LeaseLost, and RevisionConflict with the stream that
   * moved, and nothing is recorded; on a server, those of other streams may be, but none in a stream that moved.
   */
  record(
    events: readonly { readonly stream: string; readonly event: NewEvent; readonly ahead?: PlaceAhead | undefined }[],
    commit: Commit,
    condition?: Condition,
  ): Promise<Outcome>;

  /**
   * As `record` for each entry in turn, each with its own commit. An engine that can makes all of them durable at once, which is
   * faster for many small entries. With a lease, throws LeaseLost.
   */
  recordEach(entries: readonly Entry[], lease?: Lease): Promise<readonly Outcome[]>;

  /**
   * Records entries of another log as they are, at the times given, also where one is before its predecessor. Unless `isWhole`, more are to
   * come: until then a file is no log to any program but the one that goes on. A server does not know.
   */
  copy(entries: readonly Entry[], isWhole?: boolean): Promise<void>;

  /** In batches. Between two of them the log is free for others, also for appends; the end stays where it was. */
  read<Field extends EventField = EventField>(
    options: ReadOptions<Field>,
  ): AsyncIterable<readonly Pick<RecordedEvent, Field>[]>;

  readStream(stream: string, options?: StreamReadOptions): Promise<readonly RecordedEvent[]>;
  /** Undefined where other threads cannot read the log. */
  elsewhere(): Promise<LogElsewhere | undefined>;

  /** Those of these streams that have an event. */
  begun(streams: readonly string[]): Promise<readonly string[]>;

  /** The event of an id in its stream. */
  find(stream: string, id: string): Promise<RecordedEvent | undefined>;

  /** For each, whether its stream has an event of its id. */
  known(events: readonly { readonly stream: string; readonly id: string }[]): Promise<readonly boolean[]>;

  /** Throws RangeError for an unknown commit number. */
  commit(number: number): Promise<Commit>;

  /** Position of the last event, 0 where there is none. */
  end(): Promise<number>;

  /** Link of the hash chain at a position; identifies the log up to there. Undefined beyond the end. */
  linkAt(position: number): Promise<string | undefined>;

  /** Whether the links cover each event as read (chain.ts), or its stored bytes. */
  readonly links: 'events' | 'stored';

  /** Undefined for a log that was recorded as it is. */
  carriedOver(): Promise<CarriedOver | undefined>;

  /** Number of stored events, in total or in some categories; projections are checked against it. */
  count(categories?: readonly string[]): Promise<number>;

  /**
   * Acquires the lease of this name, or takes it over from an expired or dead holder. Throws LeaseLost, naming the holder, where
   * a live holder has it.
   */
  acquireLease(name: string, holder: LeaseHolder, now: number): Promise<Lease>;
  releaseLease(lease: Lease): Promise<void>;

  close(): Promise<void>;
}

export interface LeaseHolder {
  readonly host: string;
  readonly pid: number;
  /** Whether a process of this machine is alive. A lease of another machine ends by its expiry only. */
  readonly isAlive: (pid: number) => boolean;
  /** How long a lease holds after the last sign of this holder; LEASE_MS where it is not given. */
  readonly leaseMs?: number;
}

/** A live writer renews with every batch, so this bounds only how long a dead machine blocks the next one. */
export const LEASE_MS = 60_000;
