/** The sums over dossiers, shared among the threads of this process if there are many. */
import type { DossierPart } from '#libs/enrolment/linked-dossiers.ts';
import { type DocumentsElsewhere, FIRST_PLACE } from '#libs/read-store/document-store.ts';
import { BUCKETS, type Partition, bucketsOf } from '#libs/read-store/partition.ts';
import {
  type DossierSums,
  type SummedInputs,
  type SumsOf,
  type SumsOfPart,
  sumsInThread,
  sumsOfAllBy,
} from '#libs/statements/calculation/sums-of.ts';
import type { SumsGiven, ThreadSums } from '#libs/statements/calculation/sums-thread.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import { type Threads, moduleBeside } from '#libs/threads/threads.ts';

/** Sums are exact, so that they are the same however many threads computed them. */
export function sumsOnThreads(threads: Threads): SumsOfPart {
  return async (inputs, partition, onProgress) => {
    const { processed } = await inputs.dossiers.checkpoint();
    const shared = threads.isWorthwhile(processed / (partition?.of ?? 1))
      ? await sharedOut(threads, inputs, partition, onProgress)
      : undefined;
    return shared ?? sumsInThread(inputs, partition, onProgress);
  };
}

/** Over all dossiers. */
export function sumsOfAllOn(threads: Threads): SumsOf {
  return sumsOfAllBy(sumsOnThreads(threads));
}

async function sharedOut(
  threads: Threads,
  inputs: SummedInputs,
  partition: Partition | undefined,
  onProgress: (events: number) => void,
): Promise<DossierSums | undefined> {
  const { elsewhere } = inputs.dossiers;
  if (elsewhere === undefined) return undefined;
  let done = 0;
  const totals = await threads.share<DossierPart, undefined, ThreadSums>({
    module: moduleBeside(import.meta.url, 'sums-thread'),
    given: givenTo(inputs, elsewhere),
    tasks: tasksOf(partition, elsewhere.lastPlace),
    onProgress: (events) => {
      onProgress((done += events));
    },
  });
  if (totals === undefined) return undefined;
  for (const { sample, read } of totals) elsewhere.sampling?.take(sample, read);
  return together(totals);
}

function givenTo(
  { rosters, known, regulation, range, rules }: SummedInputs,
  { module, place, sampling }: DocumentsElsewhere,
): SumsGiven {
  return { dossiers: { module, place }, sampleSize: sampling?.size ?? 0, rosters, known, regulation, range, rules };
}

/** Enough tasks that no thread waits long for the last. Places are read faster than buckets, which are spread over the whole file. */
export function tasksOf(partition: Partition | undefined, lastPlace: number): DossierPart[] {
  if (partition !== undefined) {
    const [from, before] = bucketsOf(partition);
    return Array.from({ length: before - from }, (_, i) => ({ partition: { of: BUCKETS, index: from + i } }));
  }
  const size = Math.max(1, Math.ceil(lastPlace / BUCKETS));
  const tasks: DossierPart[] = [{ places: { from: FIRST_PLACE, before: 1 + size } }];
  for (let from = 1 + size; from <= lastPlace; from += size) tasks.push({ places: { from, before: from + size } });
  return tasks;
}

function together(totals: readonly ThreadSums[]): DossierSums {
  const running = new RunningSums();
  for (const { sums } of totals) running.addText(sums);
  return {
    sums: running,
    events: totals.reduce((sum, { events }) => sum + events, 0),
    nextKnownOn: totals.reduce((next, { nextKnownOn }) => Math.min(next, nextKnownOn), Infinity),
  };
}
