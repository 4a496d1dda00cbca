/**
 * The log on KurrentDB for the audit: the exact bytes in the order of the server, with the links stored there. The local copy shows only
 * which events are duplicates.
 */
import { commitText, linkedText } from '#libs/event-store/chain.ts';
import { ChainKeeper } from '#libs/event-store/kurrentdb/chain-keeper.ts';
import { KurrentConnection } from '#libs/event-store/kurrentdb/connection.ts';
import { StreamNames } from '#libs/event-store/kurrentdb/envelope.ts';
import { Follower, serverOrder } from '#libs/event-store/kurrentdb/follower.ts';
import type { KurrentSettings } from '#libs/event-store/kurrentdb/kurrentdb-event-store.ts';
import { inspectServer } from '#libs/event-store/kurrentdb/server-inspection.ts';
import { type CopiedEvent, Replica, commitAfter } from '#libs/event-store/kurrentdb/replica.ts';
import type { StoreFinding } from '#libs/event-store/store-findings.ts';
import {
  type StoreFault,
  type StoredEvent,
  type StoredEvents,
  StoreUnreadable,
} from '#libs/event-store/stored-events.ts';

const BATCH = 2_000;
const LINK_BYTES = 32;

/** The state before an event in the order of the server. */
interface Seen {
  readonly revisions: Map<string, number>;
  /** When the last event was recorded. */
  last: string | undefined;
}

export class KurrentDbStoredEvents implements StoredEvents {
  readonly #connection: KurrentConnection;
  readonly #names: StreamNames;
  readonly #replica: Replica;
  readonly #follower: Follower;
  readonly #chain: ChainKeeper;
  #opened: Promise<void> | undefined;
  #notCopied: StoreUnreadable | undefined;

  constructor(url: string, settings: Omit<KurrentSettings, 'clock'>) {
    const connection = new KurrentConnection(url);
    this.#connection = connection;
    this.#names = new StreamNames(connection.log);
    this.#replica = new Replica(settings.replica);
    this.#follower = new Follower(connection, this.#replica, this.#names, settings);
    this.#chain = new ChainKeeper(connection, this.#names, this.#replica, settings, settings.uniqueId);
  }

  async *events(): AsyncIterable<readonly StoredEvent[]> {
    await this.#open();
    let batch: StoredEvent[] = [];
    let position = 0;
    for await (const event of this.#linked()) {
      batch.push(event);
      position = event.position;
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
    const covered = await this.#chain.covered();
    if (position < covered)
      throw new StoreUnreadable({ code: 'LINKS_WITHOUT_EVENTS', data: { covered, events: position } });
    // An event that cannot be copied and has no link: it comes after the last link, or the server is another one.
    if (this.#notCopied !== undefined) throw this.#notCopied;
  }

  inspect(): Promise<readonly StoreFault[]> {
    return inspectServer(this.#connection, this.#names);
  }

  async coverage(): Promise<{ readonly covered: number; readonly end: number }> {
    await this.#open();
    return { covered: await this.#chain.covered(), end: this.#replica.end() };
  }

  async carriedOver(): Promise<undefined> {
    return undefined;
  }

  async close(): Promise<void> {
    await this.#connection.close();
    await this.#replica.close();
  }

  /** First extends the links to the end. If they no longer match, the audit finds the fault in the bytes. */
  #open(): Promise<void> {
    this.#opened ??= this.#bringUp();
    return this.#opened;
  }

  async #bringUp(): Promise<void> {
    try {
      await this.#follower.catchUp();
      await this.#chain.cover(() => this.#follower.catchUp());
    } catch (error) {
      if (!(error instanceof StoreUnreadable)) throw error;
      this.#notCopied = error;
    }
  }

  /** Events that have a link; the next audit covers later ones. */
  async *#linked(): AsyncIterable<StoredEvent> {
    const links = this.#links();
    const seen: Seen = { revisions: new Map(), last: undefined };
    let position = 0;
    try {
      for await (const copied of this.#copied())
        for (const found of this.#texts(copied, seen)) {
          const next = await links.next();
          if (next.done === true) return;
          yield { position: ++position, link: next.value, ...found };
        }
    } finally {
      await links.return(undefined);
    }
  }

  async *#links(): AsyncGenerator<string, undefined> {
    for await (const { links } of this.#chain.blocks())
      for (let i = 0; i < links.length; i += LINK_BYTES) yield links.toString('hex', i, i + LINK_BYTES);
    return undefined;
  }

  async *#copied(): AsyncIterable<CopiedEvent | { readonly unreadable: StoreFinding }> {
    for await (const { event } of serverOrder(this.#connection, this.#names, undefined)) {
      if (event === undefined || this.#names.hereOf(event) === undefined) continue;
      let copied: readonly CopiedEvent[];
      try {
        copied = await this.#follower.copied([event]);
      } catch (error) {
        yield { unreadable: findingOf(error) };
        continue;
      }
      yield* copied;
    }
  }

  /** The text that the link of each event covers; skips a duplicate id. */
  #texts(
    copied: CopiedEvent | { readonly unreadable: StoreFinding },
    seen: Seen,
  ): { readonly text: string; readonly fault?: StoreFault }[] {
    if ('unreadable' in copied) return [{ text: '', fault: { kind: 'changed', finding: copied.unreadable } }];
    const { stream, keyed, events } = copied;
    const commit = commitAfter(keyed, seen.last);
    const inLinks = commitText(commit);
    return events.flatMap((event) => {
      const revision = seen.revisions.get(stream) ?? 0;
      const known = this.#replica.revisionOf(stream, event.id);
      if (known !== undefined && known < revision) return [];
      seen.revisions.set(stream, revision + 1);
      seen.last = commit.recordedAt;
      return [{ text: linkedText(JSON.stringify(stream), revision, event, inLinks) }];
    });
  }
}

function findingOf(error: unknown): StoreFinding {
  if (error instanceof StoreUnreadable) return error.finding;
  return { code: 'EVENT_UNREADABLE', data: { reason: error instanceof Error ? error.message : String(error) } };
}
