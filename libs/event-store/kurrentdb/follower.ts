/** Reads the global order of the server and copies the product's events. */
import type { RetrySettings } from '#libs/kernel/retry-settings.ts';
import { BACKWARDS, END, FORWARDS, type ResolvedEvent, START, streamNameFilter } from '@kurrent/kurrentdb-client';
import { StoreUnreadable } from '#libs/event-store/stored-events.ts';
import { type KurrentConnection, isConnectionLoss, retried } from '#libs/event-store/kurrentdb/connection.ts';
import {
  type InParts,
  IN_PARTS,
  METADATA_OF,
  type StreamNames,
  fromParts,
  fromServer,
} from '#libs/event-store/kurrentdb/envelope.ts';
import type { CopiedEvent, Replica, ServerPosition } from '#libs/event-store/kurrentdb/replica.ts';

/** Events copied in one transaction: few enough for other processes to wait, and for the server to keep sending. */
const PAGE = 1_000;

type ServerEvent = NonNullable<ResolvedEvent['event']>;

export class Follower {
  readonly #connection: KurrentConnection;
  readonly #replica: Replica;
  readonly #names: StreamNames;
  readonly #retry: RetrySettings;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  /** The server is known to hold the events of the copy; reset when the connection is lost. */
  #isAnchored = false;

  constructor(connection: KurrentConnection, replica: Replica, names: StreamNames, retry: RetrySettings) {
    this.#connection = connection;
    this.#replica = replica;
    this.#names = names;
    this.#retry = retry;
  }

  /**
   * Brings the copy up to the current end of the server, or further. Calls during a run share the next run, which begins after them. Throws
   * StoreUnavailable, and StoreUnreadable if the copy belongs to another log.
   */
  catchUp(): Promise<void> {
    if (this.#running === undefined) return this.#begin();
    this.#next ??= this.#running.catch(() => undefined).then(() => this.#begin());
    return this.#next;
  }

  #begin(): Promise<void> {
    this.#next = undefined;
    this.#running = retried(() => this.#readOn(), this.#retry).finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #readOn(): Promise<void> {
    try {
      if (!this.#isAnchored) await this.#anchor();
      this.#isAnchored = true;
      for (;;) {
        if (await this.#readFrom(this.#replica.progress())) return;
      }
    } catch (error) {
      // The server may come back as another one, or restored from a backup.
      if (isConnectionLoss(error)) this.#isAnchored = false;
      throw error;
    }
  }

  /**
   * The server must hold the last event of the copy. Otherwise it was restored from an older backup, emptied or replaced, and the copied
   * position has no meaning there.
   */
  async #anchor(): Promise<void> {
    const last = this.#replica.last();
    if (last === undefined) {
      await this.#replica.readOnFrom(undefined);
      return;
    }
    const found = await eventAt(this.#connection, this.#names.ofProduct(last.stream), last.serverRevision);
    const isSame =
      found !== undefined &&
      (found.type === IN_PARTS || this.#replica.revisionOf(last.stream, found.id.replaceAll('-', '')) !== undefined);
    if (isSame) {
      // Later events may be replaced by new ones, so the copy continues from here.
      await this.#replica.readOnFrom(serverPositionOf(found));
      return;
    }
    throw new StoreUnreadable({
      code: 'COPY_OF_OTHER_LOG',
      data: { position: last.position, stream: last.stream, path: this.#replica.path },
    });
  }

  /** False if another process of this machine copied the same events first. */
  async #readFrom(start: ServerPosition | undefined): Promise<boolean> {
    let from = start;
    let page: ServerEvent[] = [];
    const take = async (): Promise<boolean> => {
      const last = page.at(-1);
      if (last === undefined) return true;
      const position = serverPositionOf(last);
      const copied = await this.copied(page);
      const taken = await this.#replica.take(copied, from, position);
      from = position;
      page = [];
      return taken;
    };
    for await (const { event } of serverOrder(this.#connection, this.#names, start)) {
      // A read starts with the event at its position, which is already copied.
      if (event?.position === undefined || (from !== undefined && event.position.commit <= from.commit)) continue;
      page.push(event);
      if (page.length === PAGE && !(await take())) return false;
    }
    if (from === undefined && page.length === 0) return this.#passOver();
    return take();
  }

  /**
   * For an empty log on a shared server: searches the events before its first one only once. Reads the end first, since an event
   * may arrive during the search.
   */
  async #passOver(): Promise<boolean> {
    const end = await headOf(this.#connection);
    if (end === undefined) return true;
    for await (const { event } of serverOrder(this.#connection, this.#names, undefined))
      if (event !== undefined) return false;
    return this.#replica.take([], undefined, end);
  }

  /** The product's events among those of the server; events sent in parts are joined. */
  async copied(events: readonly ServerEvent[]): Promise<CopiedEvent[]> {
    const copied: CopiedEvent[] = [];
    for (const event of events) {
      const stream = this.#names.hereOf(event);
      if (stream === undefined) continue;
      const { event: one, commit } = fromServer(event);
      const all = event.type === IN_PARTS ? await this.#parts(JSON.parse(one.data) as InParts) : [one];
      copied.push({
        stream,
        serverRevision: event.revision,
        keyed: commit,
        events: all,
      });
    }
    return copied;
  }

  async #parts({ parts, count }: InParts): Promise<CopiedEvent['events']> {
    const bytes: Uint8Array[] = [];
    for await (const { event } of this.#connection.read((client) => client.readStream(parts, { direction: FORWARDS })))
      if (event !== undefined) bytes.push(event.data as Uint8Array);
    const events = fromParts(bytes);
    if (events.length !== count)
      throw new Error(`${parts} holds ${events.length} events, the append that names it says ${count}`);
    return events;
  }
}

function serverPositionOf({ position, streamId }: ServerEvent): ServerPosition {
  if (position === undefined) throw new Error(`the server returned an event of ${streamId} without its position`);
  return position;
}

/** End of the global order; undefined for an empty server. */
async function headOf(connection: KurrentConnection): Promise<ServerPosition | undefined> {
  const last = connection.read((client) => client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 }));
  for await (const { event } of last) return event?.position;
  return undefined;
}

/** All events from a position on, including the event at it; on a shared server, only those of this log. */
export function serverOrder(
  connection: KurrentConnection,
  { prefix }: StreamNames,
  from: ServerPosition | undefined,
  withMetadata = false,
): AsyncIterable<ResolvedEvent> {
  const prefixes = withMetadata ? [prefix, METADATA_OF + prefix] : [prefix];
  return connection.read((client) =>
    client.readAll({
      direction: FORWARDS,
      fromPosition: from ?? START,
      ...(prefix === '' ? {} : { filter: streamNameFilter({ prefixes }) }),
    }),
  );
}

/** The last event of a stream; undefined for an unknown stream. */
export function lastOf(connection: KurrentConnection, stream: string): Promise<ServerEvent | undefined> {
  return eventAt(connection, stream, END);
}

/** The event at a revision; undefined beyond the end or for an unknown stream. */
async function eventAt(
  connection: KurrentConnection,
  stream: string,
  fromRevision: bigint | typeof END,
): Promise<ServerEvent | undefined> {
  try {
    const read = connection.read((client) =>
      client.readStream(stream, { direction: BACKWARDS, fromRevision, maxCount: 1 }),
    );
    for await (const { event } of read) if (fromRevision === END || event?.revision === fromRevision) return event;
    return undefined;
  } catch (error) {
    if ((error as { type?: string }).type === 'stream-not-found') return undefined;
    throw error;
  }
}
