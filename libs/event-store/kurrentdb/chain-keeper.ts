/**
 * Stores the links of the chain at the server, in blocks of a technical stream. Any process makes them from its copy, with the same result.
 * A rebuilt copy is compared with them, so that a change of the log since then is detected.
 */
import type { RetrySettings } from '#libs/kernel/retry-settings.ts';
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
import { type KurrentConnection, retried } from '#libs/event-store/kurrentdb/connection.ts';
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
  /** First and last position. */
  readonly from: number;
  readonly to: number;
  readonly links: Buffer;
  /** Revision in the stream of blocks. */
  readonly revision: bigint;
}

export class ChainKeeper {
  readonly #connection: KurrentConnection;
  readonly #names: StreamNames;
  readonly #replica: Replica;
  readonly #retry: RetrySettings;
  readonly #uniqueId: () => string;
  /** Position up to which the copy matches the blocks of the server. */
  #checked = 0;
  #revision = -1n;

  constructor(
    connection: KurrentConnection,
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

  /** Number of copied events without a link at the server, as far as this process knows. */
  get uncovered(): number {
    return this.#replica.end() - this.#checked;
  }

  /** Whether a whole block is missing. */
  get isDue(): boolean {
    return this.uncovered >= BLOCK;
  }

  /**
   * Compares the copy with the blocks of the server and adds the missing ones, up to the end of the copy. `catchUp` brings the copy up to
   * the end of the server. Throws StoreUnreadable if they differ, and StoreUnavailable.
   */
  async cover(catchUp: () => Promise<void>): Promise<void> {
    let isOurs = false;
    for (;;) {
      // If our own block succeeds at the expected revision, there is no block of another writer to read.
      if (!isOurs)
        for await (const block of this.blocks(this.#revision + 1n)) {
          // Another machine covered events that came since the last catch-up of this copy.
          if (block.to > this.#replica.end()) await catchUp();
          this.#check(block);
        }
      const end = this.#replica.end();
      if (this.#checked >= end) return;
      isOurs = await this.#write(this.#checked + 1, Math.min(end, this.#checked + BLOCK));
    }
  }

  /** Blocks in order, from a revision of their stream. */
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
        yield { from: first, to, links: Buffer.from(links, 'base64'), revision: event.revision };
      }
    } catch (error) {
      if ((error as { type?: string }).type !== 'stream-not-found') throw error;
    }
  }

  /** Position of the last link at the server. */
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

  #check({ from, to, links, revision }: Block): void {
    const own = this.#replica.links(from, to);
    if (from !== this.#checked + 1 || !own.equals(links.subarray(0, own.length)) || own.length < links.length) {
      const at = from + Math.floor(firstDifference(own, links) / LINK_BYTES);
      throw new StoreUnreadable({ code: 'SERVER_CONTENT_CHANGED', data: { from: at } });
    }
    this.#checked = to;
    this.#revision = revision;
  }

  /** False if another writer was first or the answer was lost: the caller then reads and checks the stored block. */
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
