/**
 * The difference that touched patients make to the sums, computed by threads of this process. Only threads that wait for work compute it:
 * to start one takes as long as the difference of a day.
 */
import { linksAmong } from '#libs/enrolment/persons.ts';
import type { Sampling } from '#libs/read-store/document-store.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { type Difference, type DifferenceOf, differenceInThread } from '#libs/statements/calculation/difference.ts';
import type { DifferenceGiven, ThreadDifference } from '#libs/statements/calculation/difference-thread.ts';
import type { CalculationInputs } from '#libs/statements/calculation/sums-of.ts';
import { type FramePair, areCountedAlike } from '#libs/statements/calculation/touched.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import { placeOf } from '#libs/threads/computing.ts';
import { type Threads, moduleBeside } from '#libs/threads/threads.ts';

interface Settings {
  /** This thread counts fewer patients itself: to hand the rosters to another thread would take longer. */
  readonly patientsMin?: number;
  /** The same where for most patients only acts changed, which takes a third of the time. */
  readonly patientsOfActsMin?: number;
  /** Each thread makes its own frames, which takes as long as some hundred patients: one thread is enough for the patients of a day. */
  readonly patientsPerThread?: number;
}

/** Sums are exact, so that they are the same however many threads computed them. */
export function differenceOn(
  threads: Threads,
  { patientsMin = 300, patientsOfActsMin = 2_000, patientsPerThread = 2_000 }: Settings = {},
): DifferenceOf {
  return async (inputs, change, patients, onProgress) => {
    const parts = partsOf([...patients], patientsPerThread);
    const areWaiting = threads.count > 1 && threads.waiting >= Math.min(threads.count, parts.length);
    const shared =
      areWaiting && patients.size >= (areCountedAlike(change) ? patientsOfActsMin : patientsMin)
        ? await sharedOut(threads, inputs, change, parts, onProgress)
        : undefined;
    return shared ?? differenceInThread(inputs, change, patients, onProgress);
  };
}

function partsOf(patients: readonly string[], size: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(patients.length / size) }, (_, i) => patients.slice(i * size, (i + 1) * size));
}

/** Undefined if threads cannot read the dossiers. */
async function sharedOut(
  threads: Threads,
  inputs: CalculationInputs,
  change: FramePair,
  parts: readonly (readonly string[])[],
  onProgress: Progress | undefined,
): Promise<Difference | undefined> {
  const { elsewhere } = inputs.dossiers;
  if (elsewhere === undefined) return undefined;
  const { rosters, regulation, range, rules } = inputs;
  const links = linksAmong(rosters.merges);
  const read = parts.flat().flatMap((patient) => links.get(patient)?.patients ?? [patient]);
  const sample = elsewhere.sampling?.choose(read) ?? [];
  const [then, now] = [change.then.known, change.now.known];
  const total = parts.flat().length;
  let done = 0;
  const given: DifferenceGiven = { dossiers: placeOf(elsewhere), sample, rosters, then, now, regulation, range, rules };
  const totals = await threads.share<readonly string[], undefined, ThreadDifference>({
    module: moduleBeside(import.meta.url, 'difference-thread'),
    given,
    tasks: parts,
    onProgress: (persons) => onProgress?.((done += persons), total),
  });
  return totals && together(totals, elsewhere.sampling);
}

function together(totals: readonly ThreadDifference[], sampling: Sampling | undefined): Difference {
  const sums = new RunningSums();
  for (const { sums: text } of totals) sums.addText(text);
  sampling?.take(
    new Map(totals.flatMap(({ sample }) => [...sample])),
    totals.reduce((all, { read }) => all + read, 0),
  );
  return { sums, nextKnownOn: Math.min(...totals.map(({ nextKnownOn }) => nextKnownOn)) };
}
