/** The sums of some pins over every patient of the log, in one reading; the threads of this process share it when there are many events. */
import { linkedDossiersOf } from '#libs/enrolment/linked-dossiers.ts';
import { linksAmong } from '#libs/enrolment/persons.ts';
import { type RosterDocuments, rosterFacts } from '#libs/enrolment/roster.ts';
import { nextKnownOn } from '#libs/enrolment/versions.ts';
import type { EventStore, StreamRange } from '#libs/event-store/event-store.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import { streamRanges } from '#libs/read-store/engine/build.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { type DossierSums, type MadeSums, type SumsOf, frameFor } from '#libs/statements/calculation/sums-of.ts';
import {
  type FoldGiven,
  type FoundInStreams,
  PatientsFold,
  type PinGiven,
  madeOfNone,
} from '#libs/statements/recomputation/patients-fold.ts';
import type { PatientsGiven, WrittenDossierSums } from '#libs/statements/recomputation/patients-thread.ts';
import type { WholeReading } from '#libs/statements/recomputation/whole-reading.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import { placeOf } from '#libs/threads/computing.ts';
import { type Threads, moduleBeside } from '#libs/threads/threads.ts';

interface LogStores {
  readonly log: EventStore;
  readonly threads?: Threads | undefined;
  /** Receives the other data read about patients. */
  readonly whole?: WholeReading | undefined;
}

/** The data about patients that a calculation from the log alone reads. */
export interface PatientsOfLog {
  /** Folded from the log when they are read. */
  readonly dossiers: Pick<Documents, 'get'>;
  readonly rosters: RosterDocuments;
  readonly position: number;
  /** Events about them. */
  readonly processed: number;
}

/** One result for each pin. */
export async function sumsOfLog(
  stores: LogStores,
  { dossiers, rosters, position, processed, pins }: PatientsOfLog & Pick<FoldGiven, 'pins'>,
  onProgress?: Progress,
): Promise<readonly DossierSums[]> {
  const given: FoldGiven = { upTo: stores.whole?.position ?? position, rosters, pins };
  let done = 0;
  const report = (events: number): void => onProgress?.((done += events), processed);
  const all = (await sharedOut(stores, given, processed, report)) ?? (await inThisThread(stores, given, report));
  for await (const batch of linkedDossiersOf(dossiers, linksAmong(rosters.merges).keys(), rosters.merges))
    for (const linked of batch) for (const made of all) made.take(linked);
  return all;
}

/** For a calculation whose dossiers are folded from the log. */
export function sumsOfLogOn(stores: Omit<LogStores, 'whole'>, onReading: Progress | undefined): SumsOf {
  return async (inputs) => {
    const { rosters, dossiers, known } = inputs;
    const [made = noSums()] = await sumsOfLog(
      stores,
      { ...(await dossiers.checkpoint()), dossiers, rosters, pins: [pinGivenOf(inputs)] },
      onReading,
    );
    // Throws if a key was destroyed since.
    await dossiers.get([]);
    const next = Math.min(made.nextKnownOn, nextKnownOn(rosterFacts(rosters), known));
    return { frame: frameFor(inputs), sums: made.sums.sums, running: made.sums, nextKnownOn: next };
  };
}

function pinGivenOf({ known, regulation, range, rules }: PinGiven): PinGiven {
  return { known, regulation, range, rules };
}

async function inThisThread(
  { log, whole }: LogStores,
  given: FoldGiven,
  report: (events: number) => void,
): Promise<readonly MadeSums[]> {
  const fold = new PatientsFold(log, given, whole?.stored);
  const found = await fold.run(undefined, report);
  whole?.take(found);
  return fold.sums();
}

/** Undefined if threads did nothing. */
async function sharedOut(
  { log, threads, whole }: LogStores,
  given: FoldGiven,
  processed: number,
  report: (events: number) => void,
): Promise<readonly MadeSums[] | undefined> {
  if (threads?.isWorthwhile(processed) !== true || whole?.isReachable === false) return undefined;
  const there = await log.elsewhere();
  if (there === undefined) return undefined;
  const totals = await threads.share<StreamRange, FoundInStreams, readonly WrittenDossierSums[]>({
    module: moduleBeside(import.meta.url, 'patients-thread'),
    given: { ...given, log: placeOf(there), stored: whole?.places } satisfies PatientsGiven,
    tasks: streamRanges(there.streams),
    onResult: async (found) => whole?.take(found),
    onProgress: report,
  });
  return totals && given.pins.map((pin, index) => joined(madeOfNone(given.rosters, pin), totals, index));
}

function joined(made: MadeSums, totals: readonly (readonly WrittenDossierSums[])[], index: number): MadeSums {
  for (const ofThread of totals) {
    const one = ofThread[index] ?? noSums();
    made.join({ ...one, sums: sumsIn(one.sums) });
  }
  return made;
}

function sumsIn(text: string): RunningSums {
  const sums = new RunningSums();
  sums.addText(text);
  return sums;
}

/** Throws RangeError for sums that are missing: there are some for each pin. */
export function noSums(): never {
  throw new RangeError('there are sums for each pin');
}
