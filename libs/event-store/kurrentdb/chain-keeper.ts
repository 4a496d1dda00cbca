/**
 * The links of the chain at the server itself, in blocks of a technical stream: made from the copy, by whoever comes first, the same from
 * every copy. A copy that is made again is held against them, so that a log that was changed meanwhile is not taken for the one
 * that was recorded.
 */
import {
  BACKWARDS,
  END,
  FORWARDS,
  NO_STREAM,
  START,
  WrongExpectedVersionError,
  jsonEvent,
} from '@kurrent/kurrentdb-client';
import { StoreUnreadable } from '#libs/event-store/stored-events.ts';
import { type Connection, type RetrySettings, retried } from '#libs/event-store/kurrentdb/connection.ts';
import type { StreamNames } from '#libs/event-store/kurrentdb/envelope.ts';
import type { Replica } from '#libs/event-store/kurrentdb/replica.ts';

const LINK_BYTES = 32;
/** Links of one block: 64 KiB of text. */
const BLOCK = 1_500;

interface LinksEvent {
  readonly type: string;
  readonly data: { readonly from: number; readonly to: number; readonly links: string };
}

interface Block {
  /** Positions it covers, both included. */
  readonly from: number;
  readonly to: number;
  readonly links: Buffer;
}

export class ChainKeeper {
  readonly #connection: Connection;
  readonly #names: StreamNames;
  readonly #replica: Replica;
  readonly #retry: RetrySettings;
  readonly #uniqueId: () => string;
  /** Up to here the copy was held against the server's blocks, which this one is then covered by. */
  #checked = 0;
  #revision = -1n;

  constructor(
    connection: Connection,
    names: StreamNames,
    replica: Replica,
    retry: RetrySettings,
    uniqueId: () => string,
  ) {
    this.#connection = connection;
    this.#names = names;
    this.#replica = replica;
    this.#retry = retry;
    this.#uniqueId = uniqueId;
  }

  /** How many events of the copy have no link at the server yet, as far as is known here. */
  get uncovered(): number {
    return this.#replica.end() - this.#checked;
  }

  /** Whether there is a whole block to write. */
  get isDue(): boolean {
    return this.uncovered >= BLOCK;
  }

  /**
   * Holds the copy against what the server has and adds what it lacks, up to the copy's end. Throws StoreUnreadable where they differ,
   * and StoreUnavailable.
   */
  async cover(): Promise<void> {
    let isOurs = false;
    for (;;) {
      // After a block of our own went through at the revision expected there is none of another's to look at.
      if (!isOurs) for await (const block of this.blocks(this.#revision + 1n)) this.#check(block);
      const end = this.#replica.end();
      if (this.#checked >= end) return;
      isOurs = await this.#write(this.#checked + 1, Math.min(end, this.#checked + BLOCK));
    }
  }

  /** Blocks in order, from a revision of their stream on. */
  async *blocks(from = 0n): AsyncIterable<Block> {
    try {
      const events = this.#connection.read((client) =>
        client.readStream<LinksEvent>(this.#names.chain, {
          direction: FORWARDS,
          fromRevision: from === 0n ? START : from,
        }),
      );
      for await (const { event } of events) {
        if (event === undefined) continue;
        const { from: first, to, links } = event.data;
        this.#revision = event.revision > this.#revision ? event.revision : this.#revision;
        yield { from: first, to, links: Buffer.from(links, 'base64') };
      }
    } catch (error) {
      if ((error as { type?: string }).type !== 'stream-not-found') throw error;
    }
  }

  /** Position that the server's links reach. */
  async covered(): Promise<number> {
    try {
      const last = this.#connection.read((client) =>
        client.readStream<LinksEvent>(this.#names.chain, { direction: BACKWARDS, fromRevision: END, maxCount: 1 }),
      );
      for await (const { event } of last) if (event !== undefined) return event.data.to;
      return 0;
    } catch (error) {
      if ((error as { type?: string }).type === 'stream-not-found') return 0;
      throw error;
    }
  }

  #check({ from, to, links }: Block): void {
    const own = this.#replica.links(from, to);
    if (from !== this.#checked + 1 || !own.equals(links.subarray(0, own.length)) || own.length < links.length) {
      const at = from + Math.floor(firstDifference(own, links) / LINK_BYTES);
      throw new StoreUnreadable(
        `à partir de l'événement ${at}, ce que le serveur contient n'est plus ce qui y a été enregistré ; decompte audit verify dit quoi`,
      );
    }
    this.#checked = to;
  }

  /** False where another was first, or an answer was lost: what is there is then read, and held against the copy. */
  async #write(from: number, to: number): Promise<boolean> {
    const data = { from, to, links: this.#replica.links(from, to).toString('base64') };
    const event = jsonEvent({ id: this.#uniqueId(), type: '_Links', data });
    const streamState = this.#revision < 0n ? NO_STREAM : this.#revision;
    try {
      const write = () =>
        this.#connection.append((client) => client.appendToStream(this.#names.chain, event, { streamState }));
      await retried(write, this.#retry);
    } catch (error) {
      if (!(error instanceof WrongExpectedVersionError)) throw error;
      return false;
    }
    this.#revision += 1n;
    this.#checked = to;
    return true;
  }
}

function firstDifference(a: Buffer, b: Buffer): number {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  return i;
}
