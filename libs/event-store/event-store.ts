/**
 * The port of the event log: append-only streams in one global order. The URL chooses the adapter; all adapters pass one contract suite
 * (event-store.contract.ts).
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
/** -1 if the stream does not exist. */
type ConflictFailure = Refusal<
  'REVISION_CONFLICT',
  { readonly stream: string; readonly expected: ExpectedRevision; readonly actual: number }
>;
/** `path`: the path of the file. */
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
  /** -1 if the stream does not exist. */
  readonly actual: number;

  constructor(stream: string, expected: ExpectedRevision, actual: number) {
    super({ code: 'REVISION_CONFLICT', data: { stream, expected, actual } });
    this.stream = stream;
    this.expected = expected;
    this.actual = actual;
  }
}

/** The log is stored in a former form, which can only be read, or in the form of a later version of the program. */
export class LogOfOtherForm extends Failure<FormFailure> {}

/** Another writer holds the lease. */
export class LeaseLost extends Failure<LeaseFailure> {}

/** The right to record facts, fenced: the store rejects a writer whose token is not the latest. */
export interface Lease {
  readonly name: string;
  readonly token: number;
  /** How long it holds after the last sign of its holder. */
  readonly ms: number;
}

/** The conditions of a recording. */
export interface Condition {
  /** No other writer has taken over. */
  readonly lease?: Lease | undefined;
  /** No stream that it writes to has an event after this position, up to which the caller read the streams. */
  readonly seen?: number;
}

export interface Outcome {
  /** One value for each event, in the given order: its position, or `known` if its stream already has its id. */
  readonly positions: readonly (number | 'known')[];
}

interface EntryEvent {
  readonly stream: string;
  readonly event: NewEvent;
  /** The row that holds the event and others of its stream, sealed ahead: a store that seals each event separately ignores it. */
  readonly row?: RowAhead | undefined;
}

/** The events of one request, with their commit. */
export interface Entry {
  readonly events: readonly EntryEvent[];
  readonly commit: Commit;
  /** In a copy of another log: `formerOf` the link there after the last of the events. A store that makes the same links ignores it. */
  readonly former?: string;
}

/** A log was carried over from another one with another chain. */
export interface CarriedOver {
  /** The position of the last event. */
  readonly position: number;
  /** The link there at this position. */
  readonly link: string;
  /** Facts about patients were sealed again during the copy: these events do not reproduce its chain. */
  readonly isResealed: boolean;
}

/** The ending of the link of a former log whose facts were sealed again, so that the chain of the new log shows it. */
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
  /** Read after this position; 0 for the beginning. */
  readonly after: number;
  /** Read up to and including this position; default and maximum: the end when the read begins. */
  readonly upTo?: number;
  /** Only events of streams of these categories; default all. */
  readonly categories?: readonly string[];
  /** `position`: the global order. `stream`: stream by stream, each in its own order. */
  readonly order?: 'position' | 'stream';
  /** Reads stream by stream, only the streams of this range. */
  readonly streams?: StreamRange;
  /** The fields that the caller reads; default all. In a long read each field costs time. */
  readonly fields?: readonly Field[];
}

/** Streams by their ordinals in the log, from `from` up to but not including `before`. */
export interface StreamRange {
  readonly from: number;
  readonly before: number;
}

/** A place in which another thread of this process reads the log: it opens as a LogReader. */
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

export interface StreamReadOptions<Field extends EventField = EventField> {
  /** First revision: default 0 forwards, the last one backwards. */
  readonly from?: number;
  readonly backwards?: boolean;
  readonly limit?: number;
  /** Only events of these types; the content of others is not opened. */
  readonly types?: readonly string[];
  /** The fields that the caller reads; default all. */
  readonly fields?: readonly Field[];
}

/**
 * An event is never recorded before its predecessor (recording-time.ts): appends throw ClockWentBack. No member is optional: a wrapper
 * store that omits one does not compile.
 */
export interface EventStore {
  /** The keys that seal facts about patients; undefined if the log has them in clear. */
  readonly keys: PatientKeys | undefined;

  /** A place in which another thread of this process seals facts ahead: it opens as an AheadElsewhere. Undefined if that is impossible. */
  readonly sealedElsewhere: Elsewhere | undefined;

  /**
   * A place in which another thread of this process asks which streams have begun: it opens as a BegunElsewhere. Undefined if that is
   * impossible.
   */
  readonly begunElsewhere: Elsewhere | undefined;

  /** Seals rows from now on, and opens them. False if the engine stores each event for itself. */
  sealRows(sealer: RowSealer): boolean;

  /**
   * Appends to one stream, all or nothing, if the other streams that it rests on have not moved since they were read. An event whose id the
   * stream already has is not written twice. A server does not tie two streams together, so the adapter checks the others just before.
   * Throws RevisionConflict with the moved stream.
   */
  append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
    commit: Commit,
    restsOn?: readonly StreamAt[],
  ): Promise<Outcome>;

  /**
   * Records events of many streams, in the given order, each once in its stream. Throws LeaseLost, and RevisionConflict with the moved
   * stream; then nothing is recorded. On a server, events of other streams may be recorded, but none in a moved stream.
   */
  record(
    events: readonly { readonly stream: string; readonly event: NewEvent; readonly ahead?: PlaceAhead | undefined }[],
    commit: Commit,
    condition?: Condition,
  ): Promise<Outcome>;

  /**
   * Like `record` for each entry in turn, each with its own commit. Some engines make all of them durable at once, which is faster for many
   * small entries. With a lease, throws LeaseLost.
   */
  recordEach(entries: readonly Entry[], lease?: Lease): Promise<readonly Outcome[]>;

  /**
   * Records entries of another log unchanged, with their times, also if one is before its predecessor. Without `isWhole`, more entries
   * follow: until then only the copying program takes the file for a log. A server does not know.
   */
  copy(entries: readonly Entry[], isWhole?: boolean): Promise<void>;

  /** In batches. Between two of them the log is free for other calls, also for appends; the end of the read stays fixed. */
  read<Field extends EventField = EventField>(
    options: ReadOptions<Field>,
  ): AsyncIterable<readonly Pick<RecordedEvent, Field>[]>;

  readStream<Field extends EventField = EventField>(
    stream: string,
    options?: StreamReadOptions<Field>,
  ): Promise<readonly Pick<RecordedEvent, Field>[]>;
  /** Undefined if other threads cannot read the log. */
  elsewhere(): Promise<LogElsewhere | undefined>;

  /** The streams among these that have an event. */
  begun(streams: readonly string[]): Promise<readonly string[]>;

  /** The event of an id in its stream. */
  find(stream: string, id: string): Promise<RecordedEvent | undefined>;

  /** For each event, whether its stream has an event with its id. */
  known(events: readonly { readonly stream: string; readonly id: string }[]): Promise<readonly boolean[]>;

  /** Throws RangeError for an unknown commit number. */
  commit(number: number): Promise<Commit>;

  /** Position of the last event, 0 if there is none. */
  end(): Promise<number>;

  /** Link of the hash chain at a position; identifies the log up to there. Undefined beyond the end. */
  linkAt(position: number): Promise<string | undefined>;

  /** Whether the links cover each event as read (chain.ts), or its stored bytes. */
  readonly links: 'events' | 'stored';

  /** Undefined for a log that was not carried over. */
  carriedOver(): Promise<CarriedOver | undefined>;

  /** Number of stored events, in total or in some categories; projections are checked against it. */
  count(categories?: readonly string[]): Promise<number>;

  /**
   * Acquires the lease of this name, or takes it over from an expired or dead holder. Throws LeaseLost, which names the holder, if a live
   * holder has it.
   */
  acquireLease(name: string, holder: LeaseHolder, now: number): Promise<Lease>;
  releaseLease(lease: Lease): Promise<void>;

  close(): Promise<void>;
}

export interface LeaseHolder {
  readonly host: string;
  readonly pid: number;
  /** Whether a process of this machine is alive. A lease of another machine ends only by its expiry. */
  readonly isAlive: (pid: number) => boolean;
  /** How long a lease holds after the last sign of this holder; default LEASE_MS. */
  readonly leaseMs?: number;
}

/** A live writer renews with every batch, so this bounds only how long a dead machine blocks the next one. */
export const LEASE_MS = 60_000;
/** No lease ends further ahead, by much. */
const LEASE_AHEAD_MS = 10 * LEASE_MS;

/**
 * Whether the lease of another machine, which ends at an instant, holds. One that ends much later than any lease taken now was taken by a
 * clock that has gone back since: its holder may be dead for as long. A live one is refused at its next write, and takes its turn again.
 */
export function isLeaseHeld(expiresMs: number, nowMs: number): boolean {
  return expiresMs > nowMs && expiresMs <= nowMs + LEASE_AHEAD_MS;
}
