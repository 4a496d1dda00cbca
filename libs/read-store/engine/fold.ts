/** Folds one batch of events into the documents of a projection. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { Documents, Poison, Put } from '#libs/read-store/document-store.ts';
import { type DocumentForm, type Projection, formOf } from '#libs/read-store/projection.ts';
import { DocumentGarbled, orDocumentGarbled } from '#libs/read-store/document-garbled.ts';
import { PoisonEvent } from '#libs/read-store/read-store.ts';

interface Folded {
  readonly puts: readonly Put[];
  /** Keys of the documents that the projection no longer keeps. */
  readonly removes: readonly string[];
  readonly poison: readonly Poison[];
}

/** An event that cannot be folded is set aside, or stops the work with PoisonEvent. */
export type AtPoison = 'set-aside' | 'stop';

/** The documents that the events change, and the events that cannot be folded, which change none. Throws DOCUMENT_GARBLED. */
export async function foldBatch<Document>(
  projection: Projection<Document>,
  events: readonly RecordedEvent[],
  documents: Pick<Documents, 'get'>,
  atPoison: AtPoison,
): Promise<Folded> {
  const fold = new BatchFold(projection, events, atPoison);
  if (projection.replaces === undefined) fold.begin(await documents.get(fold.keys()));
  events.forEach((_, index) => {
    fold.take(index);
  });
  return { ...fold.changes(), poison: fold.poison };
}

/** Does the work of one event. Turns its errors into PoisonEvent, which names the event. */
export function orPoison<T>(event: RecordedEvent, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new PoisonEvent(event, messageOf(event, error), { cause: error });
  }
}

function messageOf(event: RecordedEvent, error: unknown): string {
  return `event ${event.position} (${event.type}, ${event.stream}): ${String(error)}`;
}

class BatchFold<Document> {
  readonly poison: Poison[] = [];
  readonly #projection: Projection<Document>;
  readonly #form: DocumentForm<Document>;
  readonly #events: readonly RecordedEvent[];
  readonly #atPoison: AtPoison;
  /** The keys of each event; empty for an event that was set aside. */
  readonly #keysOf: (readonly string[])[];
  readonly #folded = new Map<string, Document | string>();
  /** The shown texts of documents that are not shown from the document itself. */
  readonly #shown = new Map<string, string>();
  #stored: ReadonlyMap<string, string> = new Map();

  constructor(projection: Projection<Document>, events: readonly RecordedEvent[], atPoison: AtPoison) {
    this.#projection = projection;
    this.#form = formOf(projection);
    this.#events = events;
    this.#atPoison = atPoison;
    this.#keysOf = events.map((event) => {
      try {
        return projection.keys(event);
      } catch (error) {
        this.#setAside(event, error);
        return [];
      }
    });
  }

  keys(): ReadonlySet<string> {
    const keys = new Set<string>();
    for (const some of this.#keysOf) for (const key of some) keys.add(key);
    return keys;
  }

  begin(stored: ReadonlyMap<string, string>): void {
    this.#stored = stored;
  }

  take(index: number): void {
    const [event, keys] = [this.#events[index], this.#keysOf[index]];
    if (event === undefined || keys === undefined) return;
    try {
      for (const key of keys) this.#evolve(event, key);
    } catch (error) {
      // The event is not to blame for the document that it changes.
      if (error instanceof DocumentGarbled) throw error;
      this.#setAside(event, error);
      this.#keysOf[index] = [];
      for (const key of keys) this.#restore(key, index);
    }
  }

  changes(): Pick<Folded, 'puts' | 'removes'> {
    const projection = this.#projection;
    const { replaces } = projection;
    const [puts, removes]: [Put[], string[]] = [[], []];
    for (const [key, document] of this.#folded) {
      if (projection.keeps?.(document as Document, key) === false) {
        removes.push(key);
        continue;
      }
      const text = replaces === undefined ? this.#form.write(document as Document) : (document as string);
      const shown = this.#shown.get(key);
      puts.push(shown === undefined ? [key, text] : [key, text, shown]);
    }
    return { puts, removes };
  }

  #evolve(event: RecordedEvent, key: string): void {
    const { replaces, shownOf } = this.#projection;
    this.#folded.set(
      key,
      replaces === undefined ? this.#projection.evolve(this.#current(key), event, key) : replaces(event, key),
    );
    const shown = shownOf?.(event, key);
    if (shown === undefined) this.#shown.delete(key);
    else this.#shown.set(key, shown);
  }

  #current(key: string): Document | undefined {
    if (this.#folded.has(key)) {
      const document = this.#folded.get(key) as Document;
      // Removed, though this batch is not written yet: what an event finds does not depend on where batches end.
      return this.#projection.keeps?.(document, key) === false ? undefined : document;
    }
    const text = this.#stored.get(key);
    return text === undefined ? undefined : orDocumentGarbled(this.#projection.name, () => this.#form.read(text));
  }

  /** The document as the events before this one leave it: the event may have changed it in part before it failed. */
  #restore(key: string, before: number): void {
    this.#folded.delete(key);
    this.#shown.delete(key);
    for (let i = 0; i < before; i++) {
      const event = this.#events[i];
      if (event !== undefined && this.#keysOf[i]?.includes(key) === true) this.#evolve(event, key);
    }
  }

  #setAside(event: RecordedEvent, error: unknown): void {
    const message = messageOf(event, error);
    if (this.#atPoison === 'stop') throw new PoisonEvent(event, message, { cause: error });
    this.poison.push({ position: event.position, message });
  }
}
