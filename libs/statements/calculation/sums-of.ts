/**
 * The sums of a calculation: over every dossier, or from the sums kept of the last one by taking out and putting back the part
 * of the patients whose facts have changed since.
 */
import type { Day } from '#libs/kernel/day.ts';
import { DOSSIERS, type Dossier } from '#libs/enrolment/dossier.ts';
import type { Horizon, Knowledge } from '#libs/enrolment/versions.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import type { Partition } from '#libs/read-store/partition.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { ScratchDocuments } from '#libs/read-store/read-store.ts';
import { contribution } from '#libs/statements/rules/contribution.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import { type Frame, type RosterDocuments, frameOf } from '#libs/statements/rules/frame.ts';
import { RULES_VERSION } from '#libs/statements/rules/rules-version.ts';
import { type Sums, addContribution, emptySums, parseSums, sumsText } from '#libs/statements/rules/sums.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';

export interface Inputs {
  readonly rosters: RosterDocuments;
  /** How many events made the rosters: the same count is the same rosters. */
  readonly rosterEvents: number;
  readonly dossiers: Documents;
  readonly known: Knowledge;
  readonly regulation: Regulation;
  readonly range: QuarterRange;
}

export interface Calculated {
  readonly frame: Frame;
  readonly sums: Sums;
}

/** The sums of the last calculation, with all that they hold for. */
interface Kept {
  readonly known: Knowledge;
  readonly range: QuarterRange;
  readonly regulation: string;
  readonly rules: string;
  readonly rosterEvents: number;
  /** Link of the log at `known.position`: the sums of another log are none of ours. */
  readonly link: string;
  /** The first day after `known.day` on which a recorded fact becomes known; null: none does. */
  readonly nextKnownOn: Day | null;
  readonly sums: string;
}

const KEY = 'last';
/** With more facts than this since, it is quicker to begin again. */
const MAX_TAIL = 50_000;
const BATCH = 500;

/** How the sums over every dossier are made: here, or shared out. `horizon` comes to hold the next day on which a fact becomes known. */
export type SumsOf = (inputs: Inputs, horizon: Horizon, onProgress?: Progress) => Promise<Calculated>;

/** Over every dossier. `horizon` comes to hold the next day on which a recorded fact becomes known. */
export async function sumsOfAll(inputs: Inputs, horizon: Horizon, onProgress?: Progress): Promise<Calculated> {
  const { rosters, dossiers, known, regulation, range } = inputs;
  const frame = frameOf(rosters, known, regulation, range, horizon);
  const { processed: total } = await dossiers.checkpoint();
  const { sums } = await sumsOfDossiers(frame, dossiers, horizon, undefined, (done) => onProgress?.(done, total));
  return { frame, sums };
}

/** Over the dossiers of one part, or every one; with how many events they hold. */
export async function sumsOfDossiers(
  frame: Frame,
  dossiers: Documents,
  horizon: Horizon,
  partition: Partition | undefined,
  onProgress: (events: number) => void,
): Promise<{ sums: Sums; events: number }> {
  const sums = emptySums();
  let events = 0;
  for await (const batch of dossiers.scan(undefined, partition === undefined ? {} : { partition })) {
    for (const [, text] of batch) {
      const dossier = JSON.parse(text) as Dossier;
      addContribution(sums, contribution(dossier, frame, horizon), 1);
      events += eventCount(dossier);
    }
    onProgress(events);
  }
  return { sums, events };
}

function eventCount({ person, coverage, declarations, acts, spending }: Dossier): number {
  return person.length + coverage.length + declarations.length + acts.length + spending.length;
}

/** As `sumsOf`, from the sums kept where they can be brought up to date, and keeps them for the next time. */
export async function sumsKept(
  inputs: Inputs,
  log: EventStore,
  store: ScratchDocuments,
  sumsOf: SumsOf,
  onProgress?: Progress,
): Promise<Calculated> {
  const text = (await store.get([KEY])).get(KEY);
  const kept = text === undefined ? undefined : (JSON.parse(text) as Kept);
  const horizon: Horizon = { next: kept?.nextKnownOn ?? Infinity };
  const usable = kept !== undefined && holdsFor(kept, inputs) && (await log.linkAt(kept.known.position)) === kept.link;
  if (!usable) horizon.next = Infinity;
  const calculated = usable
    ? await broughtUpToDate(kept, inputs, log, horizon)
    : await sumsOf(inputs, horizon, onProgress);
  const link = (await log.linkAt(inputs.known.position)) ?? '';
  await keep(store, calculated, usable ? kept.range : inputs.range, inputs, horizon, link);
  return calculated;
}

function holdsFor(kept: Kept, { known, range, regulation, rosterEvents }: Inputs): boolean {
  return (
    kept.regulation === regulation.fingerprint &&
    kept.rules === RULES_VERSION &&
    kept.rosterEvents === rosterEvents &&
    kept.range.from <= range.from &&
    kept.range.to >= range.to &&
    kept.known.day <= known.day &&
    (kept.nextKnownOn ?? Infinity) > known.day &&
    kept.known.position <= known.position &&
    known.position - kept.known.position <= MAX_TAIL
  );
}

async function broughtUpToDate(kept: Kept, inputs: Inputs, log: EventStore, horizon: Horizon): Promise<Calculated> {
  const { rosters, regulation, known, dossiers } = inputs;
  const frame = frameOf(rosters, known, regulation, kept.range, horizon);
  // Nothing of the rosters became known in between, so the frame then differs only in what is known of patients.
  const then: Frame = { ...frame, known: kept.known };
  const sums = parseSums(kept.sums);
  const changed = [...(await patientsSince(log, kept.known.position, known.position))];
  for (let i = 0; i < changed.length; i += BATCH)
    for (const text of (await dossiers.get(changed.slice(i, i + BATCH))).values()) {
      const dossier = JSON.parse(text) as Dossier;
      addContribution(sums, contribution(dossier, then), -1);
      addContribution(sums, contribution(dossier, frame, horizon), 1);
    }
  return { frame, sums };
}

async function patientsSince(log: EventStore, after: number, upTo: number): Promise<Set<string>> {
  const patients = new Set<string>();
  for await (const batch of log.read({ after, upTo, categories: DOSSIERS.categories }))
    for (const event of batch) for (const key of DOSSIERS.keys(event)) patients.add(key);
  return patients;
}

async function keep(
  store: ScratchDocuments,
  { sums }: Calculated,
  range: QuarterRange,
  { known, regulation, rosterEvents }: Inputs,
  horizon: Horizon,
  link: string,
): Promise<void> {
  const kept: Kept = {
    link,
    known,
    range,
    regulation: regulation.fingerprint,
    rules: RULES_VERSION,
    rosterEvents,
    nextKnownOn: horizon.next === Infinity ? null : horizon.next,
    sums: sumsText(sums),
  };
  await store.write({ puts: [[KEY, JSON.stringify(kept)]] });
}
