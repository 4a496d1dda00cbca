/** Folds a projection from the beginning of the log, into documents that nothing else reads or writes yet. */
import type { LogElsewhere, StreamRange } from '#libs/event-store/event-store.ts';
import { requireLinkAt } from '#libs/event-store/require-link-at.ts';
import { ORIGIN } from '#libs/read-store/document-store.ts';
import type { BuildGiven, BuiltPart } from '#libs/read-store/engine/build-thread.ts';
import { type Folding, foldUpTo } from '#libs/read-store/engine/catch-up.ts';
import { projectedEvents } from '#libs/read-store/engine/events-of.ts';
import { MadeDocuments } from '#libs/read-store/engine/made-documents.ts';
import { PoisonEvent } from '#libs/read-store/read-store.ts';
import type { ProjectionElsewhere } from '#libs/read-store/projection.ts';
import { type Threads, moduleBeside } from '#libs/threads/threads.ts';

const BULK_DOCUMENTS = 2_000;
/** The number of streams that a thread folds at a time: a batch of the log, and the memory of as many documents. */
const STREAMS_AT_A_TIME = 2_000;

/** Up to the end of the log at the call. Throws PoisonEvent on an event that cannot be folded. */
export async function buildDocuments<Document>(folding: Folding<Document>, threads?: Threads): Promise<void> {
  const end = await folding.log.end();
  if (folding.projection.documentPerStream) await buildByStream(end, folding, threads);
  else if (!(await foldUpTo(end, folding, 'stop')))
    throw new Error(`the documents of a build of ${folding.projection.name} were written by another process`);
}

/** Stream by stream: each document is made once, without reading any back. */
async function buildByStream<Document>(end: number, folding: Folding<Document>, threads?: Threads): Promise<void> {
  const { projection, log, documents } = folding;
  const total = await log.count(projection.categories);
  const shared = await sharedOut(end, total, folding, threads);
  const processed = shared ?? (await alone(end, total, folding));
  await documents.commit(0, {
    puts: [],
    checkpoint: { position: end, processed, link: await requireLinkAt(end, log) },
  });
}

/** Gives the number of events folded. */
async function alone<Document>(
  end: number,
  total: number,
  { projection, log, documents, onProgress }: Folding<Document>,
): Promise<number> {
  const made = new MadeDocuments(projection);
  for await (const batch of projectedEvents(projection, log, { after: 0, upTo: end, order: 'stream' })) {
    made.take(batch);
    if (made.count < BULK_DOCUMENTS) continue;
    await documents.commit(0, { puts: made.handOver(), checkpoint: ORIGIN });
    onProgress?.(made.processed, total);
  }
  made.end();
  await documents.commit(0, { puts: made.handOver(), checkpoint: ORIGIN });
  return made.processed;
}

/** Threads fold, this one writes, in the order of the streams. Undefined if threads did nothing. */
async function sharedOut<Document>(
  end: number,
  total: number,
  { projection, log, documents, onProgress }: Folding<Document>,
  threads: Threads | undefined,
): Promise<number | undefined> {
  if (threads?.isWorthwhile(total) !== true || projection.elsewhere === undefined) return undefined;
  const there = await log.elsewhere();
  if (there === undefined) return undefined;
  let processed = 0;
  const done = await threads.share<StreamRange, BuiltPart, undefined>({
    module: moduleBeside(import.meta.url, 'build-thread'),
    given: givenTo(there, projection.elsewhere, end),
    tasks: streamRanges(there.streams),
    onResult: async (part) => {
      if ('poison' in part) throw new PoisonEvent(part.poison, part.message);
      await documents.commit(0, { puts: part.puts, checkpoint: ORIGIN });
      processed += part.processed;
      onProgress?.(processed, total);
    },
    // The callback may stop the build.
    onProgress: () => onProgress?.(processed, total),
  });
  return done === undefined ? undefined : processed;
}

function givenTo(log: LogElsewhere, projection: ProjectionElsewhere, upTo: number): BuildGiven {
  return { log, projection, upTo };
}

/** The streams of a log, in tasks for threads. */
export function streamRanges(streams: number): StreamRange[] {
  const ranges: StreamRange[] = [];
  for (let from = 1; from <= streams; from += STREAMS_AT_A_TIME)
    ranges.push({ from, before: from + STREAMS_AT_A_TIME });
  return ranges;
}
