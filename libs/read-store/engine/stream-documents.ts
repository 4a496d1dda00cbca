/** The documents of a projection with one document for each stream, folded from the log each time they are read. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Checkpoint, Documents, Poison, ScanOptions } from '#libs/read-store/document-store.ts';
import { linkAt } from '#libs/read-store/engine/catch-up.ts';
import { eventsOf } from '#libs/read-store/engine/events-of.ts';
import { orPoison } from '#libs/read-store/engine/fold.ts';
import { bucketsOf, isOfPartition } from '#libs/read-store/partition.ts';
import type { StreamProjection } from '#libs/read-store/projection.ts';
import { Turns } from '#libs/read-store/turns.ts';

const SCAN_BATCH = 500;

/** An event that cannot be folded is set aside, as in documents that are kept up with the log. */
export class StreamDocuments<Document> implements Documents {
  readonly #projection: StreamProjection<Document>;
  readonly #log: EventStore;
  readonly #upTo: number;
  readonly #poison = new Map<number, string>();

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
      const text = this.#folded(
        key,
        events.filter(({ position }) => position <= this.#upTo),
      );
      if (text !== undefined) found.set(key, text);
    }
    return found;
  }

  /** In the order of the streams. Throws RangeError on `after`, which that order does not know. */
  async *scan(prefix = '', { after, partition }: ScanOptions = {}): AsyncIterable<readonly [string, string][]> {
    if (after !== undefined) throw new RangeError('documents folded from streams are read from the first');
    if (partition !== undefined) bucketsOf(partition);
    let some: [string, string][] = [];
    const turns = new Turns();
    for await (const [key, events] of this.#streams()) {
      if (turns.isOver) await turns.next();
      if (!key.startsWith(prefix) || (partition !== undefined && !isOfPartition(key, partition))) continue;
      const text = this.#folded(key, events);
      if (text !== undefined) some.push([key, text]);
      if (some.length < SCAN_BATCH) continue;
      yield some;
      some = [];
    }
    if (some.length > 0) yield some;
  }

  /** Those met as documents were read. */
  async poison(): Promise<readonly Poison[]> {
    return [...this.#poison].map(([position, message]) => ({ position, message }));
  }

  async *#streams(): AsyncIterable<readonly [key: string, events: readonly RecordedEvent[]]> {
    let key: string | undefined;
    let events: RecordedEvent[] = [];
    const options = { after: 0, upTo: this.#upTo, order: 'stream' } as const;
    for await (const batch of eventsOf(this.#projection, this.#log, options))
      for (const event of batch) {
        const of = this.#keyOf(event);
        if (of === undefined) continue;
        if (of !== key && key !== undefined) yield [key, events];
        if (of !== key) [key, events] = [of, []];
        events.push(event);
      }
    if (key !== undefined) yield [key, events];
  }

  #keyOf(event: RecordedEvent): string | undefined {
    try {
      return orPoison(event, () => this.#projection.keys(event))[0];
    } catch (error) {
      this.#setAside(event, error);
      return undefined;
    }
  }

  /** The event that fails may have changed the document in part: it is folded again without it. */
  #folded(key: string, events: readonly RecordedEvent[]): string | undefined {
    let document: Document | undefined;
    for (const event of events)
      try {
        document = orPoison(event, () => this.#projection.evolve(document, event, key));
      } catch (error) {
        this.#setAside(event, error);
        return this.#folded(
          key,
          events.filter((other) => other !== event),
        );
      }
    return document === undefined ? undefined : JSON.stringify(document);
  }

  #setAside({ position }: RecordedEvent, error: unknown): void {
    this.#poison.set(position, error instanceof Error ? error.message : String(error));
  }
}
