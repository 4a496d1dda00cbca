/** Documents that keep a random sample of what is read of them, each document as likely as the others. */
import { randomInt } from 'node:crypto';
import type { Checkpoint, Documents, Poison, ScanOptions } from '#libs/read-store/document-store.ts';

export class SampledDocuments implements Documents {
  readonly #documents: Documents;
  readonly #size: number;
  readonly #sample: (readonly [key: string, text: string])[] = [];
  #read = 0;

  constructor(documents: Documents, size: number) {
    this.#documents = documents;
    this.#size = size;
  }

  /** Of what was read up to now. */
  get sample(): ReadonlyMap<string, string> {
    return new Map(this.#sample);
  }

  checkpoint(): Promise<Checkpoint> {
    return this.#documents.checkpoint();
  }

  poison(): Promise<readonly Poison[]> {
    return this.#documents.poison();
  }

  async get(keys: Iterable<string>): Promise<Map<string, string>> {
    const found = await this.#documents.get(keys);
    for (const document of found) this.#take(document);
    return found;
  }

  async *scan(prefix?: string, options?: ScanOptions): AsyncIterable<readonly (readonly [string, string])[]> {
    for await (const batch of this.#documents.scan(prefix, options)) {
      for (const document of batch) this.#take(document);
      yield batch;
    }
  }

  #take(document: readonly [string, string]): void {
    this.#read++;
    if (this.#sample.length < this.#size) this.#sample.push(document);
    else {
      const place = randomInt(this.#read);
      if (place < this.#size) this.#sample[place] = document;
    }
  }
}
