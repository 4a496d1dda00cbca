/** Reads the server's order of everything and takes what is the product's into the copy. */
import {
  BACKWARDS,
  END,
  FORWARDS,
  type KurrentDBClient,
  type ResolvedEvent,
  START,
  streamNameFilter,
} from '@kurrent/kurrentdb-client';
import { type RetrySettings, retried } from '#libs/event-store/kurrentdb/connection.ts';
import {
  type InParts,
  IN_PARTS,
  type StreamNames,
  fromParts,
  fromServer,
} from '#libs/event-store/kurrentdb/envelope.ts';
import type { CopiedEvent, Replica, ServerPosition } from '#libs/event-store/kurrentdb/replica.ts';

/** Events taken in together: the transaction is short enough for other processes of the machine to wait for. */
const PAGE = 5_000;

type ServerEvent = NonNullable<ResolvedEvent['event']>;

export class Follower {
  readonly #client: KurrentDBClient;
  readonly #replica: Replica;
  readonly #names: StreamNames;
  readonly #retry: RetrySettings;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(client: KurrentDBClient, replica: Replica, names: StreamNames, retry: RetrySettings) {
    this.#client = client;
    this.#replica = replica;
    this.#names = names;
    this.#retry = retry;
  }

  /**
   * Brings the copy to the server's end as it is now, or further. Those who ask while one is under way share the next one, which begins
   * after they asked. Throws StoreUnavailable.
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
    for (;;) {
      if (await this.#readFrom(this.#replica.progress())) return;
    }
  }

  /** False where another process of this machine took the same in first. */
  async #readFrom(start: ServerPosition | undefined): Promise<boolean> {
    let from = start;
    let page: ServerEvent[] = [];
    const take = async (): Promise<boolean> => {
      const last = page.at(-1);
      if (last === undefined) return true;
      const position = positionOf(last);
      const copied = await this.copied(page);
      const taken = this.#replica.take(copied, from, position);
      from = position;
      page = [];
      return taken;
    };
    for await (const { event } of serverOrder(this.#client, this.#names, start)) {
      // A read begins with the event at its position, which was read before.
      if (event?.position === undefined || (from !== undefined && event.position.commit <= from.commit)) continue;
      page.push(event);
      if (page.length === PAGE && !(await take())) return false;
    }
    return take();
  }

  /** The product's events among those of the server, what went in parts put together. */
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
        commitKey: commit.key,
        commit: commit.commit,
        events: all,
      });
    }
    return copied;
  }

  async #parts({ parts, count }: InParts): Promise<CopiedEvent['events']> {
    const bytes: Uint8Array[] = [];
    for await (const { event } of this.#client.readStream(parts, { direction: FORWARDS }))
      if (event !== undefined) bytes.push(event.data as Uint8Array);
    const events = fromParts(bytes);
    if (events.length !== count)
      throw new Error(`${parts} holds ${events.length} events in parts, the append that names it says ${count}`);
    return events;
  }
}

function positionOf({ position, streamId }: ServerEvent): ServerPosition {
  if (position === undefined) throw new Error(`the server gave an event of ${streamId} without its position`);
  return position;
}

/** Everything the server has from a position on, with it; of a log that shares its server, only what is its own. */
export function serverOrder(
  client: KurrentDBClient,
  { prefix }: StreamNames,
  from: ServerPosition | undefined,
): AsyncIterable<ResolvedEvent> {
  return client.readAll({
    direction: FORWARDS,
    fromPosition: from ?? START,
    ...(prefix === '' ? {} : { filter: streamNameFilter({ prefixes: [prefix] }) }),
  });
}

/** The last event of a stream, undefined where it does not exist. */
export async function lastOf(client: KurrentDBClient, stream: string): Promise<ServerEvent | undefined> {
  try {
    for await (const { event } of client.readStream(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 1 }))
      return event;
    return undefined;
  } catch (error) {
    if ((error as { type?: string }).type === 'stream-not-found') return undefined;
    throw error;
  }
}
