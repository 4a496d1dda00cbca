/** The sums over dossiers, shared among the threads of this process where there are many. */
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
import { parseSums } from '#libs/statements/rules/sums-text.ts';
import { addSums, emptySums } from '#libs/statements/rules/sums.ts';
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
  const given = givenTo(inputs);
  if (given === undefined) return undefined;
  let done = 0;
  const totals = await threads.share<Partition, undefined, ThreadSums>({
    module: moduleBeside(import.meta.url, 'sums-thread'),
    given,
    tasks: bucketsIn(partition),
    onProgress: (events) => {
      onProgress((done += events));
    },
  });
  if (totals === undefined) return undefined;
  for (const { sample, read } of totals) inputs.dossiers.elsewhere?.sampling?.take(sample, read);
  return together(totals);
}

function givenTo({ dossiers, rosters, known, regulation, range, rules }: SummedInputs): SumsGiven | undefined {
  if (dossiers.elsewhere === undefined) return undefined;
  const { module, place, sampling } = dossiers.elsewhere;
  const others = { rosters, known, regulation, range, rules };
  return { dossiers: { module, place }, sampleSize: sampling?.size ?? 0, ...others };
}

/** Each bucket is a task, so that no thread waits long for the last. */
function bucketsIn(partition: Partition = { of: 1, index: 0 }): Partition[] {
  const [from, before] = bucketsOf(partition);
  return Array.from({ length: before - from }, (_, i) => ({ of: BUCKETS, index: from + i }));
}

function together(totals: readonly ThreadSums[]): DossierSums {
  const sums = emptySums();
  for (const total of totals) addSums(sums, parseSums(total.sums));
  return {
    sums,
    events: totals.reduce((sum, { events }) => sum + events, 0),
    nextKnownOn: totals.reduce((next, { nextKnownOn }) => Math.min(next, nextKnownOn), Infinity),
  };
}
