/**
 * The effect of a change: the teams that differ between two frames, and the patients whose contributions may differ. A contribution depends
 * on the known facts of its patient, on the teams of the professionals that the dossier names, and on the mean spending of the nation.
 */
import { linkedDossiersOf } from '#libs/enrolment/linked-dossiers.ts';
import { type LinkedDossiers, type MergeVersion, linksAmong } from '#libs/enrolment/persons.ts';
import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { factsOf } from '#libs/enrolment/dossier.ts';
import { type BuiltDossiers, patientsSince } from '#libs/enrolment/patients-since.ts';
import { type RosterDocuments, rosterFacts } from '#libs/enrolment/roster.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import { type Knowledge, isKnown, nextKnownOn } from '#libs/enrolment/versions.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Day } from '#libs/kernel/day.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { ScratchDocuments } from '#libs/read-store/read-store.ts';
import { Postings, type Term, dayTerm, professionalTerm, termsOf } from '#libs/statements/calculation/postings.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';

/** Two frames of the same range, regulation and rules; the second reaches at least the position of the first. */
export interface FramePair {
  readonly then: Frame;
  readonly now: Frame;
}

/** What something made of all dossiers holds for. */
export interface KnownState {
  readonly known: Knowledge;
  readonly range: QuarterRange;
  /** The first day after that of `known` on which a recorded fact becomes known; Infinity without one. */
  readonly nextKnownOn: Day;
}

/** If no fact becomes known between the two days, the old frame is compared as known on the new day. */
export function framesSince(
  before: KnownState,
  {
    rosters,
    regulation,
    rules,
    known,
  }: Pick<Frame, 'known' | 'regulation' | 'rules'> & { readonly rosters: RosterDocuments },
): FramePair {
  const now = frameOf(rosters, known, regulation, before.range, rules);
  const isQuiet = before.known.day <= known.day && before.nextKnownOn > known.day;
  const then = isQuiet ? { ...before.known, day: known.day } : before.known;
  return { now, then: frameAsKnown(now, then, rosters, before.range) };
}

/** The frame as known then. Builds teams and national data again only if one of the two knows one of their facts and the other does not. */
export function frameAsKnown(now: Frame, then: Knowledge, rosters: RosterDocuments, range: QuarterRange): Frame {
  const isOther = rosterFacts(rosters).some((versions) =>
    versions.some((version) => isKnown(version, then) !== isKnown(version, now.known)),
  );
  return isOther ? frameOf(rosters, then, now.regulation, range, now.rules) : { ...now, known: then };
}

/** Whether the national data changed, so that the statements of all teams may change. */
export function isNationOther({ then, now }: FramePair): boolean {
  return then.reference !== now.reference && !isDeepStrictEqual(then.reference, now.reference);
}

/** Teams with any change. */
export function changedTeams(change: FramePair): ReadonlySet<string> {
  return teamsOtherIn(change, (team) => [contributing(team), team.rows, team.quality, team.revenueCents, team.credits]);
}

/** Professionals, then or now, of the teams whose patients may have another contribution. */
function professionalsTouched({ then, now }: FramePair): ReadonlySet<string> {
  const teams = teamsOtherIn({ then, now }, contributing);
  const members = [then, now].flatMap((frame) => [...teams].flatMap((id) => frame.teams.byId.get(id)?.members ?? []));
  return new Set(members.map(({ rpps }) => rpps));
}

/** Whether the two frames give the same contribution of a patient whom both know alike. */
export const areCountedAlike = memoisedOf(
  (change: FramePair): boolean => areSpendingAlike(change) && teamsOtherIn(change, contributing).size === 0,
);

function areSpendingAlike({ then, now }: FramePair): boolean {
  return then.reference === now.reference || isDeepStrictEqual(spending(then), spending(now));
}

/** The fields of a team that contributions read. Only statements read its results, reference revenue and credits. */
function contributing({ scheme, rows, phases, members }: Team): unknown {
  return [
    scheme.name,
    rows.map(({ from, option, scope }) => [from, option, scope]),
    phases,
    members.map(({ rpps, profession, from, until }) => [rpps, profession, from, until]),
  ];
}

function teamsOtherIn({ then, now }: FramePair, of: (team: Team) => unknown): ReadonlySet<string> {
  if (then.teams === now.teams) return new Set();
  const ids = new Set([...then.teams.byId.keys(), ...now.teams.byId.keys()]);
  const read = (frame: Frame, id: string): unknown => {
    const team = frame.teams.byId.get(id);
    return team === undefined ? undefined : of(team);
  };
  return new Set([...ids].filter((id) => !isDeepStrictEqual(read(then, id), read(now, id))));
}

interface TouchSources {
  readonly log: EventStore;
  /** Every merge that is recorded. */
  readonly merges: readonly MergeVersion[];
  readonly dossiers: BuiltDossiers;
  readonly postings: ScratchDocuments;
  /** Of making the posting lists. */
  readonly onProgress?: Progress | undefined;
}

interface Touched {
  /** The first id of each person. */
  readonly patients: ReadonlySet<string>;
  /** The first day after that of `now` on which a fact of any other patient becomes known; Infinity if no list was needed. */
  readonly nextKnownOn: Day;
}

/** If more than one patient in this many is touched, a full calculation is faster. */
const MOST = 3;

/** Persons whose contribution may differ, and perhaps others. Undefined if all patients, or too many, are touched. */
export async function touchedPatients(
  { log, merges, dossiers, postings: store, onProgress }: TouchSources,
  change: FramePair,
): Promise<Touched | undefined> {
  const { then, now } = change;
  const links = linksAmong(merges);
  const firstOf = (patient: string): string => links.get(patient)?.patients[0] ?? patient;
  if (!areSpendingAlike(change)) return undefined;
  const terms = termsBetween(change);
  const postings = terms.size === 0 ? undefined : await Postings.of(log, dossiers, store, onProgress);
  const fresh = await patientsSince(log, then.known.position, now.known.position);
  const listed = postings === undefined ? new Set<string>() : await postings.patientsOn(terms);
  if (listed === undefined || (postings !== undefined && listed.size > postings.patients / MOST)) return undefined;
  const patients = new Set([...fresh, ...listed, ...mergedBetween(merges, change)].map(firstOf));
  if (postings === undefined) return { patients, nextKnownOn: Infinity };
  let next = postings.nextDay(now.known.day);
  const later = await postings.laterUpTo(now.known.position, store);
  const perhaps = [...new Set([...later].map(firstOf))].filter((patient) => !patients.has(patient));
  for await (const { dossiers: ofPerson } of dossiersOf(dossiers, perhaps, merges))
    for (const dossier of ofPerson) {
      next = Math.min(next, nextKnownOn(factsOf(dossier), now.known));
      if ([...termsOf(dossier)].some((term) => terms.has(term))) patients.add(firstOf(dossier.patient));
    }
  return { patients, nextKnownOn: next };
}

/** Visits the dossiers of `touchedPatients`. False if it gives none: then none was visited. */
export async function visitTouched(
  sources: TouchSources,
  change: FramePair,
  visit: (linked: LinkedDossiers) => void,
): Promise<boolean> {
  const touched = await touchedPatients(sources, change);
  if (touched === undefined) return false;
  for await (const linked of dossiersOf(sources.dossiers, touched.patients, sources.merges)) visit(linked);
  return true;
}

function spending({ reference }: Frame): unknown {
  return reference.nationalSpendingCents;
}

/** Terms of the days between the two, and of the professionals of teams that differ. */
function termsBetween(change: FramePair): ReadonlySet<Term> {
  const days = [change.then.known.day, change.now.known.day];
  const terms = new Set<Term>();
  for (let day = Math.min(...days) + 1; day <= Math.max(...days); day++) terms.add(dayTerm(day));
  for (const rpps of professionalsTouched(change)) terms.add(professionalTerm(rpps));
  return terms;
}

/** The ids whose merge, or its undoing, only one of the two knows. */
function mergedBetween(merges: readonly MergeVersion[], { then, now }: FramePair): readonly string[] {
  return merges
    .filter((merge) => isKnown(merge, then.known) !== isKnown(merge, now.known))
    .map(({ patient }) => patient);
}

async function* dossiersOf(
  { documents }: BuiltDossiers,
  patients: Iterable<string>,
  merges: readonly MergeVersion[],
): AsyncIterable<LinkedDossiers> {
  for await (const batch of linkedDossiersOf(documents, patients, merges)) {
    yield* batch;
    // Yields: many patients must not delay requests.
    await setImmediate();
  }
}
