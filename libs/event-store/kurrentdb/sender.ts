/** Sends appends to the server: one at the expected revision, or many in order with several running at once. */
import {
  type AppendStreamState,
  type EventData,
  NO_STREAM,
  WrongExpectedVersionError,
} from '@kurrent/kurrentdb-client';
import type { NewEvent } from '#libs/event-store/event.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import { APPENDS_AT_ONCE, type KurrentConnection, isConnectionLoss } from '#libs/event-store/kurrentdb/connection.ts';
import {
  type InParts,
  IN_PARTS,
  type StreamNames,
  partToServer,
  toParts,
  toServer,
} from '#libs/event-store/kurrentdb/envelope.ts';
import type { Follower } from '#libs/event-store/kurrentdb/follower.ts';
import type { Replica } from '#libs/event-store/kurrentdb/replica.ts';
import { MAX_APPEND_BYTES, type Run, isSingle } from '#libs/event-store/kurrentdb/runs.ts';

/** The copy is brought up to date after this many appends, while others are sent. */
const COPIED_EVERY = 100;

interface SenderSettings {
  readonly connection: KurrentConnection;
  readonly names: StreamNames;
  readonly replica: Replica;
  readonly follower: Follower;
  readonly uniqueId: () => string;
}

export class Sender {
  readonly #settings: SenderSettings;
  /** An append has succeeded since the connection was last lost. */
  #connected = false;

  constructor(settings: SenderSettings) {
    this.#settings = settings;
  }

  /** Throws WrongExpectedVersionError if the stream is at another revision. */
  async send({ stream, events, keyed }: Run, revision: bigint): Promise<void> {
    const streamState = revision < 0n ? NO_STREAM : revision;
    const written = isSingle({ events, keyed }) ? events : [await this.#sendParts(events)];
    const name = this.#settings.names.ofProduct(stream);
    await this.#append(name, () => written.map((event) => toServer(event, keyed)), streamState);
  }

  /**
   * Sends in order, with several running at once. False if another writer was first or the connection was lost: the caller checks the rest
   * again. `at`: required revisions of streams on the server; other streams need the revision of the copy.
   */
  async sendAll(runs: readonly Run[], at: ReadonlyMap<string, bigint>): Promise<boolean> {
    const { replica, follower } = this.#settings;
    const revisions = new Map(at);
    const failures: Error[] = [];
    const underWay = new Set<Promise<void>>();
    let sentSince = 0;
    for (const run of runs) {
      const before = revisions.get(run.stream) ?? replica.serverRevision(run.stream);
      const single = isSingle(run);
      revisions.set(run.stream, before + (single ? BigInt(run.events.length) : 1n));
      const sent = this.send(run, before)
        .catch((error: unknown) => {
          failures.push(error as Error);
        })
        .finally(() => underWay.delete(sent));
      underWay.add(sent);
      // Waits for the first one: until the connection is ready, appends sent together do not arrive in order.
      if (!this.#connected || !single) await Promise.all(underWay);
      else if (underWay.size >= APPENDS_AT_ONCE) await Promise.race(underWay);
      // The copy takes in written events while the rest is still being sent.
      if (++sentSince % COPIED_EVERY === 0) follower.catchUp().catch((error: unknown) => failures.push(error as Error));
      this.#connected = failures.length === 0;
      if (failures.length > 0) break;
    }
    await Promise.all(underWay);
    this.#connected = failures.length === 0;
    const unexpected = failures.find(
      (error) => !(error instanceof WrongExpectedVersionError) && !isConnectionLoss(error),
    );
    if (unexpected !== undefined) throw unexpected;
    return failures.length === 0;
  }

  async #append(stream: string, events: () => EventData[], streamState: AppendStreamState): Promise<void> {
    await this.#settings.connection.append((client) => client.appendToStream(stream, events(), { streamState }));
  }

  /** All or nothing: the parts count only after the event that names them is in its stream. */
  async #sendParts(events: readonly NewEvent[]): Promise<NewEvent> {
    const parts = this.#settings.names.parts(this.#settings.uniqueId());
    for (const [i, bytes] of toParts(events, MAX_APPEND_BYTES).entries())
      await this.#append(parts, () => [partToServer(parts, i, bytes)], i === 0 ? NO_STREAM : BigInt(i - 1));
    const named: InParts = { parts, count: events.length };
    const data = JSON.stringify(named);
    const [first] = events;
    return {
      id: eventId(IN_PARTS, data),
      type: IN_PARTS,
      schemaVersion: 1,
      effective: first?.effective ?? '',
      knownOn: first?.knownOn ?? '',
      data,
    };
  }
}
