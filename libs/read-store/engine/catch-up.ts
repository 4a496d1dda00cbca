/** Folds events into documents in the order of the log, batch by batch, each batch written with its checkpoint. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { requireLinkAt } from '#libs/event-store/require-link-at.ts';
import { forgettingEpoch, isAnyoneForgotten } from '#libs/event-store/sealed/forgotten.ts';
import type { ProjectionCheckpoint, DocumentStore } from '#libs/read-store/document-store.ts';
import { projectedEvents } from '#libs/read-store/engine/events-of.ts';
import { type AtPoison, foldBatch } from '#libs/read-store/engine/fold.ts';
import type { Progress, Projection } from '#libs/read-store/projection.ts';

/** A projection, with the log that it is folded from and the documents that it is folded into. */
export interface Folding<Document> {
  readonly projection: Projection<Document>;
  readonly log: EventStore;
  readonly documents: DocumentStore;
  readonly onProgress?: Progress | undefined;
}

const BATCH_EVENTS = 20_000;

/**
 * Folds the events after the checkpoint, up to the end of the log at the call. Only one of two concurrent processes does the work: a batch
 * is written only if the checkpoint has not moved since it was read, and the other process continues from there. An event that cannot be
 * folded is set aside and counted. Returns false, and folds nothing, if the documents have to be built again: they may hold a patient who
 * was erased since, or a key was destroyed during the folding.
 */
export async function catchUp<Document>(folding: Folding<Document>): Promise<boolean> {
  const { projection, log, documents } = folding;
  for (;;) {
    const [{ position }, end] = [await documents.checkpoint(), await log.end()];
    if (position >= end) return true;
    const { ofPeople } = projection;
    const epoch = ofPeople && (await forgettingEpoch(log));
    if (ofPeople !== undefined && (await isAnyoneForgotten(log, position, end))) return false;
    const isFolded = await foldUpTo(end, folding, 'set-aside');
    if (ofPeople !== undefined && (await forgettingEpoch(log)) !== epoch) return false;
    if (isFolded) return true;
  }
}

/** Folds from the checkpoint up to a position. False if another process moved the checkpoint meanwhile. */
export async function foldUpTo<Document>(
  end: number,
  { projection, log, documents, onProgress }: Folding<Document>,
  atPoison: AtPoison,
): Promise<boolean> {
  let reached = await documents.checkpoint();
  let pending: RecordedEvent[] = [];
  const write = async (position: number): Promise<boolean> => {
    const { puts, removes, poison } = await foldBatch(projection, pending, documents, atPoison);
    const processed = reached.processed + pending.length;
    const checkpoint: ProjectionCheckpoint = { position, processed, link: await requireLinkAt(position, log) };
    if (!(await documents.commit(reached.position, { puts, removes, poison, checkpoint }))) return false;
    [reached, pending] = [checkpoint, []];
    onProgress?.(position, end);
    return true;
  };
  for await (const batch of projectedEvents(projection, log, { after: reached.position, upTo: end })) {
    for (const event of batch) pending.push(event);
    if (pending.length >= BATCH_EVENTS && !(await write(pending.at(-1)?.position ?? end))) return false;
  }
  return write(end);
}
