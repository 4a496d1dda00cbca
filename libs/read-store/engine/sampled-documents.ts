/** Documents that keep a random sample of the documents read, each with the same probability. */
import type {
  ProjectionCheckpoint,
  Documents,
  DocumentsElsewhere,
  Poison,
  ScanOptions,
} from '#libs/read-store/document-store.ts';
import { Reservoir } from '#libs/read-store/engine/reservoir.ts';

export class SampledDocuments implements Documents {
  readonly #documents: Documents;
  readonly #size: number;
  readonly #taken: Reservoir<readonly [key: string, text: string]>;
  readonly #chosen: string[] = [];

  constructor(documents: Documents, size: number) {
    this.#documents = documents;
    this.#size = size;
    this.#taken = new Reservoir(size);
  }

  /** The sample of the documents read so far. */
  get sample(): ReadonlyMap<string, string> {
    return new Map(this.#taken.sample);
  }

  get elsewhere(): DocumentsElsewhere | undefined {
    const { elsewhere } = this.#documents;
    if (elsewhere === undefined) return undefined;
    const take = (sample: ReadonlyMap<string, string>, read: number): void => {
      this.#taken.add(sample, read);
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
    return this.#taken.read;
  }

  checkpoint(): Promise<ProjectionCheckpoint> {
    return this.#documents.checkpoint();
  }

  poison(): Promise<readonly Poison[]> {
    return this.#documents.poison();
  }

  async get(keys: Iterable<string>): Promise<Map<string, string>> {
    const found = await this.#documents.get(keys);
    for (const document of found) this.#taken.take(document);
    return found;
  }

  async *scan(prefix?: string, options?: ScanOptions): AsyncIterable<readonly (readonly [string, string])[]> {
    for await (const batch of this.#documents.scan(prefix, options)) {
      for (const document of batch) this.#taken.take(document);
      yield batch;
    }
  }
}

/** At random, and no more than there are. */
function someOf(keys: readonly string[], size: number): readonly string[] {
  const chosen = new Reservoir<string>(size);
  for (const key of keys) chosen.take(key);
  return chosen.sample;
}
