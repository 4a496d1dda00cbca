/** The documents of a projection with one document for each stream, folded from the log each time they are read. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import {
  type Checkpoint,
  type Documents,
  type Poison,
  type ScanOptions,
  refusePlaces,
} from '#libs/read-store/document-store.ts';
import { linkAt } from '#libs/read-store/engine/catch-up.ts';
import { StreamFold } from '#libs/read-store/engine/stream-fold.ts';
import { bucketsOf, isOfPartition } from '#libs/read-store/partition.ts';
import type { StreamProjection } from '#libs/read-store/projection.ts';

export class StreamDocuments<Document> implements Documents {
  readonly #projection: StreamProjection<Document>;
  readonly #log: EventStore;
  readonly #upTo: number;
  readonly #fold: StreamFold<Document>;

  constructor(projection: StreamProjection<Document>, log: EventStore, upTo: number) {
    this.#projection = projection;
    this.#log = log;
    this.#upTo = upTo;
    this.#fold = new StreamFold(projection, log);
  }

  async checkpoint(): Promise<Checkpoint> {
    const processed = await this.#log.count(this.#projection.categories);
    return { position: this.#upTo, processed, link: await linkAt(this.#upTo, this.#log) };
  }

  async get(keys: Iterable<string>): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const key of keys) {
      const events = await this.#log.readStream(this.#projection.streamOf(key));
      const known = events.filter(({ position }) => position <= this.#upTo);
      const text = this.#fold.documentOf(key, known);
      if (text !== undefined) found.set(key, text);
    }
    return found;
  }

  /** In the order of the streams. Throws RangeError on `after`, which that order does not know. */
  async *scan(prefix = '', options: ScanOptions = {}): AsyncIterable<readonly (readonly [string, string])[]> {
    refusePlaces(options);
    const { after, partition } = options;
    if (after !== undefined) throw new RangeError('documents folded from streams are read from the first');
    if (partition !== undefined) bucketsOf(partition);
    const isAsked = (key: string): boolean =>
      key.startsWith(prefix) && (partition === undefined || isOfPartition(key, partition));
    yield* this.#fold.documents({ upTo: this.#upTo }, isAsked);
  }

  /** Those met as documents were read. */
  async poison(): Promise<readonly Poison[]> {
    return this.#fold.poison();
  }
}
