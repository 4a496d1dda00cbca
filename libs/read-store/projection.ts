/**
 * Projections: documents computed from events and from nothing else. A projection is three pure functions; this file folds
 * events into it, live and from the beginning.
 */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { DocumentStore, Poison } from '#libs/read-store/document-store.ts';

export interface Projection<Document> {
  readonly name: string;
  /** Raised when the documents change shape or meaning; the new version is then built beside the old. */
  readonly version: number;
  readonly categories: readonly string[];
  /** True where the events of one stream make one document, under one key: it can then be built stream by stream. */
  readonly documentPerStream: boolean;
  /** Where an event replaces its documents whole: the text of each. `evolve` then only says the same. */
  readonly replaces?: (event: RecordedEvent, key: string) => string;
  /** The documents an event changes; none where it is of no concern. */
  keys(event: RecordedEvent): readonly string[];
  /** The document after the event; may change the one given. An event folded before, by id, changes nothing. */
  evolve(document: Document | undefined, event: RecordedEvent, key: string): Document;
}

export type Progress = (done: number, total: number) => void;

/** An event that a projection cannot fold. */
export class PoisonEvent extends Error {}

const LIVE_BATCH = 20_000;
const BULK_DOCUMENTS = 2_000;

/**
 * Folds what the log holds beyond the checkpoint. Gives the position reached. Two processes at once do the work once: a batch
 * is written only by the one that still finds the checkpoint where it read it.
 * An event that cannot be folded is set aside and counted.
 */
export async function catchUp<Document>(
  projection: Projection<Document>,
  log: EventStore,
  documents: DocumentStore,
  onProgress?: Progress,
): Promise<number> {
  const [{ position }, end] = [await documents.checkpoint(), await log.end()];
  return position >= end ? position : live(projection, log, documents, end, false, onProgress);
}

/**
 * Builds a projection from the beginning in documents of its own, which nobody else reads or writes yet.
 * An event that cannot be folded stops it (PoisonEvent).
 */
export async function build<Document>(
  projection: Projection<Document>,
  log: EventStore,
  documents: DocumentStore,
  onProgress?: Progress,
): Promise<void> {
  const end = await log.end();
  if (projection.documentPerStream) await bulk(projection, log, documents, end, onProgress);
  else await live(projection, log, documents, end, true, onProgress);
}

async function live<Document>(
  projection: Projection<Document>,
  log: EventStore,
  documents: DocumentStore,
  end: number,
  stopAtPoison: boolean,
  onProgress?: Progress,
): Promise<number> {
  let { position, processed } = await documents.checkpoint();
  let pending: RecordedEvent[] = [];
  const write = async (upTo: number): Promise<boolean> => {
    const { puts, poison } = await fold(projection, documents, pending, stopAtPoison);
    const checkpoint = { position: upTo, processed: processed + pending.length };
    const written = await documents.commit(position, { puts, poison, checkpoint });
    ({ position, processed } = written ? checkpoint : await documents.checkpoint());
    pending = [];
    onProgress?.(position, end);
    return written;
  };
  for await (const batch of log.read({ after: position, upTo: end, categories: projection.categories })) {
    for (const event of batch) pending.push(event);
    if (pending.length < LIVE_BATCH) continue;
    // Another process is ahead: begin again from where it stands.
    if (!(await write(pending.at(-1)?.position ?? end))) return catchUp(projection, log, documents, onProgress);
  }
  return (await write(end)) ? end : catchUp(projection, log, documents, onProgress);
}

async function fold<Document>(
  projection: Projection<Document>,
  documents: DocumentStore,
  events: readonly RecordedEvent[],
  stopAtPoison: boolean,
): Promise<{ puts: [string, string][]; poison: Poison[] }> {
  const keys = new Set<string>();
  const poison: Poison[] = [];
  if (projection.replaces !== undefined)
    return { puts: replacements(projection, events, stopAtPoison, poison), poison };
  const keysOf = events.map((event) => guarded(event, stopAtPoison, poison, () => projection.keys(event)) ?? []);
  for (const some of keysOf) for (const key of some) keys.add(key);
  const stored = await documents.get(keys);
  const folded = new Map<string, Document>();
  const current = (key: string): Document | undefined => {
    if (folded.has(key)) return folded.get(key);
    const text = stored.get(key);
    return text === undefined ? undefined : (JSON.parse(text) as Document);
  };
  events.forEach((event, i) => {
    for (const key of keysOf[i] ?? []) {
      const next = guarded(event, stopAtPoison, poison, () => projection.evolve(current(key), event, key));
      if (next !== undefined) folded.set(key, next);
    }
  });
  return { puts: [...folded].map(([key, document]) => [key, JSON.stringify(document)]), poison };
}

/** Each document as its last event leaves it. */
function replacements(
  projection: Projection<unknown>,
  events: readonly RecordedEvent[],
  stopAtPoison: boolean,
  poison: Poison[],
): [string, string][] {
  const last = new Map<string, RecordedEvent>();
  for (const event of events)
    for (const key of guarded(event, stopAtPoison, poison, () => projection.keys(event)) ?? []) last.set(key, event);
  return [...last].flatMap(([key, event]) => {
    const text = guarded(event, stopAtPoison, poison, () => projection.replaces?.(event, key));
    return text === undefined ? [] : [[key, text] as [string, string]];
  });
}

function guarded<T>(event: RecordedEvent, stop: boolean, poison: Poison[], work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    const message = `événement ${event.position} (${event.type}, ${event.stream}) : ${String(error)}`;
    if (stop) throw new PoisonEvent(message);
    poison.push({ position: event.position, message });
    return undefined;
  }
}

/** Stream by stream: each document is made once, without reading any back. */
async function bulk<Document>(
  projection: Projection<Document>,
  log: EventStore,
  documents: DocumentStore,
  end: number,
  onProgress?: Progress,
): Promise<void> {
  const total = await log.count(projection.categories);
  let processed = 0;
  let puts: [string, string][] = [];
  let key: string | undefined;
  let document: Document | undefined;
  const finish = (): void => {
    if (key !== undefined && document !== undefined) puts.push([key, JSON.stringify(document)]);
  };
  const fold = (event: RecordedEvent): void => {
    const [next] = projection.keys(event);
    if (next === undefined) return;
    if (next !== key) {
      finish();
      key = next;
      document = undefined;
    }
    document = projection.evolve(document, event, next);
  };
  for await (const batch of log.read({ after: 0, upTo: end, categories: projection.categories, order: 'stream' })) {
    for (const event of batch)
      guarded(event, true, [], () => {
        fold(event);
      });
    processed += batch.length;
    if (puts.length < BULK_DOCUMENTS) continue;
    await documents.commit(0, { puts, checkpoint: { position: 0, processed: 0 } });
    puts = [];
    onProgress?.(processed, total);
  }
  finish();
  await documents.commit(0, { puts, checkpoint: { position: end, processed } });
}
