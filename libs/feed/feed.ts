/**
 * The feed: what was published, read from the log in the order of its positions.
 *
 * A position is the ordinal of an event, given in the order of commits and without a gap: when one can be read, every smaller one can.
 * So a reader that has seen all up to a position and asks for what comes after it misses nothing, however many write at the same time,
 * and gets nothing twice. What is published comes from the log alone, so rebuilding a projection or replaying a period publishes
 * nothing: neither appends to it.
 */
import { setImmediate } from 'node:timers/promises';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type CloudEvent, toCloudEvent } from '#libs/feed/cloud-event.ts';
import { PUBLISHED_CATEGORIES, publishedTypeOf } from '#libs/feed/types.ts';

/** Which events a reader wants; all where nothing is said. */
export interface FeedFilter {
  /** Names of types (TYPE_NAMES). */
  readonly types?: readonly string[] | undefined;
  readonly team?: string | undefined;
}

export interface FeedRequest {
  /** Events after this position; 0 for the beginning. */
  readonly after: number;
  /** At most so many events. */
  readonly limit: number;
  readonly filter?: FeedFilter;
}

export interface FeedPage {
  readonly events: readonly CloudEvent[];
  /** Everything up to and with this position was looked at: where to read on. */
  readonly cursor: number;
  /** Position of the last event of the log when this was read. */
  readonly end: number;
}

/** So many positions are looked at for one page: one that finds nothing still comes back, further on. */
const MAX_SCANNED = 100_000;
/**
 * Positions read at a time. Fewer than a batch of the store, so that no statement of it stays open while others write, and few enough
 * that other requests are answered in between.
 */
const MAX_WINDOW = 1_999;
const FIRST_WINDOW = 50;
const GROWTH = 4;

/** The cursor lies beyond the end of the log: it is of another log, or of this one before it was restored. */
export class CursorBeyondEnd extends Error {
  constructor(cursor: number, end: number) {
    super(
      `le curseur ${cursor} est après la fin du journal, qui a ${end} événements ; reprenez un curseur de ce journal-ci, ou 0`,
    );
  }
}

export class Feed {
  readonly #log: EventStore;
  readonly #source: string;

  /** `source` names this installation in every event. */
  constructor(log: EventStore, source: string) {
    this.#log = log;
    this.#source = source;
  }

  /** Throws CursorBeyondEnd. */
  async read({ after, limit, filter = {} }: FeedRequest): Promise<FeedPage> {
    const end = await this.#log.end();
    if (after > end) throw new CursorBeyondEnd(after, end);
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

  /** The published event of a position, undefined where it is not published. */
  async at(position: number): Promise<CloudEvent | undefined> {
    const [event] = await this.#window(position - 1, position);
    return event === undefined ? undefined : this.#published(event);
  }

  end(): Promise<number> {
    return this.#log.end();
  }

  async #window(after: number, upTo: number): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const batch of this.#log.read({ after, upTo, categories: PUBLISHED_CATEGORIES })) events.push(...batch);
    return events;
  }

  async #wanted(event: RecordedEvent, filter: FeedFilter): Promise<CloudEvent | undefined> {
    const type = publishedTypeOf(event.type)?.type;
    // What the name of the type decides is decided before the event is made.
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
