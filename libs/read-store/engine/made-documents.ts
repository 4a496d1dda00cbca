/** Folds events stream by stream into whole documents, without reading any back. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { orPoison } from '#libs/read-store/engine/fold.ts';
import { type DocumentForm, type Projection, formOf } from '#libs/read-store/projection.ts';

/** Takes the events of each stream one after the other. */
export class MadeDocuments<Document> {
  /** Events taken. */
  processed = 0;
  readonly #projection: Projection<Document>;
  readonly #form: DocumentForm<Document>;
  #finished: [key: string, document: string][] = [];
  #key: string | undefined;
  #document: Document | undefined;

  constructor(projection: Projection<Document>) {
    this.#projection = projection;
    this.#form = formOf(projection);
  }

  /** Documents finished since they were handed over last. */
  get count(): number {
    return this.#finished.length;
  }

  /** Throws PoisonEvent. */
  take(events: readonly RecordedEvent[]): void {
    for (const event of events)
      orPoison(event, () => {
        this.#take(event);
      });
    this.processed += events.length;
  }

  /** Finishes the document of the last stream. */
  end(): void {
    if (this.#key !== undefined && this.#document !== undefined)
      this.#finished.push([this.#key, this.#form.write(this.#document)]);
    this.#key = this.#document = undefined;
  }

  handOver(): readonly [key: string, document: string][] {
    const finished = this.#finished;
    this.#finished = [];
    return finished;
  }

  #take(event: RecordedEvent): void {
    const [key] = this.#projection.keys(event);
    if (key === undefined) return;
    if (key !== this.#key) {
      this.end();
      this.#key = key;
    }
    this.#document = this.#projection.evolve(this.#document, event, key);
  }
}
