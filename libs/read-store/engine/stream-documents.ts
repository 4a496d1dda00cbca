/** The documents of a projection with one document for each stream, folded from the log each time they are read. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { requireLinkAt } from '#libs/event-store/require-link-at.ts';
import { forgettingEpoch } from '#libs/event-store/sealed/forgotten.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import {
  type ProjectionCheckpoint,
  type Documents,
  type Poison,
  type ScanOptions,
  refusePlaces,
} from '#libs/read-store/document-store.ts';
import { StreamFold } from '#libs/read-store/engine/stream-fold.ts';
import { bucketsOf, isOfPartition } from '#libs/read-store/partition.ts';
import type { StreamProjection } from '#libs/read-store/projection.ts';

interface StreamDocumentsOptions {
  /** The documents are valid only in this epoch of the keys: `get` and `scan` throw BUILD_REMOVED once a key was destroyed. */
  readonly epoch?: number;
  /**
   * The document under the id of a person who is erased by now: the kept part, as a read store has it until the erasure is completed, or none,
   * as after that.
   */
  readonly renamed?: 'folded' | 'absent';
}

export class StreamDocuments<Document> implements Documents {
  readonly #projection: StreamProjection<Document>;
  readonly #log: EventStore;
  readonly #upTo: number;
  readonly #epoch: number | undefined;
  readonly #renamed: 'folded' | 'absent';
  readonly #fold: StreamFold<Document>;

  constructor(
    projection: StreamProjection<Document>,
    log: EventStore,
    upTo: number,
    { epoch, renamed = 'folded' }: StreamDocumentsOptions = {},
  ) {
    this.#projection = projection;
    this.#log = log;
    this.#upTo = upTo;
    this.#epoch = epoch;
    this.#renamed = renamed;
    this.#fold = new StreamFold(projection, log);
  }

  async checkpoint(): Promise<ProjectionCheckpoint> {
    const processed = await this.#log.count(this.#projection.categories);
    return { position: this.#upTo, processed, link: await requireLinkAt(this.#upTo, this.#log) };
  }

  async get(keys: Iterable<string>): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const key of keys) {
      const events = await this.#log.readStream(this.#projection.streamOf(key));
      const known = events.filter(({ position }) => position <= this.#upTo);
      if (this.#isAbsent(key, known)) continue;
      const text = this.#fold.documentOf(key, known);
      if (text !== undefined) found.set(key, text);
    }
    await this.#requireEpoch();
    return found;
  }

  /** In the order of the streams. Throws RangeError on `after`, because that order has no keys. */
  async *scan(prefix = '', options: ScanOptions = {}): AsyncIterable<readonly (readonly [string, string])[]> {
    refusePlaces(options);
    const { after, partition } = options;
    if (after !== undefined) throw new RangeError('documents folded from streams are read from the first');
    if (partition !== undefined) bucketsOf(partition);
    const isAsked = (key: string): boolean =>
      key.startsWith(prefix) && (partition === undefined || isOfPartition(key, partition));
    yield* this.#fold.documents({ upTo: this.#upTo }, isAsked);
    await this.#requireEpoch();
  }

  /** The poison events met while documents were read. */
  async poison(): Promise<readonly Poison[]> {
    return this.#fold.poison();
  }

  /** The kept part of an erased person is in the stream of the id, and its document has the key of the substitute id. */
  #isAbsent(key: string, events: readonly RecordedEvent[]): boolean {
    const name = this.#projection.streamOf(key);
    const isRenamed = events.some(({ stream }) => stream !== name);
    if (isRenamed && this.#epoch !== undefined) throw this.#removed();
    return isRenamed && this.#renamed === 'absent';
  }

  async #requireEpoch(): Promise<void> {
    if (this.#epoch !== undefined && (await forgettingEpoch(this.#log)) !== this.#epoch) throw this.#removed();
  }

  #removed(): StoreUnavailable {
    return new StoreUnavailable({ code: 'BUILD_REMOVED', data: { build: this.#projection.name } });
  }
}
