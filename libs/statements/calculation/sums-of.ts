/** The sums of a calculation over all dossiers, or over a part. */
import { type DossierPart, linkedDossiers } from '#libs/enrolment/linked-dossiers.ts';
import { contributionOf } from '#libs/statements/calculation/contributions.ts';
import type { LinkedDossiers, MergeVersion } from '#libs/enrolment/persons.ts';
import type { Day } from '#libs/kernel/day.ts';
import { eventCount, factsOf } from '#libs/enrolment/dossier.ts';
import { type RosterDocuments, rosterFacts } from '#libs/enrolment/roster.ts';
import { type Knowledge, nextKnownOn } from '#libs/enrolment/versions.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import type { Partition } from '#libs/read-store/partition.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { Turns } from '#libs/read-store/turns.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import type { Sums } from '#libs/statements/rules/sums.ts';
import type { Rules } from '#libs/statements/rules/versions.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';

export interface CalculationInputs {
  readonly rosters: RosterDocuments;
  readonly dossiers: Documents;
  /** Number of the build of the dossiers. */
  readonly build: number;
  readonly known: Knowledge;
  readonly regulation: Regulation;
  readonly rules: Rules;
  readonly range: QuarterRange;
}

/** The exact sums of some dossiers. */
export interface DossierSums {
  readonly sums: RunningSums;
  /** Events in the dossiers. */
  readonly events: number;
  /** The next day on which a recorded fact of the dossiers becomes known; Infinity without one. */
  readonly nextKnownOn: Day;
}

export interface CalculatedSums {
  readonly frame: Frame;
  readonly sums: Sums;
  /** The same sums, to which others can be added. */
  readonly running: RunningSums;
  /** The next day on which a recorded fact becomes known; Infinity without one. */
  readonly nextKnownOn: Day;
}

/** Computes the sums over all dossiers: here, or shared among workers. */
export type SumsOf = (inputs: CalculationInputs, onProgress?: Progress) => Promise<CalculatedSums>;

/** Computes the sums over the dossiers of a part, or over all: in this thread, or shared among threads. */
export type SumsOfPart = (
  inputs: SummedInputs,
  partition: Partition | undefined,
  onProgress: (events: number) => void,
) => Promise<DossierSums>;

/** The inputs of the sums over dossiers; the frame belongs to the other inputs. */
export interface SummedInputs extends Omit<CalculationInputs, 'build'> {
  readonly frame: Frame;
}

/** Over all dossiers, in this process. */
export function sumsOfAllBy(sumsOfPart: SumsOfPart): SumsOf {
  return async (inputs, onProgress) => {
    const { rosters, dossiers, known } = inputs;
    const frame = frameFor(inputs);
    const { processed: total } = await dossiers.checkpoint();
    const all = await sumsOfPart({ ...inputs, frame }, undefined, (done) => onProgress?.(done, total));
    const next = Math.min(all.nextKnownOn, nextKnownOn(rosterFacts(rosters), known));
    return { frame, sums: all.sums.sums, running: all.sums, nextKnownOn: next };
  };
}

/**
 * The teams whose scheme the regulation has. By a former version, a team of a scheme that a later one brought has no statement. A team
 * keeps its scheme, so each of its rows names it.
 */
export function rostersUnder({ schemes }: Regulation, rosters: RosterDocuments): RosterDocuments {
  return { ...rosters, teams: rosters.teams.filter(({ rows }) => rows.every(({ scheme }) => schemes.has(scheme))) };
}

export function frameFor({
  rosters,
  known,
  regulation,
  range,
  rules,
}: Omit<CalculationInputs, 'build' | 'dossiers'>): Frame {
  return frameOf(rosters, known, regulation, range, rules);
}

/** Computes in this thread. */
export async function sumsInThread(
  { frame, dossiers, rosters }: Pick<SummedInputs, 'frame' | 'dossiers' | 'rosters'>,
  partition: Partition | undefined,
  onProgress: (events: number) => void,
): Promise<DossierSums> {
  const made = new MadeSums(frame, rosters.merges);
  await made.add(dossiers, partition === undefined ? {} : { partition }, onProgress);
  return made;
}

export const sumsOfAll = sumsOfAllBy(sumsInThread);

/** Dossiers for each look at the clock. */
const AT_A_LOOK = 16;

/** The sums of the dossiers added so far. */
export class MadeSums implements DossierSums {
  events = 0;
  nextKnownOn: Day = Infinity;
  readonly sums = new RunningSums();
  readonly #frame: Frame;
  readonly #merges: readonly MergeVersion[];

  constructor(frame: Frame, merges: readonly MergeVersion[]) {
    this.#frame = frame;
    this.#merges = merges;
  }

  /** Adds the dossiers of a part, or all. Reports the events so far, after each batch. */
  async add(dossiers: Documents, part: DossierPart, onProgress?: (events: number) => void): Promise<void> {
    const turns = new Turns(AT_A_LOOK);
    for await (const batch of linkedDossiers(dossiers, { merges: this.#merges, part })) {
      for (const linked of batch) {
        if (turns.isOver) await turns.next();
        this.take(linked);
      }
      onProgress?.(this.events);
    }
  }

  take(linked: LinkedDossiers): void {
    this.sums.add(contributionOf(linked, this.#frame));
    for (const dossier of linked.dossiers) {
      this.events += eventCount(dossier);
      this.nextKnownOn = Math.min(this.nextKnownOn, nextKnownOn(factsOf(dossier), this.#frame.known));
    }
  }

  /** Adds the sums of other dossiers. */
  join({ sums, events, nextKnownOn: next }: DossierSums): void {
    this.sums.join(sums);
    this.events += events;
    this.nextKnownOn = Math.min(this.nextKnownOn, next);
  }
}
