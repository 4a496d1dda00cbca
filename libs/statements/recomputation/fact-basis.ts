/**
 * The events that decisions on statements rest on: about the patients who count in them, the team, the nation, and the regulation, but
 * about no other patient. Each decision is calculated again from them alone before they are handed out.
 */
import { DUPLICATES_STREAM } from '#libs/enrolment/duplicates/stream.ts';
import { linkedDossiersOf } from '#libs/enrolment/linked-dossiers.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { inOneEpoch, isOfErased } from '#libs/event-store/sealed/forgotten.ts';
import { ROSTERS, isOfMerges } from '#libs/enrolment/rosters.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { contentOf } from '#libs/event-store/event-garbled.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { periodFromText, periodText, quartersOf } from '#libs/kernel/period.ts';
import { foldedFromLog } from '#libs/read-store/engine/folded-from-log.ts';
import { REGULATION_STREAM, versions } from '#libs/regulation/publication/published.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import {
  PIN,
  type Pin,
  type TeamPeriod,
  type WrittenPin,
  parseStatement,
  statementKey,
} from '#libs/statements/calculated-statement.ts';
import { contributionParts } from '#libs/statements/calculation/contribution-parts.ts';
import { pinnedRules } from '#libs/statements/calculation/pinned-rules.ts';
import { regulationAmong } from '#libs/statements/calculation/pinned-regulation.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { statementFromEvents } from '#libs/statements/recomputation/from-events.ts';
import { contributionOf } from '#libs/statements/calculation/contributions.ts';
import { PatientIndex } from '#libs/statements/recomputation/patient-index.ts';
import { restsOn } from '#libs/statements/rules/families.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import { differenceOfProposal } from '#libs/statements/recomputation/difference.ts';
import type { Decision } from '#libs/statements/workflow/decisions.ts';
import { refused } from '#libs/statements/workflow/refusals.ts';

/** The decisions on a statement from the first to the requested one. */
export interface StatementDecisions extends TeamPeriod {
  readonly decisions: readonly Decision[];
}

/** The facts and the versions of the regulation, by position. Throws RECOMPUTED_OTHERWISE, REGULATION_NOT_IN_LOG, MADE_BY_OTHER_RULES. */
export async function factBasis(
  log: EventStore,
  decided: readonly StatementDecisions[],
): Promise<readonly RecordedEvent[]> {
  const pins = decided.flatMap(({ decisions }) => decisions.map(({ pin }) => pin));
  const upTo = Math.max(0, ...pins.map(({ position }) => position));
  const regulation = await regulationEvents(log, pins);
  const patients = await inOneEpoch(log, () => patientsOf(log, decided));
  const ofPatients: RecordedEvent[] = [];
  for (const patient of patients) ofPatients.push(...(await upToPosition(log, `patient-${patient}`, upTo)));
  const teams = new Set(decided.map(({ team }) => team));
  const all = (await rosterEvents(log, upTo)).filter((event) => isOfPatients(event, patients));
  const own = ofTeams(all, teams);
  // A professional who works in two teams makes one depend on the other.
  for (const rosters of [own, all]) {
    const facts = [...ofPatients, ...rosters].sort((a, b) => a.position - b.position);
    const other = await firstOther(log, decided, facts);
    if (other === undefined) return [...regulation, ...facts].sort((a, b) => a.position - b.position);
    if (rosters === all) throw refused('RECOMPUTED_OTHERWISE', other);
  }
  throw new RangeError('either all rosters are enough, or it has been refused');
}

/** The first difference between the decisions and the result of these facts. */
async function firstOther(log: EventStore, decided: readonly StatementDecisions[], facts: readonly RecordedEvent[]) {
  const sources = await sourcesOf(log);
  for (const { team, period, decisions } of decided)
    for (const [index, decision] of decisions.entries()) {
      const regulation = sources.get(decision.pin.regulationFingerprint);
      if (regulation === undefined) throw new RangeError('a regulation that was found before');
      const pin = PIN.write(decision.pin) as WrittenPin;
      const recomputed = parseStatement(statementFromEvents({ team, period, pin, regulation, facts }));
      const difference = differenceOfProposal(decisions.slice(0, index), decision, recomputed);
      if (difference !== undefined) return { team, period, difference };
    }
  return undefined;
}

async function sourcesOf(log: EventStore): Promise<ReadonlyMap<string, RegulationSource>> {
  const published = await versions(log);
  return new Map(published.map(({ regulation, source }) => [regulation.fingerprint, source]));
}

/**
 * The patients whose dossiers, folded from the log, contribute to one of the decisions. Candidates come from the whole log too, not from
 * the stored index: a patient missing there would be missing from the decision and from its proof.
 */
async function patientsOf(log: EventStore, decided: readonly StatementDecisions[]): Promise<ReadonlySet<string>> {
  const rosters = await rosterDocuments(await foldedFromLog(log).upToDate(ROSTERS, log));
  const published = (await versions(log)).map(({ regulation }) => regulation);
  const sides = decided.flatMap((of) =>
    of.decisions.map(({ pin }) => {
      const known = { day: pin.knownOn, position: pin.position };
      const regulation = regulationAmong(published, pin.regulationFingerprint);
      const range = quartersOf(periodFromText(of.period));
      return sideOf(of, frameOf(rosters, known, regulation, range, pinnedRules(pin)));
    }),
  );
  const index = new PatientIndex();
  await index.advance(log, await log.end());
  const concerned = index.patientsOf(new Set(sides.flatMap(({ members }) => members)));
  const dossiers = await foldedFromLog(log).upToDate(DOSSIERS, log);
  const patients = new Set<string>();
  for await (const batch of linkedDossiersOf(dossiers, concerned, rosters.merges))
    for (const linked of batch) {
      const counts = sides.some(({ frame, keys }) =>
        keys.some((key) => contributionParts(contributionOf(linked, frame)).has(key)),
      );
      if (counts) for (const { patient } of linked.dossiers) patients.add(patient);
    }
  return patients;
}

interface Side {
  readonly frame: Frame;
  readonly members: readonly string[];
  /** The keys of the team and periods whose sums the statement uses. */
  readonly keys: readonly string[];
}

function sideOf({ team, period }: TeamPeriod, frame: Frame): Side {
  const known = frame.teams.byId.get(team);
  if (known === undefined) return { frame, members: [], keys: [] };
  const keys = restsOn(known, periodFromText(period)).map((on) => statementKey(team, periodText(on)));
  return { frame, members: known.members.map(({ rpps }) => rpps), keys };
}

async function regulationEvents(log: EventStore, pins: readonly Pin[]): Promise<readonly RecordedEvent[]> {
  const sources = await sourcesOf(log);
  const wanted = new Set(pins.map((pin) => sources.get(pin.regulationFingerprint)?.parameters));
  const published = (await log.readStream(REGULATION_STREAM)).filter(({ type }) => type === 'RegulationPublished');
  return published.filter((event) => wanted.has((contentOf(event) as Pick<RegulationSource, 'parameters'>).parameters));
}

/** For an erased patient all events: one of the last contains his part, and may be after the position. */
async function upToPosition(log: EventStore, stream: string, upTo: number): Promise<readonly RecordedEvent[]> {
  const all = await log.readStream(stream);
  const last = all.at(-1);
  return last !== undefined && isOfErased(last) ? all : all.filter(({ position }) => position <= upTo);
}

async function rosterEvents(log: EventStore, upTo: number): Promise<readonly RecordedEvent[]> {
  const found: RecordedEvent[] = [];
  for await (const batch of log.read({ after: 0, upTo, categories: ROSTERS.categories })) found.push(...batch);
  // An event in the place of a forgotten merge came later, and is known from the day and position of that merge.
  for (const event of await log.readStream(DUPLICATES_STREAM))
    if (event.type === 'MergeOfErased' && event.position > upTo) found.push(event);
  return found;
}

/** Accepts the merges of these patients, and every event of other streams. */
function isOfPatients(event: RecordedEvent, patients: ReadonlySet<string>): boolean {
  const { stream, type } = event;
  if (stream !== DUPLICATES_STREAM) return true;
  if (!isOfMerges({ type })) return false;
  const { patient, into = '' } = contentOf(event) as { readonly patient: string; readonly into?: string };
  return patients.has(patient) || patients.has(into);
}

/** The facts of these teams and of the nation; of the 35,000 communes, only those of the teams. */
function ofTeams(all: readonly RecordedEvent[], teams: ReadonlySet<string>): readonly RecordedEvent[] {
  const own = all.filter(({ stream }) => teams.has(stream.slice('team-'.length)) && stream.startsWith('team-'));
  const communes = new Set(own.flatMap((event) => (event.type === 'TeamDescribed' ? [communeIn(event)] : [])));
  const national = all.filter(
    (event) =>
      event.stream.startsWith('national-') && (event.type !== 'PovertyRatePublished' || communes.has(communeIn(event))),
  );
  return [...own, ...national, ...all.filter(({ stream }) => stream === DUPLICATES_STREAM)];
}

function communeIn(event: RecordedEvent): string {
  return (contentOf(event) as { readonly commune: string }).commune;
}
