/**
 * The port of the read store: the documents of one projection version, with the checkpoint they stand at. A document is text
 * under a key; that is all a projection needs, so that any engine can keep it.
 */

import { type Partition } from '#libs/read-store/partition.ts';

export interface Checkpoint {
  /** Position of the last event folded or passed over; 0 before the first. */
  readonly position: number;
  /** How many events of the projection's categories were processed, held against how many are stored. */
  readonly processed: number;
}

export interface Poison {
  readonly position: number;
  readonly message: string;
}

export interface Batch {
  readonly puts: Iterable<readonly [key: string, document: string]>;
  /** Keys whose documents are removed, before `puts`; nothing where there is none. */
  readonly removes?: Iterable<string>;
  readonly poison?: readonly Poison[];
  readonly checkpoint: Checkpoint;
}

export interface ScanOptions {
  /** Only keys after this one, in the order of keys. */
  readonly after?: string;
  /** Only the documents of a part: `isOfPartition` says of which keys, the same on every engine. */
  readonly partition?: Partition;
}

export interface DocumentStore {
  checkpoint(): Promise<Checkpoint>;
  get(keys: Iterable<string>): Promise<Map<string, string>>;
  /**
   * Writes the documents and the checkpoint in one transaction, unless the checkpoint is no longer at `expected`: then
   * another process has done this work, nothing is written and the answer is false.
   */
  commit(expected: number, batch: Batch): Promise<boolean>;
  /**
   * Every document whose key begins with the prefix, by key, from the first one after a key where it is given; without a prefix,
   * every document in the order of storage. A partition costs no more than its share of reading all.
   * Throws RangeError on a partition that there is not.
   */
  scan(prefix?: string, options?: ScanOptions): AsyncIterable<readonly (readonly [key: string, document: string])[]>;
  poison(): Promise<readonly Poison[]>;
  close(): Promise<void>;
}
