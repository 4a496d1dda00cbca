/** The documents of a projection with one document for each stream, folded from the log each time they are read. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Checkpoint, Documents, Poison, ScanOptions } from '#libs/read-store/document-store.ts';
import { linkAt } from '#libs/read-store/engine/catch-up.ts';
import { orPoison } from '#libs/read-store/engine/fold.ts';
import { bucketsOf, isOfPartition } from '#libs/read-store/partition.ts';
import type { StreamProjection } from '#libs/read-store/projection.ts';

const SCAN_BATCH = 500;

/** Reading throws PoisonEvent at an event that cannot be folded. */
export class StreamDocuments<Document> implements Documents {
  readonly #projection: StreamProjection<Document>;
  readonly #log: EventStore;
  readonly #upTo: number;

  constructor(projection: StreamProjection<Document>, log: EventStore, upTo: number) {
    this.#projection = projection;
    this.#log = log;
    this.#upTo = upTo;
  }

  async checkpoint(): Promise<Checkpoint> {
    const processed = await this.#log.count(this.#projection.categories);
    return { position: this.#upTo, processed, link: await linkAt(this.#upTo, this.#log) };
  }

  async get(keys: Iterable<string>): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const key of keys) {
      const events = await this.#log.readStream(this.#projection.streamOf(key));
      let document: Document | undefined;
      for (const event of events)
        if (event.position <= this.#upTo) document = this.#evolve(document, event, key);
      if (document !== undefined) found.set(key, JSON.stringify(document));
    }
    return found;
  }

  /** In the order of the streams. Throws RangeError on `after`, which that order does not know. */
  async *scan(prefix = '', { after, partition }: ScanOptions = {}): AsyncIterable<readonly [string, string][]> {
    if (after !== undefined) throw new RangeError('documents folded from streams are read from the first');
    if (partition !== undefined) bucketsOf(partition);
    const isMeant = (key: string): boolean =>
      key.startsWith(prefix) && (partition === undefined || isOfPartition(key, partition));
    let some: [string, string][] = [];
    for await (const document of this.#folded(isMeant)) {
      some.push(document);
      if (some.length < SCAN_BATCH) continue;
      yield some;
      some = [];
    }
    if (some.length > 0) yield some;
  }

  async poison(): Promise<readonly Poison[]> {
    return [];
  }

  async *#folded(isMeant: (key: string) => boolean): AsyncIterable<[string, string]> {
    const { categories, keys } = this.#projection;
    let of: string | undefined;
    let document: Document | undefined;
    for await (const batch of this.#log.read({ after: 0, upTo: this.#upTo, categories, order: 'stream' }))
      for (const event of batch) {
        const [key] = orPoison(event, () => keys(event));
        if (key === undefined) continue;
        if (key !== of && of !== undefined && document !== undefined) yield [of, JSON.stringify(document)];
        if (key !== of) [of, document] = [key, undefined];
        if (isMeant(key)) document = this.#evolve(document, event, key);
      }
    if (of !== undefined && document !== undefined) yield [of, JSON.stringify(document)];
  }

  #evolve(document: Document | undefined, event: RecordedEvent, key: string): Document {
    return orPoison(event, () => this.#projection.evolve(document, event, key));
  }
}
