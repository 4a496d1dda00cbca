/** Compares the documents of a build with the log: a read store is a cache, which anyone who can write to its files can change. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Catalogue } from '#libs/read-store/catalogue.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import { type Folding, foldUpTo } from '#libs/read-store/engine/catch-up.ts';
import { StreamDocuments } from '#libs/read-store/engine/stream-documents.ts';
import {
  type Progress,
  type Projection,
  type StreamProjection,
  isStreamProjection,
} from '#libs/read-store/projection.ts';
import type { OtherDocument } from '#libs/read-store/read-store.ts';

/** The documents as the log gives them up to a position, which never goes back. */
type FoldedAt = (position: number) => Promise<Documents>;

/**
 * The first document that differs from the log up to the checkpoint of the documents; undefined if all match. While they are compared, others
 * may fold: a document that differs is compared again as of one position, so that one that moved on is no difference.
 */
export async function firstOther<Document>(
  catalogue: Catalogue,
  { projection, log, documents, onProgress }: Folding<Document>,
): Promise<OtherDocument | undefined> {
  if (isStreamProjection(projection)) return compared(documents, foldedOfStreams(projection, log), onProgress);
  // A separate build for the comparison, which is never put into service.
  const build = await catalogue.begin(projection.name, projection.version);
  const beside = { projection, log, documents: build.documents, onProgress };
  const foldedAt = async (position: number): Promise<Documents> => {
    if ((await build.documents.checkpoint()).position < position) await foldUpTo(position, beside, 'set-aside');
    return build.documents;
  };
  try {
    return await compared(documents, foldedAt, onProgress);
  } finally {
    await catalogue.discard(build);
  }
}

/** Folds one stream for each document. */
export function foldedOfStreams<Document>(projection: StreamProjection<Document>, log: EventStore): FoldedAt {
  return async (position) => new StreamDocuments(projection, log, position, { renamed: 'absent' });
}

async function compared(
  documents: Documents,
  foldedAt: FoldedAt,
  onProgress?: Progress,
): Promise<OtherDocument | undefined> {
  const folded = await foldedAt((await documents.checkpoint()).position);
  let count = 0;
  for await (const batch of folded.scan()) {
    const stored = await documents.get(batch.map(([key]) => key));
    for (const [key, text] of batch) {
      const other = stored.get(key) === text ? undefined : await otherNow(documents, foldedAt, key);
      if (other !== undefined) return other;
    }
    count += batch.length;
    onProgress?.(count, count);
  }
  let surplus = -count;
  for await (const batch of documents.scan()) surplus += batch.length;
  return surplus === 0 ? undefined : unknownAmong(documents, folded, foldedAt);
}

/** A document that no event makes. */
async function unknownAmong(
  documents: Documents,
  folded: Documents,
  foldedAt: FoldedAt,
): Promise<OtherDocument | undefined> {
  for await (const batch of documents.scan()) {
    const known = await folded.get(batch.map(([key]) => key));
    for (const [key] of batch) {
      const other = known.has(key) ? undefined : await otherNow(documents, foldedAt, key);
      if (other !== undefined) return other;
    }
  }
  return undefined;
}

/** A document that moved on between two reads is read again, so often; that it did each time is past belief. */
const ATTEMPTS = 5;

/** The document as it is stored at a position, if the log gives another one there. Others may fold meanwhile. */
export async function otherNow(
  documents: Documents,
  foldedAt: FoldedAt,
  key: string,
): Promise<OtherDocument | undefined> {
  for (let attempt = 1; ; attempt++) {
    const { position } = await documents.checkpoint();
    const stored = (await documents.get([key])).get(key);
    const folded = (await (await foldedAt(position)).get([key])).get(key);
    if (stored === folded) return undefined;
    const hasMoved = (await documents.checkpoint()).position !== position;
    if (!hasMoved || attempt === ATTEMPTS) return { key, stored, folded };
  }
}

/** Some documents as the log gives them up to a position. */
export function foldedAmong<Document>(
  projection: Projection<Document>,
  log: EventStore,
  { keys, position }: { readonly keys: Iterable<string>; readonly position: number },
): Promise<ReadonlyMap<string, string>> {
  if (!isStreamProjection(projection)) throw new RangeError(`${projection.name} has no stream for each document`);
  return new StreamDocuments(projection, log, position).get(keys);
}
