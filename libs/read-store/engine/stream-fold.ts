/** Folds the streams of a projection with one document per stream, one after the other, and stores nothing. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { LogReader, StreamRange } from '#libs/event-store/event-store.ts';
import type { Poison } from '#libs/read-store/document-store.ts';
import { projectedEvents } from '#libs/read-store/engine/events-of.ts';
import { orPoison } from '#libs/read-store/engine/fold.ts';
import { type Projection, formOf } from '#libs/read-store/projection.ts';
import { Turns } from '#libs/read-store/turns.ts';

const BATCH = 500;

interface StreamsAsked {
  readonly upTo: number;
  /** Every stream if left out. */
  readonly streams?: StreamRange | undefined;
}

/** An event that cannot be folded is set aside, as in documents that are kept up with the log. */
export class StreamFold<Document> {
  readonly #projection: Projection<Document>;
  readonly #log: Pick<LogReader, 'read'>;
  readonly #poison = new Map<number, string>();

  constructor(projection: Projection<Document>, log: Pick<LogReader, 'read'>) {
    this.#projection = projection;
    this.#log = log;
  }

  /** In the order of the streams, with their keys. */
  async *documents(
    asked: StreamsAsked,
    isAsked: (key: string) => boolean,
  ): AsyncIterable<readonly (readonly [key: string, document: string])[]> {
    let some: [string, string][] = [];
    const turns = new Turns();
    for await (const [key, events] of this.#streams(asked)) {
      if (turns.isOver) await turns.next();
      if (!isAsked(key)) continue;
      const text = this.documentOf(key, events);
      if (text !== undefined) some.push([key, text]);
      if (some.length < BATCH) continue;
      yield some;
      some = [];
    }
    if (some.length > 0) yield some;
  }

  /**
   * Undefined if the events make none. The failing event may have changed the document in part, so it is folded again without that event.
   */
  documentOf(key: string, events: readonly RecordedEvent[]): string | undefined {
    let document: Document | undefined;
    for (const event of events)
      try {
        document = orPoison(event, () => this.#projection.evolve(document, event, key));
      } catch (error) {
        this.#setAside(event, error);
        return this.documentOf(
          key,
          events.filter((other) => other !== event),
        );
      }
    return document === undefined ? undefined : formOf(this.#projection).write(document);
  }

  /** The poison events so far. */
  poison(): readonly Poison[] {
    return [...this.#poison].map(([position, message]) => ({ position, message }));
  }

  async *#streams(asked: StreamsAsked): AsyncIterable<readonly [key: string, events: readonly RecordedEvent[]]> {
    let key: string | undefined;
    let events: RecordedEvent[] = [];
    for await (const batch of projectedEvents(this.#projection, this.#log, optionsOf(asked)))
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

  #setAside({ position }: RecordedEvent, error: unknown): void {
    this.#poison.set(position, error instanceof Error ? error.message : String(error));
  }
}

function optionsOf({ upTo, streams }: StreamsAsked) {
  return { after: 0, upTo, order: 'stream', ...(streams === undefined ? {} : { streams }) } as const;
}
