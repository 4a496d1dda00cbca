/**
 * The event log in KurrentDB. Writes go to the server; reads come from a copy on this machine (replica.ts), which is first brought up to
 * the end of the server. An append uses the revision of the copy: if the server rejects it as stale, the copy is brought up and the same
 * rules are applied again.
 */
import type { RetrySettings } from '#libs/kernel/retry-settings.ts';
import { WrongExpectedVersionError } from '@kurrent/kurrentdb-client';
import type { Commit, EventField, NewEvent, RecordedEvent } from '#libs/event-store/event.ts';
import {
  type Condition,
  type Entry,
  type EventStore,
  type ExpectedRevision,
  type Lease,
  type LeaseHolder,
  type LogElsewhere,
  type Outcome,
  type ReadOptions,
  RevisionConflict,
  type StreamAt,
  type StreamReadOptions,
} from '#libs/event-store/event-store.ts';
import { type Clock, recordedNow } from '#libs/event-store/recording-time.ts';
import { StoreUnreadable } from '#libs/event-store/stored-events.ts';
import { ChainKeeper } from '#libs/event-store/kurrentdb/chain-keeper.ts';
import { KurrentConnection, isConnectionLoss } from '#libs/event-store/kurrentdb/connection.ts';
import { type KeyedCommit, StreamNames } from '#libs/event-store/kurrentdb/envelope.ts';
import { Follower } from '#libs/event-store/kurrentdb/follower.ts';
import { KurrentLeases } from '#libs/event-store/kurrentdb/leases.ts';
import { Replica } from '#libs/event-store/kurrentdb/replica.ts';
import {
  type KeyedEntry,
  type LocatedEvent,
  type Recording,
  notYetRecorded,
  recordingOutcome,
  unique,
  unmovedSince,
} from '#libs/event-store/kurrentdb/recording.ts';
import type { Run } from '#libs/event-store/kurrentdb/runs.ts';
import { Sender } from '#libs/event-store/kurrentdb/sender.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';

export interface KurrentSettings extends RetrySettings {
  /** File of the local copy. */
  readonly replica: string;
  /** Makes a new UUID. */
  readonly uniqueId: () => string;
  readonly clock: Clock;
}

/** Bounds the retries when other writers are always first. */
const MAX_TRIES = 50;

export class KurrentDbEventStore implements EventStore {
  readonly links = 'events';
  readonly keys = undefined;
  readonly sealedElsewhere = undefined;
  readonly begunElsewhere = undefined;
  readonly #connection: KurrentConnection;
  readonly #replica: Replica;
  readonly #follower: Follower;
  readonly #sender: Sender;
  readonly #leases: KurrentLeases;
  readonly #chain: ChainKeeper;
  readonly #settings: KurrentSettings;
  readonly #clock: Clock;
  #covering: Promise<void> | undefined;
  #chainFault: Error | undefined;

  constructor(url: string, settings: KurrentSettings) {
    const { replica, uniqueId, clock } = settings;
    const connection = new KurrentConnection(url);
    const names = new StreamNames(connection.log);
    this.#connection = connection;
    this.#settings = settings;
    this.#clock = clock;
    this.#replica = new Replica(replica);
    this.#follower = new Follower(connection, this.#replica, names, settings);
    this.#sender = new Sender({ connection, names, replica: this.#replica, follower: this.#follower, uniqueId });
    this.#chain = new ChainKeeper(connection, names, this.#replica, settings, uniqueId);
    this.#leases = new KurrentLeases(connection, names, settings, uniqueId);
  }

  /** It stores each event separately. */
  sealRows(): boolean {
    return false;
  }

  async append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
    commit: Commit,
    restsOn: readonly StreamAt[] = [],
  ): Promise<Outcome> {
    const keyed = this.#keyed(commit);
    const fresh = unique(events);
    await this.#catchUp();
    const before = this.#replica.end();
    for (let tries = 1; ; tries++) {
      if (tries > 1) await this.#catchUp();
      const known = await this.#replica.log.known(fresh.map(({ id }) => ({ stream, id })));
      const toWrite = fresh.filter((_, i) => known[i] === false);
      if (tries > 1 && toWrite.length === 0) return this.#outcome(stream, events, { key: keyed.key, before });
      await this.#refuseConflict(events, known, [{ stream, expected }, ...restsOn.map(expectedAt)]);
      if (toWrite.length === 0) return { positions: events.map(() => 'known' as const) };
      this.#refuseClock(commit);
      if (await this.#written({ stream, events: toWrite, keyed }, tries))
        return this.#outcome(stream, events, { key: keyed.key, before });
    }
  }

  async record(events: readonly LocatedEvent[], commit: Commit, { lease, seen }: Condition = {}): Promise<Outcome> {
    if (lease !== undefined) await this.#leases.renew(lease, Date.parse(commit.recordedAt));
    const [outcome] = await this.#recordAll([{ events, keyed: this.#keyed(commit) }], seen);
    return outcome ?? { positions: [] };
  }

  async recordEach(entries: readonly Entry[], lease?: Lease): Promise<readonly Outcome[]> {
    const [first] = entries;
    if (lease !== undefined && first !== undefined)
      await this.#leases.renew(lease, Date.parse(first.commit.recordedAt));
    return this.#recordAll(entries.map(({ events, commit }) => ({ events, keyed: this.#keyed(commit) })));
  }

  async copy(entries: readonly Entry[]): Promise<void> {
    await this.#recordAll(
      entries.map(({ events, commit }) => ({ events, keyed: { ...this.#keyed(commit), isTimed: false } })),
    );
  }

  async #recordAll(keyed: readonly KeyedEntry[], seen?: number): Promise<readonly Outcome[]> {
    await this.#catchUp();
    const before = this.#replica.end();
    for (let tries = 1; ; tries++) {
      const left = notYetRecorded(this.#replica, keyed);
      const at = seen === undefined ? new Map<string, bigint>() : unmovedSince(seen, this.#replica, left, keyed);
      for (const { commit, isTimed } of new Set(left.map((run) => run.keyed))) if (isTimed) this.#refuseClock(commit);
      if (tries > MAX_TRIES) throw new StoreUnavailable({ code: 'STORE_BUSY', data: {} });
      const isWhole = await this.#sender.sendAll(left, at);
      await this.#catchUp();
      if (isWhole) break;
    }
    return keyed.map(({ events, keyed: { key } }) => recordingOutcome(this.#replica, events, { key, before }));
  }

  async *read<Field extends EventField = EventField>(
    options: ReadOptions<Field>,
  ): AsyncIterable<readonly Pick<RecordedEvent, Field>[]> {
    if (options.upTo === undefined || options.upTo > (await this.#replica.log.end())) await this.#catchUp();
    yield* this.#replica.log.read(options);
  }

  async readStream<Field extends EventField = EventField>(
    stream: string,
    options?: StreamReadOptions<Field>,
  ): Promise<readonly Pick<RecordedEvent, Field>[]> {
    await this.#catchUp();
    return this.#replica.log.readStream(stream, options);
  }

  /** The copy, as far as it was brought up. */
  elsewhere(): Promise<LogElsewhere | undefined> {
    return this.#replica.log.elsewhere();
  }

  async begun(streams: readonly string[]): Promise<readonly string[]> {
    await this.#catchUp();
    return this.#replica.log.begun(streams);
  }

  async find(stream: string, id: string): Promise<RecordedEvent | undefined> {
    const found = await this.#replica.log.find(stream, id);
    if (found !== undefined) return found;
    await this.#catchUp();
    return this.#replica.log.find(stream, id);
  }

  async known(events: readonly { readonly stream: string; readonly id: string }[]): Promise<readonly boolean[]> {
    await this.#catchUp();
    return this.#replica.log.known(events);
  }

  async commit(number: number): Promise<Commit> {
    return this.#replica.log.commit(number);
  }

  async end(): Promise<number> {
    await this.#catchUp();
    return this.#replica.log.end();
  }

  async linkAt(position: number): Promise<string | undefined> {
    const found = await this.#replica.log.linkAt(position);
    if (found !== undefined) return found;
    await this.#catchUp();
    return this.#replica.log.linkAt(position);
  }

  async carriedOver(): Promise<undefined> {
    return undefined;
  }

  async count(categories?: readonly string[]): Promise<number> {
    await this.#catchUp();
    return this.#replica.log.count(categories);
  }

  acquireLease(name: string, holder: LeaseHolder, now: number): Promise<Lease> {
    return this.#leases.acquire(name, holder, now);
  }

  releaseLease(lease: Lease): Promise<void> {
    return this.#leases.release(lease);
  }

  async close(): Promise<void> {
    await this.#covering;
    await this.#connection.close();
    await this.#replica.close();
  }

  /**
   * Brings the copy up to the end of the server. The links at the server follow in the background; their fault is thrown at the
   * next call.
   */
  async #catchUp(): Promise<void> {
    if (this.#chainFault !== undefined) throw this.#chainFault;
    await this.#follower.catchUp();
    if (!this.#chain.isDue) return;
    this.#covering ??= this.#chain
      .cover(() => this.#follower.catchUp())
      .catch((error: unknown) => {
        // Other errors are retried at the next call; until then the audit reports events without a link.
        if (error instanceof StoreUnreadable) this.#chainFault = error;
      })
      .finally(() => (this.#covering = undefined));
  }

  #keyed(commit: Commit): KeyedCommit {
    return { key: this.#settings.uniqueId(), commit, isTimed: true };
  }

  /** Throws ClockWentBack. The copies set the time, when they see the order of the server. */
  #refuseClock(commit: Commit): void {
    recordedNow(commit, this.#replica.lastRecorded(), this.#clock);
  }

  async #refuseConflict(
    events: readonly NewEvent[],
    known: readonly boolean[],
    all: readonly { readonly stream: string; readonly expected: ExpectedRevision }[],
  ): Promise<void> {
    // A repeated command is not a conflict.
    if (events.length > 0 && known.every(Boolean)) return;
    for (const { stream, expected } of all) {
      if (expected === 'any') continue;
      const [last] = await this.#replica.log.readStream(stream, { backwards: true, limit: 1 });
      const actual = last?.revision ?? -1;
      if (actual !== (expected === 'none' ? -1 : expected)) throw new RevisionConflict(stream, expected, actual);
    }
  }

  /** One append at the revision of the copy. False if another writer was first or the connection was lost: the caller checks again. */
  async #written(run: Run, tries: number): Promise<boolean> {
    try {
      await this.#sender.send(run, this.#replica.serverRevision(run.stream));
      await this.#catchUp();
      return true;
    } catch (error) {
      const again = error instanceof WrongExpectedVersionError || isConnectionLoss(error);
      if (!again) throw error;
      if (tries > MAX_TRIES)
        throw new StoreUnavailable({ code: 'SERVER_SILENT', data: { seconds: undefined } }, { cause: error });
      return false;
    }
  }

  #outcome(stream: string, events: readonly NewEvent[], recording: Recording): Outcome {
    const located = events.map((event) => ({ stream, event }));
    return recordingOutcome(this.#replica, located, recording);
  }
}

function expectedAt({ stream, revision }: StreamAt): { readonly stream: string; readonly expected: ExpectedRevision } {
  return { stream, expected: revision < 0 ? 'none' : revision };
}
