/**
 * The sums of a calculation from the kept sums of the last one: only the patients touched since (touched.ts) are subtracted with their old
 * state and added with the new one.
 */
import { setImmediate } from 'node:timers/promises';
import { areFewSince } from '#libs/enrolment/patients-since.ts';
import { rosterFacts } from '#libs/enrolment/roster.ts';
import { type Knowledge, nextKnownOn } from '#libs/enrolment/versions.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { requireLinkAt } from '#libs/event-store/require-link-at.ts';
import { type Day, quarterText } from '#libs/kernel/day.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { ScratchDocuments } from '#libs/read-store/read-store.ts';
import { type DifferenceOf, differenceInThread } from '#libs/statements/calculation/difference.ts';
import { differenceOn } from '#libs/statements/calculation/difference-on-threads.ts';
import {
  type CalculatedSums,
  type CalculationInputs,
  type SumsOf,
  sumsOfAll,
} from '#libs/statements/calculation/sums-of.ts';
import { framesSince, changedTeams, isNationOther, touchedPatients } from '#libs/statements/calculation/touched.ts';
import type { Contribution } from '#libs/statements/rules/patient-contribution.ts';
import { RULES_DIGESTS } from '#libs/statements/rules/digests.ts';
import type { WrittenSums } from '#libs/statements/rules/first-places.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import type { Rules } from '#libs/statements/rules/versions.ts';
import type { Threads } from '#libs/threads/threads.ts';

/** The kept sums of the last calculation, with the inputs for which they hold. */
interface Kept {
  readonly known: Knowledge;
  readonly range: QuarterRange;
  readonly regulation: string;
  /** Digest of their sources: other sources may have other sums. */
  readonly rules: string;
  /** The build of the dossiers: sums made from a build belong to it. */
  readonly build: number;
  /** Link of the log at `known.position`. It tells one log from another. */
  readonly link: string;
  /** The next day after `known.day` on which a recorded fact becomes known; null without one. */
  readonly nextKnownOn: Day | null;
  /** The text that RunningSums writes. */
  readonly sums: string;
}

/** The changes since an earlier calculation. */
interface Update {
  /** Identity of the earlier calculation. */
  readonly from: string;
  /** Teams whose statements may all have changed. */
  readonly teams: ReadonlySet<string> | 'all';
  /** By team, the periods whose sums changed. */
  readonly sums: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface KeptCalculation extends CalculatedSums {
  /** Names the inputs that the sums hold for. */
  readonly identity: string;
  /** Undefined if all dossiers were read. */
  readonly update: Update | undefined;
}

/** How the sums over all dossiers are computed, and the difference for touched patients. */
export interface Summing {
  readonly sumsOf: SumsOf;
  readonly differenceOf: DifferenceOf;
}

/** Uses this thread by default. */
export function summingWith({
  sumsOf = sumsOfAll,
  threads,
}: {
  readonly sumsOf?: SumsOf | undefined;
  readonly threads?: Threads | undefined;
}): Summing {
  return { sumsOf, differenceOf: threads === undefined ? differenceInThread : differenceOn(threads) };
}

/** What a calculation keeps for the next one. */
interface KeptStores {
  readonly sums: ScratchDocuments;
  readonly postings: ScratchDocuments;
}

export const SUMS_STORE = 'sums';
const KEY = 'last';

/**
 * Like `sumsOf`, but from the kept sums if they hold. Keeps the result for the next calculation. Yields between its steps: the sums of all
 * teams must not delay requests.
 */
export async function sumsKept(
  inputs: CalculationInputs,
  log: EventStore,
  stores: KeptStores,
  summing: Summing,
  onProgress?: Progress,
): Promise<KeptCalculation> {
  const kept = await readKept(stores);
  const calculated = await sumsFrom(kept, inputs, { ...stores, log }, summing, onProgress);
  return { ...calculated, identity: identityOf(await keep(calculated, inputs, { ...stores, log })) };
}

/**
 * The same for a question, which nothing is recorded of. Keeps sums over all dossiers only: those of a difference are made again as fast.
 * Nor does it replace sums that know more: the next calculation would have to go back from a past day.
 */
export async function sumsToRead(
  asked: CalculationInputs,
  log: EventStore,
  stores: KeptStores,
  summing: Summing,
): Promise<CalculatedSums> {
  const kept = await readKept(stores);
  const isLater =
    kept === undefined || (kept.known.day <= asked.known.day && kept.known.position <= asked.known.position);
  // With the quarters of both, neither question makes the other one read all dossiers again.
  const inputs = kept === undefined || !isLater ? asked : { ...asked, range: rangeOfBoth(kept.range, asked.range) };
  const calculated = await sumsFrom(kept, inputs, { ...stores, log }, summing);
  if (isLater && calculated.update === undefined) await keep(calculated, inputs, { ...stores, log });
  return calculated;
}

function rangeOfBoth(one: QuarterRange, other: QuarterRange): QuarterRange {
  return { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) };
}

async function readKept({ sums }: KeptStores): Promise<Kept | undefined> {
  const text = (await sums.get([KEY])).get(KEY);
  const kept = text === undefined ? undefined : keptIn(text);
  await setImmediate();
  return kept;
}

interface LogAndKept extends KeptStores {
  readonly log: EventStore;
}

type Calculated = Omit<KeptCalculation, 'identity'> & { readonly range: QuarterRange };

async function sumsFrom(
  kept: Kept | undefined,
  inputs: CalculationInputs,
  stores: LogAndKept,
  { sumsOf, differenceOf }: Summing,
  onProgress?: Progress,
): Promise<Calculated> {
  const updated = kept === undefined ? undefined : await updatedSums(kept, inputs, stores, differenceOf, onProgress);
  return updated ?? { ...(await sumsOf(inputs, onProgress)), range: inputs.range, update: undefined };
}

async function keep(calculated: Calculated, inputs: CalculationInputs, { log, sums }: LogAndKept): Promise<Kept> {
  await setImmediate();
  const link = await requireLinkAt(inputs.known.position, log);
  const next = keptOf(calculated, inputs, calculated.range, link);
  await setImmediate();
  await sums.write({ puts: [[KEY, keptText(next)]] });
  return next;
}

/** One line with the inputs, then the sums, which are long: no text is nested in another. */
function keptText({ sums, ...inputs }: Kept): string {
  return `${JSON.stringify(inputs)}\n${sums}`;
}

/** Undefined for the format of an earlier version of the program. */
function keptIn(text: string): Kept | undefined {
  const end = text.indexOf('\n');
  if (end < 0) return undefined;
  return { ...(JSON.parse(text.slice(0, end)) as Omit<Kept, 'sums'>), sums: text.slice(end + 1) };
}

/** Undefined if they do not hold, or if the update would be no faster than a calculation over all dossiers. */
async function updatedSums(
  kept: Kept,
  inputs: CalculationInputs,
  { log, postings }: LogAndKept,
  differenceOf: DifferenceOf,
  onProgress: Progress | undefined,
): Promise<(CalculatedSums & { readonly range: QuarterRange; readonly update: Update }) | undefined> {
  if (!holdsFor(kept, inputs) || (await log.linkAt(kept.known.position)) !== kept.link) return undefined;
  if (!(await areFewSince(log, kept.known.position, inputs.known.position))) return undefined;
  const lastNext = kept.nextKnownOn ?? Infinity;
  const change = framesSince({ ...kept, nextKnownOn: lastNext }, inputs);
  const { then, now } = change;
  await setImmediate();
  const sums = new RunningSums();
  sums.addText(kept.sums);
  await setImmediate();
  const dossiers = { documents: inputs.dossiers, build: inputs.build };
  const { merges } = inputs.rosters;
  const touched = await touchedPatients({ log, merges, dossiers, postings, onProgress }, change);
  if (touched === undefined) return undefined;
  const difference = await differenceOf({ ...inputs, range: kept.range }, change, touched.patients, onProgress);
  // If no list was asked, no such day came: the known next day still holds.
  const before = then.known.day === now.known.day ? lastNext : Infinity;
  const ofRosters = nextKnownOn(rosterFacts(inputs.rosters), now.known);
  const next = Math.min(ofRosters, touched.nextKnownOn, difference.nextKnownOn, before);
  sums.join(difference.sums);
  const teams = isNationOther(change) ? 'all' : changedTeams(change);
  const update: Update = { from: identityOf(kept), teams, sums: periodsIn(difference.sums) };
  return { frame: now, sums: sums.sums, running: sums, nextKnownOn: next, range: kept.range, update };
}

function holdsFor(kept: Kept, { known, range, regulation, rules, build }: CalculationInputs): boolean {
  return (
    kept.regulation === regulation.fingerprint &&
    kept.rules === nameOfRules(rules) &&
    kept.build === build &&
    kept.range.from <= range.from &&
    kept.range.to >= range.to &&
    kept.known.position <= known.position
  );
}

/** By team, the periods with a sum other than 0. */
function periodsIn(sums: RunningSums): ReadonlyMap<string, ReadonlySet<string>> {
  const { quarters, years } = JSON.parse(sums.text) as Readonly<Record<'quarters' | 'years', WrittenSums>>;
  const byTeam = new Map<string, Set<string>>();
  const add = (written: WrittenSums, periodOf: (at: number) => string): void => {
    for (const [team, parts] of written) {
      const periods = byTeam.get(team) ?? new Set();
      for (const [at, all] of parts) if (all.length > 0) periods.add(periodOf(at));
      if (periods.size > 0) byTeam.set(team, periods);
    }
  };
  add(quarters, quarterText);
  add(years, String);
  return byTeam;
}

/** The parts of a contribution, each of a team. */
export function* sharesOf({ presences, entries, years }: Contribution): Iterable<{ readonly team: string }> {
  yield* presences;
  yield* entries;
  yield* years;
}

/** Named by their digest; unreleased rules, as in a trial, by their version, so that their sums are kept too. */
function nameOfRules({ version }: Rules): string {
  return RULES_DIGESTS[version] ?? version;
}

function identityOf({ known, range, regulation, rules, build, link }: Kept): string {
  return JSON.stringify({ known, range, regulation, rules, build, link });
}

function keptOf(
  { running, nextKnownOn: next }: CalculatedSums,
  { known, regulation, rules, build }: CalculationInputs,
  range: QuarterRange,
  link: string,
): Kept {
  return {
    link,
    known,
    range,
    regulation: regulation.fingerprint,
    rules: nameOfRules(rules),
    build,
    nextKnownOn: next === Infinity ? null : next,
    sums: running.text,
  };
}
