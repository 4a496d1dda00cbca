/**
 * The feed: published events, read from the log in the order of its positions.
 *
 * A position is the ordinal of an event in the order of commits, without a gap: when a position is readable, so is every smaller
 * one. A reader that has seen all positions up to a cursor and asks for later ones misses nothing and gets nothing twice, with
 * any number of concurrent writers. Rebuilding a projection or replaying a period appends nothing to the log, so it publishes
 * nothing.
 */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type CloudEvent, toCloudEvent } from '#libs/feed/cloud-event.ts';
import { epochAt, eventIdOf } from '#libs/feed/epoch.ts';
import { pagesToFold } from '#libs/commands/pages-to-fold.ts';
import { type Refusal, errorsOf } from '#libs/kernel/domain-error.ts';
import { isCarriedOver } from '#libs/event-store/typed-event.ts';
import { type FeedFilter, isWanted } from '#libs/feed/filter.ts';
import { publishedHeads } from '#libs/feed/published-heads.ts';
import type { StatementEvent } from '#libs/statements/workflow/events.ts';
import { isReplacedCalculation } from '#libs/statements/workflow/state.ts';
import { PUBLISHED_CATEGORIES, publishedTypeOf } from '#libs/feed/types.ts';

export interface FeedRequest {
  /** Events after this position; 0 for the beginning. */
  readonly after: number;
  /** The epoch that a reader got with that position; not compared if left out. */
  readonly epoch?: string | undefined;
  /** Maximum number of events. */
  readonly limit: number;
  readonly filter?: FeedFilter;
}

export interface FeedPage {
  readonly events: readonly CloudEvent[];
  /** Every position up to and including this one was read: the next request starts after it. */
  readonly cursor: number;
  /** The epoch of the log at the cursor; a reader gives both back. */
  readonly epoch: string;
  /** Position of the last event of the log at the time of the read. */
  readonly end: number;
}

/** The events published up to a cursor, in summary. */
export interface FeedReconciliation extends Pick<FeedPage, 'cursor' | 'epoch'> {
  readonly count: number;
  /** SHA-256 of their ids in the order of the log, each with a line break. */
  readonly digest: string;
  /** How many of each type. */
  readonly types: ReadonlyMap<string, number>;
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

export type FeedRefusal =
  | Refusal<'CURSOR_BEYOND_END', { readonly cursor: number; readonly end: number }>
  /** The log has other events at that position, or does not go so far, as after a restore. */
  | Refusal<'CURSOR_OF_ANOTHER_LOG', { readonly cursor: number; readonly end: number }>;
const invalid = errorsOf<FeedRefusal>('invalid');
const conflict = errorsOf<FeedRefusal>('conflict');

export class Feed {
  readonly #log: EventStore;
  readonly #source: string;

  /** `source` names this installation in every event. */
  constructor(log: EventStore, source: string) {
    this.#log = log;
    this.#source = source;
  }

  /** Throws CURSOR_OF_ANOTHER_LOG for the epoch of another log, CURSOR_BEYOND_END for a cursor beyond the end without an epoch. */
  async read({ after, epoch, limit, filter = {} }: FeedRequest): Promise<FeedPage> {
    const end = await this.#log.end();
    await this.requireOwn({ after, epoch }, end);
    const last = Math.min(end, after + MAX_SCANNED);
    const events: CloudEvent[] = [];
    let [cursor, window] = [after, Math.min(MAX_WINDOW, Math.max(limit, FIRST_WINDOW))];
    while (cursor < last) {
      const upTo = Math.min(last, cursor + window);
      for (const event of await this.#window(cursor, upTo)) {
        const published = await this.#wanted(event, filter);
        if (published !== undefined) events.push(published);
        if (events.length === limit) return { events, ...(await this.cursorAt(event.position)), end };
      }
      cursor = upTo;
      window = Math.min(MAX_WINDOW, window * GROWTH);
      await setImmediate();
    }
    return { events, ...(await this.cursorAt(cursor)), end };
  }

  /** The cursor of a reader that has read up to a position. Throws RangeError for a position that the log does not have. */
  async cursorAt(position: number): Promise<Pick<FeedPage, 'cursor' | 'epoch'>> {
    const epoch = await epochAt(this.#log, position);
    if (epoch === undefined) throw new RangeError(`the log has no position ${position}`);
    return { cursor: position, epoch };
  }

  /** Throws DomainError as `read`. */
  async requireOwn({ after: cursor, epoch }: Pick<FeedRequest, 'after' | 'epoch'>, upTo?: number): Promise<void> {
    const end = upTo ?? (await this.#log.end());
    if (epoch === undefined && cursor > end) throw invalid('CURSOR_BEYOND_END', { cursor, end });
    if (epoch === undefined) return;
    if (cursor > end || (await epochAt(this.#log, cursor)) !== epoch)
      throw conflict('CURSOR_OF_ANOTHER_LOG', { cursor, end });
  }

  /** Number and digest of the events published up to a position, for a reader to compare with its own. Throws as `read`. */
  async reconcile({ after: position, epoch, filter = {} }: Omit<FeedRequest, 'limit'>): Promise<FeedReconciliation> {
    await this.requireOwn({ after: position, epoch });
    const [digest, types] = [createHash('sha256'), new Map<string, number>()];
    let count = 0;
    for (let cursor = 0; cursor < position; cursor += MAX_WINDOW) {
      for (const { event, ...head } of await publishedHeads(
        this.#log,
        cursor,
        Math.min(position, cursor + MAX_WINDOW),
      )) {
        if (!isWanted(head, filter)) continue;
        digest.update(`${eventIdOf(event, await this.#log.commit(event.commit))}\n`);
        types.set(head.type, (types.get(head.type) ?? 0) + 1);
        count++;
      }
      await setImmediate();
    }
    const at = await this.cursorAt(position);
    return { ...at, count, digest: digest.digest('hex'), types };
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
    const commit = await this.#log.commit(event.commit);
    const history = published.kind === 'decision' ? await this.#historyOf(event) : [];
    return toCloudEvent(event, { source: this.#source, commit, history });
  }

  async #historyOf({ stream, revision: to }: RecordedEvent): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    const folding = { from: 0, to, isReplacedBy: isReplacedCalculation };
    for await (const page of pagesToFold<StatementEvent>(this.#log, stream, folding)) events.push(...page);
    return events;
  }
}
