/** The index of patients, built from the whole log by the threads of this process if there are many events. */
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import type { EventStore, StreamRange } from '#libs/event-store/event-store.ts';
import { streamRanges } from '#libs/read-store/engine/build.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { IndexGiven, NamedInStreams } from '#libs/statements/recomputation/index-thread.ts';
import type { PatientIndex } from '#libs/statements/recomputation/patient-index.ts';
import { placeOf } from '#libs/threads/computing.ts';
import { type Threads, moduleBeside } from '#libs/threads/threads.ts';

interface IndexedLog {
  readonly log: EventStore;
  readonly threads?: Threads | undefined;
}

/** False if threads did nothing: the index has begun already, the log is short, or no thread can open it. */
export async function indexOnThreads(
  index: PatientIndex,
  { log, threads }: IndexedLog,
  upTo: number,
  onProgress?: Progress,
): Promise<boolean> {
  if (index.position > 0 || threads === undefined) return false;
  const total = await log.count(DOSSIERS.categories);
  const there = threads.isWorthwhile(total) ? await log.elsewhere() : undefined;
  if (there === undefined) return false;
  let done = 0;
  const given: IndexGiven = { log: placeOf(there), upTo };
  const totals = await threads.share<StreamRange, NamedInStreams, undefined>({
    module: moduleBeside(import.meta.url, 'index-thread'),
    given,
    tasks: streamRanges(there.streams),
    onResult: async (named) => {
      for (const [patient, names] of named) index.add(patient, names);
    },
    onProgress: (events) => onProgress?.((done += events), total),
  });
  if (totals === undefined) return false;
  index.position = upTo;
  return true;
}
