/**
 * The port of documents: those of one build of a projection, with their checkpoint. A document is text under a key, which is all a
 * projection needs, so that any engine can store it.
 */
import { type Partition } from '#libs/read-store/partition.ts';
import type { Elsewhere } from '#libs/threads/computing.ts';

export interface ProjectionCheckpoint {
  /** Position of the last event folded or skipped; 0 before the first. */
  readonly position: number;
  /** The number of processed events of the projection's categories, to compare with the number of stored ones. */
  readonly processed: number;
  /** Link of the log's chain at the position, empty at 0: in another log it is another. */
  readonly link: string;
}

/** The checkpoint of documents before any event. */
export const ORIGIN: ProjectionCheckpoint = { position: 0, processed: 0, link: '' };

/** An event that was set aside because it cannot be folded. */
export interface Poison {
  readonly position: number;
  readonly message: string;
}

/** `shown`: the text shown to programs that query the engine, if it differs from the document. */
export type Put = readonly [key: string, document: string, shown?: string];

export interface Batch {
  readonly puts: Iterable<Put>;
  /** Keys whose documents are removed, before `puts`; a key without a document is ignored. */
  readonly removes?: Iterable<string>;
  readonly poison?: readonly Poison[];
  readonly checkpoint: ProjectionCheckpoint;
}

/** Places in the order of storage, `before` excluded. */
export interface StorageRange {
  readonly from: number;
  readonly before: number;
}

/** Less than every place that a file can give its documents. */
export const FIRST_PLACE = -Infinity;

export interface ScanOptions {
  /** Only keys after this one, in the order of keys. */
  readonly after?: string;
  /** Only the documents of a part: `isOfPartition` decides by the key, the same on every engine. */
  readonly partition?: Partition;
  /**
   * Only the documents at these places: several threads read documents faster this way. Use it without other options, and only if
   * `elsewhere` gives their number.
   */
  readonly places?: StorageRange;
}

/** For documents without places: throws RangeError if places are requested. */
export function refusePlaces({ places }: ScanOptions): void {
  if (places !== undefined) throw new RangeError('these documents are not read by their places');
}

export interface DocumentsElsewhere extends Elsewhere {
  /** The last place with a document; some places before it may be empty. */
  readonly lastPlace: number;
  /** The number of documents, without reading them; missing if counting needs a reading. */
  readonly count?: () => number;
  /** Set if a sample of the documents read is kept. */
  readonly sampling?: Sampling;
}

/** A sample of documents that other threads read. */
export interface Sampling {
  /** The number of documents in the sample. */
  readonly size: number;
  /** Chooses documents for the sample before they are read; the documents of all these keys will be read. */
  readonly choose: (keys: readonly string[]) => readonly string[];
  /** Merges the sample of a thread that read `read` documents, or the chosen ones of all threads. */
  readonly take: (sample: ReadonlyMap<string, string>, read: number) => void;
}

/**
 * Documents as readers see them. One `get`, or one batch of a `scan`, sees whole commits, never half of one. Documents stay readable for a
 * reader that holds them after another build has replaced them.
 */
export interface Documents {
  /** Lets another thread of this process open the same documents as an OpenedDocuments; missing if it cannot. */
  readonly elsewhere?: DocumentsElsewhere | undefined;
  checkpoint(): Promise<ProjectionCheckpoint>;
  get(keys: Iterable<string>): Promise<Map<string, string>>;
  /**
   * Every document whose key begins with the prefix, in the order of the UTF-8 bytes of the keys, from the first one after a key if one is
   * given; without a prefix, every document in the order of storage. Reading a partition costs no more than its share of reading all.
   * Throws RangeError on a partition that does not exist.
   */
  scan(prefix?: string, options?: ScanOptions): AsyncIterable<readonly (readonly [key: string, document: string])[]>;
  /** The events set aside, by position. */
  poison(): Promise<readonly Poison[]>;
}

export interface OpenedDocuments extends Documents {
  close(): void;
}

export interface DocumentStore extends Documents {
  /** The keys that have no document. */
  missing(keys: Iterable<string>): Promise<readonly string[]>;
  /**
   * Writes the documents and the checkpoint, all or nothing, unless the checkpoint is no longer at `expected`: then another process has
   * done this work, nothing is written and the answer is false. The checkpoint may stay at the same position.
   */
  commit(expected: number, batch: Batch): Promise<boolean>;
  /** The size that the engine reports: pages of a file, or a collection with its indexes. */
  bytes(): Promise<number>;
}
