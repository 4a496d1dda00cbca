/** Explains why a replay differs from the decisions: changed rules, parameters, facts of the team and of each patient. */
import { canonical } from '#libs/commands/digest.ts';
import { eventCount } from '#libs/enrolment/dossier.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { linkedDossiers } from '#libs/enrolment/linked-dossiers.ts';
import { type LinkedDossiers, personsAsKnown } from '#libs/enrolment/persons.ts';
import type { RosterDocuments } from '#libs/enrolment/roster.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import type { Knowledge } from '#libs/enrolment/versions.ts';
import { quarterText } from '#libs/kernel/day.ts';
import {
  type Period,
  type QuarterRange,
  firstDayOfPeriod,
  periodFromText,
  periodText,
  quartersOf,
  rangeOfPeriods,
} from '#libs/kernel/period.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { type Regulation, schemeOf } from '#libs/regulation/regulation.ts';
import { type ChangedPart, TeamCauses, patientCauses } from '#libs/replay/causes.ts';
import { contributionParts } from '#libs/statements/calculation/contribution-parts.ts';
import { type NewFact, mergesSince, patientFactsSince, teamFactsSince } from '#libs/replay/facts-since.ts';
import { type Pin, statementKey } from '#libs/statements/calculated-statement.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { regulationsPublished } from '#libs/statements/calculation/latest.ts';
import { pinnedRules } from '#libs/statements/calculation/pinned-rules.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { contributionOf } from '#libs/statements/calculation/contributions.ts';
import type { Contribution } from '#libs/statements/rules/patient-contribution.ts';
import { restsOn } from '#libs/statements/rules/families.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import type { Sums } from '#libs/statements/rules/sums.ts';
import { usedParameters } from '#libs/statements/rules/used-parameters.ts';

interface ChangedParameter {
  readonly parameter: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A patient whose part of the statement differs, with the new facts. */
interface ChangedPatient {
  readonly patient: string;
  readonly facts: readonly NewFact[];
}

/** The new facts of a person, or the erasure of one. */
type PersonCauses = ChangedPatient | { readonly erasure: string };

export interface ReplayReasons {
  readonly rules: { readonly before: string; readonly after: string } | undefined;
  readonly parameters: readonly ChangedParameter[];
  readonly patients: readonly ChangedPatient[];
  /** The number of erased patients whose part was different before their erasure: the cause is no longer known. */
  readonly erased: number;
  readonly teamFacts: readonly NewFact[];
}

export const NO_REASON: ReplayReasons = { rules: undefined, parameters: [], patients: [], erased: 0, teamFacts: [] };

/** A decided statement that a replay changes. `pin`: that of its last decision. */
export interface ChangedStatement {
  readonly team: string;
  readonly period: string;
  readonly scheme: string | undefined;
  readonly pin: Pin;
}

/** The inputs of a statement's calculation. */
interface Side {
  readonly pin: Pin;
  readonly regulation: Regulation;
}

/** The new calculation, with the inputs of its statements. */
interface Recalculation extends Side {
  readonly frame: Frame;
  readonly sums: Sums;
}

/** Keyed by statement. Reads the dossiers once for each pin. */
export async function reasonsOf(
  stores: QueryStores,
  changed: readonly ChangedStatement[],
  after: Recalculation,
  onProgress?: Progress,
): Promise<ReadonlyMap<string, ReplayReasons>> {
  const reasons = new Map<string, ReplayReasons>();
  const regulationOf = await regulationsPublished(stores.log);
  const rosters = await rosterDocuments(await stores.projections.documents(ROSTERS));
  const byPin = Map.groupBy(changed, ({ pin }) => JSON.stringify(pin));
  for (const [first, ...others] of byPin.values()) {
    if (first === undefined) continue;
    const of = [first, ...others];
    const { pin } = first;
    const before = { pin, regulation: regulationOf(pin.regulationFingerprint) };
    const teamCauses = new Map(of.flatMap((one) => teamCausesOf(one, rosters, pin, after)));
    const patients = await changedPatients(stores, { of, rosters, before, after, teamCauses }, onProgress);
    for (const one of of) {
      const key = statementKey(one.team, one.period);
      reasons.set(key, {
        rules: changedRules(pin, after.pin),
        parameters: changedParameters(one, before.regulation, after.regulation),
        ...(patients.get(key) ?? new ChangedPersons()).result(),
        teamFacts: teamCauses.get(key)?.result() ?? [],
      });
    }
  }
  return reasons;
}

/** The causes for one statement, by its key; nothing if the team has no roster. */
function teamCausesOf(
  of: ChangedStatement,
  rosters: RosterDocuments,
  pin: Pin,
  { pin: now, sums, frame }: Recalculation,
): (readonly [string, TeamCauses])[] {
  const roster = rosters.teams.find(({ team }) => team === of.team);
  if (roster === undefined) return [];
  const facts = teamFactsSince(roster, knowledge(pin), knowledge(now));
  return [[statementKey(of.team, of.period), new TeamCauses(of, facts, { roster, rosters }, { sums, frame })]];
}

function changedRules({ rulesVersion: before }: Pin, { rulesVersion: after }: Pin): ReplayReasons['rules'] {
  return before === after ? undefined : { before, after };
}

function knowledge({ knownOn, position }: Pin): Knowledge {
  return { day: knownOn, position };
}

/** The scheme's parameters whose values on the first day of the period differ between the two regulations. */
function changedParameters(
  { scheme, period }: ChangedStatement,
  before: Regulation,
  after: Regulation,
): readonly ChangedParameter[] {
  if (scheme === undefined || before.fingerprint === after.fingerprint) return [];
  const first = firstDayOfPeriod(periodFromText(period));
  const [old, now] = [usedParameters(schemeOf(before, scheme), first), usedParameters(schemeOf(after, scheme), first)];
  const values = new Map(old.map(({ parameter, value }) => [parameter, value]));
  const changed = now
    .filter(({ parameter, value }) => JSON.stringify(values.get(parameter)) !== JSON.stringify(value))
    .map(({ parameter, value }) => ({ parameter, before: values.get(parameter), after: value }));
  const gridsDiffer = gridsText(before.grids) !== gridsText(after.grids);
  return gridsDiffer ? [...changed, { parameter: 'grids', before: before.version, after: after.version }] : changed;
}

function gridsText(grids: Regulation['grids']): string {
  return canonical([...grids]);
}

interface Comparison {
  readonly of: readonly ChangedStatement[];
  readonly rosters: RosterDocuments;
  readonly before: Side;
  readonly after: Side;
  /** Keyed by statement; looks at each patient that differs. */
  readonly teamCauses: ReadonlyMap<string, TeamCauses>;
}

/** Keyed by statement: the patients whose part differs between the two sides. */
async function changedPatients(
  stores: QueryStores,
  { of, rosters, before, after: recalculated, teamCauses }: Comparison,
  onProgress?: Progress,
): Promise<ReadonlyMap<string, ChangedPersons>> {
  const range = rangeOf(of);
  const frame = ({ pin, regulation }: Side): Frame =>
    frameOf(rosters, knowledge(pin), regulation, range, pinnedRules(pin));
  const [old, now] = [frame(before), frame(recalculated)];
  const restingOn = dependants(of, [old, now]);
  const found = new Map<string, ChangedPersons>();
  const dossiers = await stores.projections.documents(DOSSIERS);
  const { processed: total } = await dossiers.checkpoint();
  let done = 0;
  for await (const batch of linkedDossiers(dossiers, rosters)) {
    for (const linked of batch) {
      for (const dossier of linked.dossiers) done += eventCount(dossier);
      const [then, after] = [contributionOf(linked, old), contributionOf(linked, now)];
      const [was, is] = [contributionParts(then), contributionParts(after)];
      for (const key of new Set([...was.keys(), ...is.keys()])) {
        if (was.get(key) === is.get(key)) continue;
        const part = { key, now: is.get(key), acts: actsOf(key, [then, after]) };
        const resting = restingOn.get(key) ?? [];
        if (resting.length === 0) continue;
        const range = quartersOf(periodOfKey(key));
        const own = causesAmong(linked, part, { old: old.known, now, range });
        for (const statement of resting) {
          const persons = found.get(statement) ?? new ChangedPersons();
          found.set(statement, persons);
          persons.add(own);
          teamCauses.get(statement)?.look(linked, key, part.now);
        }
      }
    }
    onProgress?.(Math.min(done, total), total);
  }
  return found;
}

interface Between {
  readonly old: Knowledge;
  readonly now: Frame;
  readonly range: QuarterRange;
}

/**
 * The causes by person. If several ids are or were one person, facts of all of them are listed under the present person. The causes for an
 * erased patient are unknown.
 */
function causesAmong(linked: LinkedDossiers, part: ChangedPart, { old, now, range }: Between): readonly PersonCauses[] {
  const persons = personsAsKnown(linked, now.known);
  const merges = mergesSince(linked, old, now.known);
  return persons.map(({ dossier, parts }) => {
    if (dossier.kept !== undefined) return { erasure: dossier.kept.erasure };
    const facts = parts.flatMap((one) => patientFactsSince(one, old, now.known, range));
    const isOne = parts.length === 1 && merges.length === 0;
    return {
      patient: dossier.patient,
      facts: isOne ? patientCauses(dossier, facts, now, part) : [...merges, ...facts],
    };
  });
}

/** The acts of a part in any of the contributions. */
function actsOf(key: string, contributions: readonly Contribution[]): ReadonlySet<string> {
  const entries = contributions.flatMap((one) => one.entries);
  return new Set(
    entries.filter(({ team, quarter }) => statementKey(team, quarterText(quarter)) === key).map(({ actId }) => actId),
  );
}

/** For each team and period, the statements that depend on it. */
function dependants(of: readonly ChangedStatement[], frames: readonly Frame[]): ReadonlyMap<string, readonly string[]> {
  const resting = new Map<string, Set<string>>();
  const rests = (on: string, statement: string): void => {
    resting.set(on, (resting.get(on) ?? new Set()).add(statement));
  };
  for (const { team, period } of of) {
    const statement = statementKey(team, period);
    rests(statement, statement);
    for (const { teams } of frames) {
      const known = teams.byId.get(team);
      if (known === undefined) continue;
      for (const on of restsOn(known, periodFromText(period))) rests(statementKey(team, periodText(on)), statement);
    }
  }
  return new Map([...resting].map(([on, statements]) => [on, [...statements]]));
}

/** The persons of one statement whose part differs. */
class ChangedPersons {
  readonly #patients = new Map<string, ChangedPatient>();
  readonly #erasures = new Set<string>();

  add(causes: readonly PersonCauses[]): void {
    for (const cause of causes)
      if ('erasure' in cause) this.#erasures.add(cause.erasure);
      else this.#addPatient(cause);
  }

  #addPatient({ patient, facts }: ChangedPatient): void {
    const before = this.#patients.get(patient)?.facts ?? [];
    const added = facts.filter(({ position }) => !before.some((known) => known.position === position));
    this.#patients.set(patient, { patient, facts: [...before, ...added] });
  }

  result(): Pick<ReplayReasons, 'patients' | 'erased'> {
    return { patients: [...this.#patients.values()], erased: this.#erasures.size };
  }
}

function rangeOf(of: readonly ChangedStatement[]): QuarterRange {
  const range = rangeOfPeriods(of.map(({ period }) => periodFromText(period)));
  if (range === undefined) throw new RangeError('no period to compare');
  return range;
}

function periodOfKey(key: string): Period {
  return periodFromText(key.slice(0, key.indexOf('/')));
}
