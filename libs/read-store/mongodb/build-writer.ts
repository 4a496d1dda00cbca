/**
 * Writes a build before it serves: no other process reads or writes its documents, so they go in place at once, and a build that is cut
 * off is removed whole.
 */
import type { ProjectionCheckpoint } from '#libs/read-store/document-store.ts';
import { type BuildState, type StateKeeper, checkpointOf } from '#libs/read-store/mongodb/build-state.ts';
import type { StoredDocuments } from '#libs/read-store/mongodb/stored-documents.ts';
import { type Writes, documentsOf, poisonOf } from '#libs/read-store/mongodb/write.ts';

/** Writes under way. */
const MOST_WRITING = 3;

export class BuildWriter {
  readonly #keeper: StateKeeper;
  readonly #documents: StoredDocuments;
  readonly #uniqueId: () => string;
  #writing: Promise<void>[] = [];
  #stored: BuildState | undefined;
  /** Number of the last commit, which is stored when the checkpoint moves. */
  #commit = 0;

  constructor(keeper: StateKeeper, documents: StoredDocuments, uniqueId: () => string) {
    this.#keeper = keeper;
    this.#documents = documents;
    this.#uniqueId = uniqueId;
  }

  /** While the checkpoint stays, the writes continue during the making of the next documents. */
  async commit(expected: number, writes: Writes, checkpoint: ProjectionCheckpoint): Promise<boolean> {
    const stored = (this.#stored ??= await this.#keeper.read());
    if (stored.position !== expected) return false;
    const documents = await this.#documents.shown(documentsOf(writes, ++this.#commit));
    if (this.#writing.length >= MOST_WRITING) await this.#writing.shift();
    const writing = this.#documents.put(documents, true);
    // Reported by `written`, before the build can serve.
    writing.catch(() => undefined);
    this.#writing.push(writing);
    await this.#documents.putPoison(poisonOf(writes));
    return checkpoint.position === stored.position || this.#store(stored, checkpoint);
  }

  /** Resolves when everything is stored. Throws the error of a failed write. */
  async written(): Promise<void> {
    await Promise.all(this.#writing);
    this.#writing = [];
  }

  /** Stores its progress, after which other processes may write. */
  async end(): Promise<void> {
    const stored = this.#stored;
    if (stored !== undefined && this.#commit > stored.commit) await this.#store(stored, checkpointOf(stored));
  }

  async #store(stored: BuildState, checkpoint: ProjectionCheckpoint): Promise<boolean> {
    await this.written();
    const move = { checkpoint, commit: this.#commit, staged: null };
    const moved = await this.#keeper.commit(stored, this.#uniqueId(), move);
    if (moved === undefined) return false;
    this.#stored = moved;
    return true;
  }
}
