/** Compares the documents of a build with the log: a read store is a cache, which anyone who can write to its files can change. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Catalogue } from '#libs/read-store/catalogue.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import { type Folding, foldUpTo } from '#libs/read-store/engine/catch-up.ts';
import { StreamDocuments } from '#libs/read-store/engine/stream-documents.ts';
import { type Progress, type Projection, isStreamProjection } from '#libs/read-store/projection.ts';
import type { OtherDocument } from '#libs/read-store/read-store.ts';

/** While others fold, the documents move on: so often it is begun again. */
const ATTEMPTS = 5;

/** The first document that differs from the log up to the checkpoint of the documents; undefined if all match. */
export async function firstOther<Document>(
  catalogue: Catalogue,
  { projection, log, documents, onProgress }: Folding<Document>,
): Promise<OtherDocument | undefined> {
  for (let attempt = 1; ; attempt++) {
    const { position } = await documents.checkpoint();
    const other = isStreamProjection(projection)
      ? await compared(documents, new StreamDocuments(projection, log, position), onProgress)
      : await besideOf(catalogue, { projection, log, documents, onProgress }, position);
    if (other === undefined) return undefined;
    const hasMoved = (await documents.checkpoint()).position !== position;
    if (!hasMoved || attempt === ATTEMPTS) return other;
  }
}

/** Folds a separate build for the comparison, which is never put into service. */
async function besideOf<Document>(
  catalogue: Catalogue,
  { projection, log, documents, onProgress }: Folding<Document>,
  position: number,
): Promise<OtherDocument | undefined> {
  const build = await catalogue.begin(projection.name, projection.version);
  try {
    await foldUpTo(position, { projection, log, documents: build.documents, onProgress }, 'set-aside');
    return await compared(documents, build.documents, onProgress);
  } finally {
    await catalogue.discard(build);
  }
}

async function compared(
  documents: Documents,
  folded: Documents,
  onProgress?: Progress,
): Promise<OtherDocument | undefined> {
  let count = 0;
  for await (const batch of folded.scan()) {
    const stored = await documents.get(batch.map(([key]) => key));
    for (const [key, text] of batch)
      if (stored.get(key) !== text) return { key, stored: stored.get(key), folded: text };
    count += batch.length;
    onProgress?.(count, count);
  }
  let surplus = -count;
  for await (const batch of documents.scan()) surplus += batch.length;
  return surplus === 0 ? undefined : unknownAmong(documents, folded);
}

/** A document that no event makes. */
async function unknownAmong(documents: Documents, folded: Documents): Promise<OtherDocument | undefined> {
  for await (const batch of documents.scan()) {
    const known = await folded.get(batch.map(([key]) => key));
    for (const [key, stored] of batch) if (!known.has(key)) return { key, stored, folded: undefined };
  }
  return undefined;
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
