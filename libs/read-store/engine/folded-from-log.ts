/**
 * What a read store gives, folded from the log alone. Nothing is read from a store, so what a person changed in one changes nothing here.
 * What is kept from one reading to the next is in the memory of this process.
 */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { type Documents, ORIGIN } from '#libs/read-store/document-store.ts';
import { foldUpTo, linkAt } from '#libs/read-store/engine/catch-up.ts';
import { MemoryDocuments } from '#libs/read-store/engine/memory-documents.ts';
import { StreamDocuments } from '#libs/read-store/engine/stream-documents.ts';
import { type Progress, type Projection, isStreamProjection } from '#libs/read-store/projection.ts';
import type { DocumentSource, ScratchDocuments } from '#libs/read-store/read-store.ts';

/** Sums of a calculation take some megabytes. */
const SCRATCH_MAX = 4;

/** The same one as long as the log is in use. Reading throws PoisonEvent at an event that cannot be folded. */
export const foldedFromLog = memoisedOf((_: EventStore): DocumentSource => new FoldedFromLog());

class FoldedFromLog implements DocumentSource {
  readonly #folded = new Map<string, MemoryDocuments>();
  /** The one used last is last. */
  readonly #scratch = new Map<string, MemoryDocuments>();

  async upToDate(projection: Projection<unknown>, log: EventStore, onProgress?: Progress): Promise<Documents> {
    const end = await log.end();
    if (isStreamProjection(projection)) return new StreamDocuments(projection, log, end);
    for (;;) {
      const documents = await this.#ofLog(projection.name, log);
      if (await foldUpTo(end, { projection, log, documents, onProgress }, 'stop')) return documents;
    }
  }

  async scratch(name: string): Promise<ScratchDocuments> {
    const documents = this.#scratch.get(name) ?? new MemoryDocuments();
    this.#scratch.delete(name);
    this.#scratch.set(name, documents);
    for (const oldest of this.#scratch.keys()) if (this.#scratch.size > SCRATCH_MAX) this.#scratch.delete(oldest);
    return {
      get: (keys) => documents.get(keys),
      scan: (prefix, options) => documents.scan(prefix, options),
      write: async (changes) => {
        await documents.commit(ORIGIN.position, { ...changes, checkpoint: ORIGIN });
      },
    };
  }

  /** Those folded before, unless the log is no longer the one that they were folded from. */
  async #ofLog(name: string, log: EventStore): Promise<MemoryDocuments> {
    const before = this.#folded.get(name);
    if (before !== undefined) {
      const { position, link } = await before.checkpoint();
      if ((await log.end()) >= position && (await linkAt(position, log)) === link) return before;
    }
    const documents = new MemoryDocuments();
    this.#folded.set(name, documents);
    return documents;
  }
}
