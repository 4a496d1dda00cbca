/** Documents that keep a random sample of the documents read, each with the same probability. */
import { randomInt } from 'node:crypto';
import type {
  ProjectionCheckpoint,
  Documents,
  DocumentsElsewhere,
  Poison,
  ScanOptions,
} from '#libs/read-store/document-store.ts';

const CHANCES = 2 ** 48 - 1;

/** From 0 to before 1, and unpredictable. */
function chance(): number {
  return randomInt(CHANCES) / CHANCES;
}

export class SampledDocuments implements Documents {
  readonly #documents: Documents;
  readonly #size: number;
  readonly #sample: (readonly [key: string, text: string])[] = [];
  readonly #chosen: string[] = [];
  #read = 0;
  /** The probability that all documents since the last one taken are skipped, and the number drawn for it. */
  #passing = 1;
  #drawn = chance();

  constructor(documents: Documents, size: number) {
    this.#documents = documents;
    this.#size = size;
  }

  /** The sample of the documents read so far. */
  get sample(): ReadonlyMap<string, string> {
    return new Map(this.#sample);
  }

  get elsewhere(): DocumentsElsewhere | undefined {
    const { elsewhere } = this.#documents;
    if (elsewhere === undefined) return undefined;
    const take = (sample: ReadonlyMap<string, string>, read: number): void => {
      this.#takeSample([...sample], read);
    };
    const choose = (keys: readonly string[]): readonly string[] => {
      const chosen = someOf(keys, this.#size);
      this.#chosen.push(...chosen);
      return chosen;
    };
    return { ...elsewhere, sampling: { size: this.#size, choose, take } };
  }

  /** Keys that were chosen before they are read elsewhere. */
  get chosen(): readonly string[] {
    return this.#chosen;
  }

  /** How many were read. */
  get read(): number {
    return this.#read;
  }

  checkpoint(): Promise<ProjectionCheckpoint> {
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
    if (this.#sample.length < this.#size) {
      this.#sample.push(document);
      return;
    }
    // Each is taken with the probability size / read. One draw gives the number of skipped ones, because there are millions of documents.
    this.#passing *= 1 - this.#size / this.#read;
    if (this.#passing > this.#drawn) return;
    this.#sample[randomInt(this.#size)] = document;
    [this.#passing, this.#drawn] = [1, chance()];
  }

  /** Adds a sample of as many others: each document of both is as likely as before. */
  #takeSample(others: (readonly [string, string])[], read: number): void {
    const own = { sample: this.#sample.splice(0), left: this.#read };
    const other = { sample: others, left: read };
    this.#read += read;
    while (this.#sample.length < this.#size && own.sample.length + other.sample.length > 0) {
      // One that was chosen and is not there leaves a sample shorter.
      const isOwn = own.sample.length > 0 && randomInt(own.left + other.left) < own.left;
      const side = isOwn || other.sample.length === 0 ? own : other;
      this.#sample.push(...side.sample.splice(randomInt(side.sample.length), 1));
      side.left--;
    }
  }
}

/** At random, and no more than there are. */
function someOf(keys: readonly string[], size: number): readonly string[] {
  const left = [...keys];
  return Array.from({ length: Math.min(size, left.length) }, () => {
    const at = randomInt(left.length);
    const [key = '', last = ''] = [left[at], left.pop()];
    if (at < left.length) left[at] = last;
    return key;
  });
}
