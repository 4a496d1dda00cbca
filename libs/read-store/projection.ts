/** A projection: documents computed from events alone, by pure functions. */
import type { EventField, RecordedEvent } from '#libs/event-store/event.ts';

/** The module that exports a projection, and its name there: another thread finds it by them. */
export interface ProjectionElsewhere {
  readonly module: string;
  readonly name: string;
}

/** How documents are stored as text. A document always has the same text. */
export interface DocumentForm<Document> {
  write(document: Document): string;
  read(text: string): Document;
}

export interface Projection<Document, Field extends EventField = EventField> {
  readonly name: string;
  /** Raised when the documents change shape or meaning; then the new version is built beside the old. */
  readonly version: number;
  readonly categories: readonly string[];
  /** True if the events of one stream make one document, under one key: then it can be built stream by stream. */
  readonly documentPerStream: boolean;
  /** Set for a projection with a document per stream that is worth building in several threads. */
  readonly elsewhere?: ProjectionElsewhere;
  /** The stream of a key, if each stream has a document. */
  readonly streamOf?: (key: string) => string;
  /** The fields of an event that it reads; default all. Millions of events are folded faster with few. */
  readonly fields?: readonly Field[];
  /** JSON by default. */
  readonly form?: DocumentForm<Document>;
  /** Set if an event replaces its documents: the text of each. `evolve` must give the same. */
  readonly replaces?: (event: Pick<RecordedEvent, Field>, key: string) => string;
  /**
   * For documents that only point at their event: the text shown to programs that query the engine (read-model.ts). Undefined: the document
   * itself is shown.
   */
  readonly shownOf?: (event: Pick<RecordedEvent, Field>, key: string) => string | undefined;
  /**
   * Set for a projection with documents that say what waits, and not one document per stream: those for which it is false are removed, so that
   * they do not grow with the log. `evolve` gets undefined for a removed one.
   */
  keeps?(document: Document, key: string): boolean;
  /**
   * The documents contain facts about people, so an erasure rebuilds them in new files. Names the scratch documents made from them, which
   * are emptied too.
   */
  readonly ofPeople?: { readonly scratch: readonly string[] };
  /** The documents that an event changes; empty if it does not concern the projection. */
  keys(event: Pick<RecordedEvent, Field>): readonly string[];
  /** The document after the event; may change the given one. An event that was folded before, by id, changes nothing. */
  evolve(document: Document | undefined, event: Pick<RecordedEvent, Field>, key: string): Document;
}

const AS_JSON: DocumentForm<unknown> = { write: JSON.stringify, read: JSON.parse };

export function formOf<Document>({ form }: Pick<Projection<Document>, 'form'>): DocumentForm<Document> {
  return form ?? (AS_JSON as DocumentForm<Document>);
}

/** A projection whose documents can each be folded from one stream. */
export type StreamProjection<Document> = Projection<Document> & { readonly streamOf: (key: string) => string };

export function isStreamProjection<Document>(
  projection: Projection<Document>,
): projection is StreamProjection<Document> {
  return projection.documentPerStream && projection.streamOf !== undefined;
}

/** Called after each batch. An error that it throws stops the work after that batch. */
export type Progress = (done: number, total: number) => void;
