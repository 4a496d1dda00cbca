/** Folds a projection from the beginning of the log, into documents that nothing else reads or writes yet. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { ORIGIN } from '#libs/read-store/document-store.ts';
import { type Folding, foldUpTo, linkAt } from '#libs/read-store/engine/catch-up.ts';
import { eventsOf } from '#libs/read-store/engine/events-of.ts';
import { orPoison } from '#libs/read-store/engine/fold.ts';

const BULK_DOCUMENTS = 2_000;

/** Up to the end of the log at the call. Throws PoisonEvent on an event that cannot be folded. */
export async function buildDocuments<Document>(folding: Folding<Document>): Promise<void> {
  const end = await folding.log.end();
  if (folding.projection.documentPerStream) await buildByStream(end, folding);
  else if (!(await foldUpTo(end, folding, 'stop')))
    throw new Error(`the documents of a build of ${folding.projection.name} were written by another process`);
}

/** Stream by stream: each document is made once, without reading any back. */
async function buildByStream<Document>(
  end: number,
  { projection, log, documents, onProgress }: Folding<Document>,
): Promise<void> {
  const total = await log.count(projection.categories);
  let processed = 0;
  let puts: [string, string][] = [];
  let key: string | undefined;
  let document: Document | undefined;
  const finish = (): void => {
    if (key !== undefined && document !== undefined) puts.push([key, JSON.stringify(document)]);
  };
  const take = (event: RecordedEvent): void => {
    const [next] = projection.keys(event);
    if (next === undefined) return;
    if (next !== key) {
      finish();
      [key, document] = [next, undefined];
    }
    document = projection.evolve(document, event, next);
  };
  for await (const batch of eventsOf(projection, log, { after: 0, upTo: end, order: 'stream' })) {
    for (const event of batch)
      orPoison(event, () => {
        take(event);
      });
    processed += batch.length;
    if (puts.length < BULK_DOCUMENTS) continue;
    await documents.commit(0, { puts, checkpoint: ORIGIN });
    puts = [];
    onProgress?.(processed, total);
  }
  finish();
  await documents.commit(0, { puts, checkpoint: { position: end, processed, link: await linkAt(end, log) } });
}
