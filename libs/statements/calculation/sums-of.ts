/**
 * The sums of a calculation: over all dossiers, or from the kept sums of the last calculation, where only the patients with new facts
 * are subtracted and added again.
 */
import { setImmediate } from 'node:timers/promises';
import type { Day } from '#libs/kernel/day.ts';
import { eventCount, factsOf } from '#libs/enrolment/dossier.ts';
import { DOSSIERS, patientOf, readDossier } from '#libs/enrolment/dossiers.ts';
import { type RosterDocuments, rosterFacts } from '#libs/enrolment/roster.ts';
import { type Knowledge, nextKnownOn } from '#libs/enrolment/versions.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import type { Partition } from '#libs/read-store/partition.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { ScratchDocuments } from '#libs/read-store/read-store.ts';
import { contribution } from '#libs/statements/rules/contribution.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import { parseSums, sumsText } from '#libs/statements/rules/sums-text.ts';
import { type Sums, addContribution, emptySums } from '#libs/statements/rules/sums.ts';
import { RULES_DIGESTS } from '#libs/statements/rules/digests.ts';
import type { Rules } from '#libs/statements/rules/versions.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';

export interface Inputs {
  readonly rosters: RosterDocuments;
  /** Events folded into the rosters. The same count means the same rosters. */
  readonly rosterEvents: number;
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
  readonly sums: Sums;
  /** Events in the dossiers. */
  readonly events: number;
  /** The next day on which a recorded fact of the dossiers becomes known; Infinity without one. */
  readonly nextKnownOn: Day;
}

export interface Calculated {
  readonly frame: Frame;
  readonly sums: Sums;
  /** The next day on which a recorded fact becomes known; Infinity without one. */
  readonly nextKnownOn: Day;
}

/** The kept sums of the last calculation, with the inputs for which they hold. */
interface Kept {
  readonly known: Knowledge;
  readonly range: QuarterRange;
  readonly regulation: string;
  /** Digest of their sources: other sources may have other sums. */
  readonly rules: string;
  readonly rosterEvents: number;
  /** Of the dossiers: what is made of a build goes with it. */
  readonly build: number;
  /** Link of the log at `known.position`. It tells one log from another. */
  readonly link: string;
  /** The next day after `known.day` on which a recorded fact becomes known; null without one. */
  readonly nextKnownOn: Day | null;
  readonly sums: string;
}

const KEY = 'last';
/** With more new events than this, a calculation over all dossiers is faster. */
const MAX_TAIL = 50_000;
const BATCH = 500;

/** Computes the sums over all dossiers: here, or shared among workers. */
export type SumsOf = (inputs: Inputs, onProgress?: Progress) => Promise<Calculated>;

/** Computes the sums over the dossiers of a part, or over all: in this thread, or shared among threads. */
export type SumsOfPart = (
  inputs: SummedInputs,
  partition: Partition | undefined,
  onProgress: (events: number) => void,
) => Promise<DossierSums>;

/** What the sums over dossiers are made from; the frame is that of the other inputs. */
export interface SummedInputs extends Omit<Inputs, 'rosterEvents' | 'build'> {
  readonly frame: Frame;
}

/** Over all dossiers, in this process. */
export function sumsOfAllBy(sumsOfPart: SumsOfPart): SumsOf {
  return async (inputs, onProgress) => {
    const { rosters, dossiers, known } = inputs;
    const frame = frameFor(inputs);
    const { processed: total } = await dossiers.checkpoint();
    const all = await sumsOfPart({ ...inputs, frame }, undefined, (done) => onProgress?.(done, total));
    return { frame, sums: all.sums, nextKnownOn: Math.min(all.nextKnownOn, nextKnownOn(rosterFacts(rosters), known)) };
  };
}

export function frameFor({
  rosters,
  known,
  regulation,
  range,
  rules,
}: Omit<Inputs, 'rosterEvents' | 'build' | 'dossiers'>): Frame {
  return frameOf(rosters, known, regulation, range, rules);
}

/** In this thread. */
export async function sumsInThread(
  { frame, dossiers }: Pick<SummedInputs, 'frame' | 'dossiers'>,
  partition: Partition | undefined,
  onProgress: (events: number) => void,
): Promise<DossierSums> {
  const made = new MadeSums(frame);
  await made.add(dossiers, partition, (_, events) => {
    onProgress(events);
  });
  return made;
}

export const sumsOfAll = sumsOfAllBy(sumsInThread);

/** The sums of the dossiers added so far. */
export class MadeSums implements DossierSums {
  readonly sums = emptySums();
  events = 0;
  nextKnownOn: Day = Infinity;
  readonly #frame: Frame;

  constructor(frame: Frame) {
    this.#frame = frame;
  }

  /** Adds the dossiers of a part, or all. Reports each batch: its events, and all so far. */
  async add(
    dossiers: Documents,
    partition: Partition | undefined,
    onBatch: (events: number, all: number) => void,
  ): Promise<void> {
    for await (const batch of dossiers.scan(undefined, partition === undefined ? {} : { partition })) {
      const before = this.events;
      for (const [, text] of batch) {
        const dossier = readDossier(text);
        addContribution(this.sums, contribution(dossier, this.#frame), 1);
        this.events += eventCount(dossier);
        this.nextKnownOn = Math.min(this.nextKnownOn, nextKnownOn(factsOf(dossier), this.#frame.known));
      }
      onBatch(this.events - before, this.events);
    }
  }
}

/**
 * As `sumsOf`, from the kept sums where they hold. Keeps the result for the next calculation. Yields between its steps: the sums of all
 * teams must not delay requests.
 */
export async function sumsKept(
  inputs: Inputs,
  log: EventStore,
  store: ScratchDocuments,
  sumsOf: SumsOf,
  onProgress?: Progress,
): Promise<Calculated> {
  const text = (await store.get([KEY])).get(KEY);
  const kept = text === undefined ? undefined : (JSON.parse(text) as Kept);
  const usable = kept !== undefined && holdsFor(kept, inputs) && (await log.linkAt(kept.known.position)) === kept.link;
  await setImmediate();
  const calculated = usable ? await updatedSums(kept, inputs, log) : await sumsOf(inputs, onProgress);
  await setImmediate();
  const link = (await log.linkAt(inputs.known.position)) ?? '';
  const next = keptOf(calculated, inputs, usable ? kept.range : inputs.range, link);
  await setImmediate();
  await keep(store, next);
  return calculated;
}

function holdsFor(kept: Kept, { known, range, regulation, rules, rosterEvents, build }: Inputs): boolean {
  return (
    kept.regulation === regulation.fingerprint &&
    kept.rules === RULES_DIGESTS[rules.version] &&
    kept.rosterEvents === rosterEvents &&
    kept.build === build &&
    kept.range.from <= range.from &&
    kept.range.to >= range.to &&
    kept.known.day <= known.day &&
    (kept.nextKnownOn ?? Infinity) > known.day &&
    kept.known.position <= known.position &&
    known.position - kept.known.position <= MAX_TAIL
  );
}

async function updatedSums(kept: Kept, inputs: Inputs, log: EventStore): Promise<Calculated> {
  const { rosters, regulation, rules, known, dossiers } = inputs;
  const frame = frameOf(rosters, known, regulation, kept.range, rules);
  // No roster fact became known in between, so the former frame differs only in what is known of patients.
  const then: Frame = { ...frame, known: kept.known };
  await setImmediate();
  const sums = parseSums(kept.sums);
  await setImmediate();
  let next = Math.min(kept.nextKnownOn ?? Infinity, nextKnownOn(rosterFacts(rosters), known));
  const changed = [...(await patientsSince(log, kept.known.position, known.position))];
  for (let i = 0; i < changed.length; i += BATCH)
    for (const text of (await dossiers.get(changed.slice(i, i + BATCH))).values()) {
      const dossier = readDossier(text);
      addContribution(sums, contribution(dossier, then), -1);
      addContribution(sums, contribution(dossier, frame), 1);
      next = Math.min(next, nextKnownOn(factsOf(dossier), known));
    }
  return { frame, sums, nextKnownOn: next };
}

async function patientsSince(log: EventStore, after: number, upTo: number): Promise<Set<string>> {
  const patients = new Set<string>();
  for await (const batch of log.read({ after, upTo, categories: DOSSIERS.categories, fields: ['stream'] }))
    for (const event of batch) patients.add(patientOf(event));
  return patients;
}

function keptOf(
  { sums, nextKnownOn: next }: Calculated,
  { known, regulation, rules, rosterEvents, build }: Inputs,
  range: QuarterRange,
  link: string,
): Kept {
  return {
    link,
    known,
    range,
    regulation: regulation.fingerprint,
    rules: RULES_DIGESTS[rules.version] ?? rules.version,
    rosterEvents,
    build,
    nextKnownOn: next === Infinity ? null : next,
    sums: sumsText(sums),
  };
}

async function keep(store: ScratchDocuments, kept: Kept): Promise<void> {
  await store.write({ puts: [[KEY, JSON.stringify(kept)]] });
}
