/**
 * The feed: published events, read from the log in the order of its positions.
 *
 * A position is the ordinal of an event in the order of commits, without a gap: when a position is readable, so is every smaller
 * one. A reader that has seen all positions up to a cursor and asks for later ones misses nothing and gets nothing twice, with
 * any number of concurrent writers. Rebuilding a projection or replaying a period appends nothing to the log, so it publishes
 * nothing.
 */
import { setImmediate } from 'node:timers/promises';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type CloudEvent, toCloudEvent } from '#libs/feed/cloud-event.ts';
import { type Refusal, errorsOf } from '#libs/kernel/domain-error.ts';
import { isCarriedOver } from '#libs/event-store/typed-event.ts';
import { PUBLISHED_CATEGORIES, publishedTypeOf } from '#libs/feed/types.ts';

/** Selects events; all by default. */
export interface FeedFilter {
  /** Names of types (TYPE_NAMES). */
  readonly types?: readonly string[] | undefined;
  readonly team?: string | undefined;
}

export interface FeedRequest {
  /** Events after this position; 0 for the beginning. */
  readonly after: number;
  /** Maximum number of events. */
  readonly limit: number;
  readonly filter?: FeedFilter;
}

export interface FeedPage {
  readonly events: readonly CloudEvent[];
  /** Every position up to and including this one was read: the next request starts after it. */
  readonly cursor: number;
  /** Position of the last event of the log at the time of the read. */
  readonly end: number;
}

/** Positions read for one page: a page without a match still advances its cursor. */
const MAX_SCANNED = 100_000;
/**
 * Positions read at a time. Fewer than a batch of the store, so that no statement stays open during writes, and few enough to
 * answer other requests in between.
 */
const MAX_WINDOW = 1_999;
const FIRST_WINDOW = 50;
const GROWTH = 4;

export type FeedRefusal = Refusal<'CURSOR_BEYOND_END', { readonly cursor: number; readonly end: number }>;
const invalid = errorsOf<FeedRefusal>('invalid');

export class Feed {
  readonly #log: EventStore;
  readonly #source: string;

  /** `source` names this installation in every event. */
  constructor(log: EventStore, source: string) {
    this.#log = log;
    this.#source = source;
  }

  /** Throws DomainError for a cursor beyond the end: it belongs to another log, or to this one before a restore. */
  async read({ after, limit, filter = {} }: FeedRequest): Promise<FeedPage> {
    const end = await this.#log.end();
    if (after > end) throw invalid('CURSOR_BEYOND_END', { cursor: after, end });
    const last = Math.min(end, after + MAX_SCANNED);
    const events: CloudEvent[] = [];
    let [cursor, window] = [after, Math.min(MAX_WINDOW, Math.max(limit, FIRST_WINDOW))];
    while (cursor < last) {
      const upTo = Math.min(last, cursor + window);
      for (const event of await this.#window(cursor, upTo)) {
        const published = await this.#wanted(event, filter);
        if (published !== undefined) events.push(published);
        if (events.length === limit) return { events, cursor: event.position, end };
      }
      cursor = upTo;
      window = Math.min(MAX_WINDOW, window * GROWTH);
      await setImmediate();
    }
    return { events, cursor, end };
  }

  /** The published event at a position; undefined for an event that is not published. */
  async at(position: number): Promise<CloudEvent | undefined> {
    const [event] = await this.#window(position - 1, position);
    return event === undefined ? undefined : this.#published(event);
  }

  end(): Promise<number> {
    return this.#log.end();
  }

  async #window(after: number, upTo: number): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const batch of this.#log.read({ after, upTo, categories: PUBLISHED_CATEGORIES }))
      events.push(...batch.filter((event) => !isCarriedOver(event)));
    return events;
  }

  async #wanted(event: RecordedEvent, filter: FeedFilter): Promise<CloudEvent | undefined> {
    const type = publishedTypeOf(event.type)?.type;
    // Filters by type before making the event.
    if (type === undefined || filter.types?.includes(type) === false) return undefined;
    const published = await this.#published(event);
    return published !== undefined && isWanted(published, filter) ? published : undefined;
  }

  async #published(event: RecordedEvent): Promise<CloudEvent | undefined> {
    const published = publishedTypeOf(event.type);
    if (published === undefined) return undefined;
    const { recordedAt } = await this.#log.commit(event.commit);
    const history = published.kind === 'decision' ? await this.#historyOf(event) : [];
    return toCloudEvent(event, { source: this.#source, recordedAt, history });
  }

  async #historyOf({ stream, revision }: RecordedEvent): Promise<readonly RecordedEvent[]> {
    return (await this.#log.readStream(stream, { from: revision, backwards: true })).toReversed();
  }
}

export function isWanted({ type, team }: CloudEvent, filter: FeedFilter): boolean {
  return (filter.types?.includes(type) ?? true) && (filter.team ?? team) === team;
}
