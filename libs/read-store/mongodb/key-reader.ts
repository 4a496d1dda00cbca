/** Reads documents by key: requests during a read are combined in the next one. */
import { SharedRead } from '#libs/read-store/mongodb/shared-read.ts';
import type { ProjectionDocument } from '#libs/read-store/mongodb/write.ts';

type Read = (keys: readonly string[]) => Promise<ReadonlyMap<string, ProjectionDocument>>;

/** Larger requests are read separately. */
const FEW = 50;

export class KeyReader {
  readonly #read: Read;
  readonly #together: SharedRead<ReadonlyMap<string, ProjectionDocument>>;
  #wanted = new Set<string>();

  constructor(read: Read) {
    this.#read = read;
    this.#together = new SharedRead(() => {
      const keys = [...this.#wanted];
      this.#wanted = new Set();
      return read(keys);
    });
  }

  /** The existing ones. */
  async get(keys: readonly string[]): Promise<readonly ProjectionDocument[]> {
    if (keys.length > FEW) return [...(await this.#read(keys)).values()];
    for (const key of keys) this.#wanted.add(key);
    const found = await this.#together.get();
    return keys.flatMap((key) => found.get(key) ?? []);
  }
}
