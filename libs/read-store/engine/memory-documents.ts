/** Documents in the memory of this process: for fresh folds, so that nothing outside it can change them. */
import { compareText } from '#libs/kernel/text.ts';
import {
  type Batch,
  type ProjectionCheckpoint,
  type DocumentStore,
  ORIGIN,
  type Poison,
  type ScanOptions,
  refusePlaces,
} from '#libs/read-store/document-store.ts';
import { bucketsOf, isOfPartition } from '#libs/read-store/partition.ts';

const SCAN_BATCH = 500;

export class MemoryDocuments implements DocumentStore {
  readonly #documents = new Map<string, string>();
  readonly #poison = new Map<number, string>();
  #checkpoint = ORIGIN;

  async checkpoint(): Promise<ProjectionCheckpoint> {
    return this.#checkpoint;
  }

  async get(keys: Iterable<string>): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const key of keys) {
      const text = this.#documents.get(key);
      if (text !== undefined) found.set(key, text);
    }
    return found;
  }

  async missing(keys: Iterable<string>): Promise<readonly string[]> {
    return [...keys].filter((key) => !this.#documents.has(key));
  }

  async *scan(prefix?: string, options: ScanOptions = {}): AsyncIterable<readonly (readonly [string, string])[]> {
    const all = this.#chosen(prefix, options);
    for (let i = 0; i < all.length; i += SCAN_BATCH) yield all.slice(i, i + SCAN_BATCH);
  }

  async poison(): Promise<readonly Poison[]> {
    return [...this.#poison].sort(([a], [b]) => a - b).map(([position, message]) => ({ position, message }));
  }

  async commit(expected: number, { puts, removes = [], poison = [], checkpoint }: Batch): Promise<boolean> {
    if (this.#checkpoint.position !== expected) return false;
    // The caller may fail while its documents are read: then nothing is written.
    const [added, removed] = [[...puts], [...removes]];
    for (const key of removed) this.#documents.delete(key);
    for (const [key, text] of added) this.#documents.set(key, text);
    for (const { position, message } of poison) if (!this.#poison.has(position)) this.#poison.set(position, message);
    this.#checkpoint = checkpoint;
    return true;
  }

  async bytes(): Promise<number> {
    let sum = 0;
    for (const [key, text] of this.#documents) sum += Buffer.byteLength(key) + Buffer.byteLength(text);
    return sum;
  }

  #chosen(prefix: string | undefined, options: ScanOptions): (readonly [string, string])[] {
    refusePlaces(options);
    const { after, partition } = options;
    if (partition !== undefined) bucketsOf(partition);
    const chosen = [...this.#documents].filter(
      ([key]) =>
        (prefix === undefined || key.startsWith(prefix)) &&
        (prefix === undefined || after === undefined || compareText(key, after) > 0) &&
        (partition === undefined || isOfPartition(key, partition)),
    );
    return prefix === undefined ? chosen : chosen.sort(([a], [b]) => compareText(a, b));
  }
}
