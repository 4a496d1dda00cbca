/**
 * Gives the documents of a read store, folded from the log alone: nothing is read from a store, so tampering with one has no effect here.
 * Results between two readings stay in the memory of this process.
 */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { requireLinkAt } from '#libs/event-store/require-link-at.ts';
import { forgettingEpoch, inOneEpoch, isAnyoneForgotten } from '#libs/event-store/sealed/forgotten.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { type Documents, ORIGIN } from '#libs/read-store/document-store.ts';
import { foldUpTo } from '#libs/read-store/engine/catch-up.ts';
import { MemoryDocuments } from '#libs/read-store/engine/memory-documents.ts';
import { StreamDocuments } from '#libs/read-store/engine/stream-documents.ts';
import { type Progress, type Projection, isStreamProjection } from '#libs/read-store/projection.ts';
import type { DocumentSource, ScratchDocuments } from '#libs/read-store/read-store.ts';

/** The same one as long as the log is in use. An event that cannot be folded is set aside, as in a read store. */
export const foldedFromLog = memoisedOf((log: EventStore): DocumentSource => new FoldedFromLog(log));

interface Folded {
  readonly documents: MemoryDocuments;
  /** The epoch of the keys when the first document was read. */
  readonly epoch: number;
}

class FoldedFromLog implements DocumentSource {
  readonly #log: EventStore;
  readonly #folded = new Map<string, Folded>();
  readonly #scratch = new Map<string, MemoryDocuments>();

  constructor(log: EventStore) {
    this.#log = log;
  }

  async upToDate(projection: Projection<unknown>, log: EventStore, onProgress?: Progress): Promise<Documents> {
    const end = await log.end();
    if (isStreamProjection(projection))
      return new StreamDocuments(projection, log, end, { epoch: await forgettingEpoch(log) });
    return inOneEpoch(log, async () => {
      for (;;) {
        const documents = await this.#ofLog(projection, log);
        if (await foldUpTo(end, { projection, log, documents, onProgress }, 'set-aside')) return documents;
      }
    });
  }

  /** Changes when a key is destroyed: older results may have a person under the old name. */
  async buildOf(): Promise<number> {
    return 1 + (await forgettingEpoch(this.#log));
  }

  async scratch(name: string): Promise<ScratchDocuments> {
    const documents = this.#scratch.get(name) ?? new MemoryDocuments();
    this.#scratch.set(name, documents);
    return {
      get: (keys) => documents.get(keys),
      scan: (prefix, options) => documents.scan(prefix, options),
      write: async (changes) => {
        await documents.commit(ORIGIN.position, { ...changes, checkpoint: ORIGIN });
      },
    };
  }

  /** The documents folded before, unless the log changed under them or they may have someone erased since. */
  async #ofLog({ name, ofPeople }: Projection<unknown>, log: EventStore): Promise<MemoryDocuments> {
    const [of, epoch] = [this.#folded.get(name), await forgettingEpoch(log)];
    if (of !== undefined && (of.epoch === epoch || ofPeople === undefined)) {
      const { documents: before } = of;
      const [{ position, link }, end] = [await before.checkpoint(), await log.end()];
      const isOfThisLog = end >= position && (await requireLinkAt(position, log)) === link;
      if (isOfThisLog && !(ofPeople !== undefined && (await isAnyoneForgotten(log, position, end)))) return before;
    }
    const documents = new MemoryDocuments();
    this.#folded.set(name, { documents, epoch });
    return documents;
  }
}
