/** The difference that touched patients make to the sums: each is subtracted as known then and added as known now. */
import { setImmediate } from 'node:timers/promises';
import { factsOf } from '#libs/enrolment/dossier.ts';
import { linkedDossiersOf } from '#libs/enrolment/linked-dossiers.ts';
import type { LinkedDossiers, MergeVersion } from '#libs/enrolment/persons.ts';
import { type Knowledge, nextKnownOn } from '#libs/enrolment/versions.ts';
import type { Day } from '#libs/kernel/day.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { changedPartsUnder } from '#libs/statements/calculation/changed-parts.ts';
import type { CalculationInputs } from '#libs/statements/calculation/sums-of.ts';
import type { FramePair } from '#libs/statements/calculation/touched.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';

export interface Difference {
  readonly sums: RunningSums;
  /** The next day on which a recorded fact of these patients becomes known; Infinity without one. */
  readonly nextKnownOn: Day;
}

/** The difference of patients, one id for each person. The inputs are those of `now`, with the range of both frames. */
export type DifferenceOf = (
  inputs: CalculationInputs,
  change: FramePair,
  patients: ReadonlySet<string>,
  onProgress?: Progress,
) => Promise<Difference>;

/** In this thread. */
export const differenceInThread: DifferenceOf = async ({ dossiers, rosters }, change, patients, onProgress) => {
  const made = new MadeDifference(change, rosters.merges);
  let done = 0;
  await made.add(dossiers, patients, (more) => onProgress?.((done += more), patients.size));
  return made;
};

/** The difference for the patients added so far. */
export class MadeDifference implements Difference {
  nextKnownOn: Day = Infinity;
  readonly sums = new RunningSums();
  readonly #now: Knowledge;
  readonly #partsOf: ReturnType<typeof changedPartsUnder>;
  readonly #merges: readonly MergeVersion[];

  constructor(change: FramePair, merges: readonly MergeVersion[]) {
    this.#now = change.now.known;
    this.#partsOf = changedPartsUnder(change);
    this.#merges = merges;
  }

  /** Reports the persons of each batch. */
  async add(
    dossiers: Pick<Documents, 'get'>,
    patients: Iterable<string>,
    onBatch: (persons: number) => void,
  ): Promise<void> {
    for await (const batch of linkedDossiersOf(dossiers, patients, this.#merges)) {
      for (const linked of batch) this.#take(linked);
      onBatch(batch.length);
      // Yields: many patients must not delay requests.
      await setImmediate();
    }
  }

  #take(linked: LinkedDossiers): void {
    const { then, now } = this.#partsOf(linked);
    this.sums.subtract(then);
    this.sums.add(now);
    for (const dossier of linked.dossiers)
      this.nextKnownOn = Math.min(this.nextKnownOn, nextKnownOn(factsOf(dossier), this.#now));
  }
}
