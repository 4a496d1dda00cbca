/**
 * The contributions of the patients to one statement, each with its events. The dossiers are read once, and only the data about the team
 * and the requested periods are kept.
 */
import { type Quarter, firstDayOf, lastDayOf, quarterOf } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { ActLedgerEntry } from '#libs/acts/act-ledger.ts';
import { type MergeVersion, type LinkedPerson, personsAsKnown } from '#libs/enrolment/persons.ts';
import type { ActVersion } from '#libs/enrolment/dossier.ts';
import { type Patient, patientAsKnown, profileOn } from '#libs/enrolment/patient.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import type { Basis } from '#libs/explain/basis.ts';
import type { Span } from '#libs/explain/evidence.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { profileText } from '#libs/regulation/profile.ts';
import { valueOn } from '#libs/regulation/regulation.ts';
import { type GroupYearShare, referenceDay } from '#libs/spending/group-year.ts';
import { dossiersNaming } from '#libs/statements/calculation/dossiers-naming.ts';
import { contribution } from '#libs/statements/rules/contribution.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';
import type { PresenceShare } from '#libs/statements/rules/quarterly/presence.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import type { Sums } from '#libs/statements/rules/sums.ts';

export interface ListedPatient {
  readonly patient: string;
  readonly share: PresenceShare;
  readonly profile: string;
  readonly facts: readonly number[];
}

export interface CountedAct {
  readonly patient: string;
  /** Undefined for an erased patient, whose acts are kept only as a sum. */
  readonly act: ActVersion | undefined;
  readonly entry: ActLedgerEntry;
  /** The substitutive team its executant was a member of. */
  readonly by: string | undefined;
  readonly facts: readonly number[];
}

export interface ComparedPatient {
  readonly patient: string;
  readonly share: GroupYearShare;
  /** The facts of the year, and of the year before. */
  readonly facts: readonly number[];
  readonly previousFacts: readonly number[];
}

export interface GatheredFacts {
  /** The sums of the team only. */
  readonly sums: Sums;
  readonly listed: readonly ListedPatient[];
  readonly acts: readonly CountedAct[];
  readonly compared: readonly ComparedPatient[];
  /** Why each patient with acts is on the list, by `listKey`. */
  readonly listFacts: ReadonlyMap<string, readonly number[]>;
}

export function listKey(patient: string, quarter: Quarter): string {
  return `${quarter}/${patient}`;
}

interface Gathering {
  readonly sums: RunningSums;
  readonly listed: ListedPatient[];
  readonly acts: CountedAct[];
  readonly compared: ComparedPatient[];
  readonly listFacts: Map<string, readonly number[]>;
}

/** `merges`: all recorded merges. */
export async function gather(
  stores: QueryStores,
  merges: readonly MergeVersion[],
  basis: Basis,
  onProgress?: Progress,
): Promise<GatheredFacts> {
  const gathering: Gathering = { sums: new RunningSums(), listed: [], acts: [], compared: [], listFacts: new Map() };
  const professionals = basis.team.members.map(({ rpps }) => rpps);
  for await (const linked of dossiersNaming(stores, { professionals, merges, onProgress }))
    for (const person of personsAsKnown(linked, basis.frame.known)) addPerson(gathering, person, basis);
  gathering.listed.sort((a, b) => compareText(a.patient, b.patient));
  gathering.compared.sort((a, b) => compareText(a.patient, b.patient));
  gathering.acts.sort(
    (a, b) =>
      compareText(a.patient, b.patient) ||
      (a.act?.careOn ?? 0) - (b.act?.careOn ?? 0) ||
      compareText(a.entry.actId, b.entry.actId),
  );
  return { ...gathering, sums: gathering.sums.sums };
}

function addPerson(gathering: Gathering, person: LinkedPerson, basis: Basis): void {
  const { team, frame, evidence } = basis;
  const { dossier } = person;
  const all = contribution(dossier, frame);
  const own = {
    presences: all.presences.filter((presence) => presence.team === team.id),
    entries: all.entries.filter((entry) => entry.team === team.id),
    years: all.years.filter((share) => share.team === team.id),
  };
  gathering.sums.add(own);
  if (own.presences.length + own.entries.length + own.years.length === 0) return;
  const patient = patientAsKnown(dossier, frame.known);
  for (const share of own.presences)
    gathering.listed.push({
      patient: dossier.patient,
      share,
      profile: profileWords(patient, share.quarter, frame),
      facts: [...evidence.ofList(dossier, team.id, spanOf(team, share.quarter)), ...positionsOf(person)],
    });
  addActs(gathering, person, own.entries, basis);
  for (const share of own.years) gathering.compared.push(comparedPatient(person, patient, share, basis));
}

/** Why several ids are one person. */
function positionsOf({ merges }: LinkedPerson): readonly number[] {
  return merges.map(({ position }) => position);
}

function addActs(
  gathering: Gathering,
  person: LinkedPerson,
  entries: readonly ActLedgerEntry[],
  { team, evidence }: Basis,
): void {
  if (entries.length === 0) return;
  const { dossier } = person;
  const byId = new Map(dossier.acts.map((act) => [act.actId, act]));
  for (const entry of entries) {
    if (dossier.kept !== undefined && entry.side !== undefined) {
      gathering.acts.push({ patient: dossier.patient, act: undefined, entry, by: undefined, facts: [] });
      continue;
    }
    const act = byId.get(entry.actId);
    // An act on neither side makes no line.
    if (act === undefined || entry.side === undefined) continue;
    const { team: by, facts } = evidence.ofAct(act);
    gathering.acts.push({ patient: dossier.patient, act, entry, by: by?.id, facts });
    const key = listKey(dossier.patient, quarterOf(act.careOn));
    if (!gathering.listFacts.has(key))
      gathering.listFacts.set(key, [
        ...evidence.ofList(dossier, team.id, spanOf(team, quarterOf(act.careOn))),
        ...positionsOf(person),
      ]);
  }
}

/** Only the first day if the scheme measures presence on it; otherwise every day of the quarter. */
function spanOf(team: Team, quarter: Quarter): Span {
  const first = firstDayOf(quarter);
  const presence = valueOn(team.scheme, 'presence', first);
  return { first, last: presence === 'FIRST_DAY' ? first : lastDayOf(quarter) };
}

function profileWords(patient: Patient, quarter: Quarter, { regulation }: Frame): string {
  const profile = profileOn(patient, firstDayOf(quarter), regulation.ageBands);
  return profile === undefined ? '' : profileText(regulation.ageBands, profile);
}

function comparedPatient(
  person: LinkedPerson,
  patient: Patient,
  share: GroupYearShare,
  { team, frame: { regulation }, evidence }: Basis,
): ComparedPatient {
  const { dossier, parts } = person;
  const { year } = share;
  const factsOf = (of: number): number[] => {
    const day = referenceDay(team.scheme, year, of);
    const profile = profileOn(patient, day, regulation.ageBands);
    return [
      ...evidence.ofList(dossier, team.id, { first: day, last: day }),
      ...parts.flatMap((part) => evidence.ofSpending(part, of)),
      ...positionsOf(person),
      ...(profile === undefined ? [] : evidence.ofNationalSpending(of, profile, regulation.ageBands)),
    ];
  };
  return {
    patient: dossier.patient,
    share,
    facts: share.listed ? factsOf(year) : [],
    previousFacts: share.previous === undefined ? [] : factsOf(year - 1),
  };
}
