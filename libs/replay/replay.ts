/**
 * Replay of a range: per team, period and line, what was decided, what it would be now, the difference, and why. It changes nothing.
 */
import { quarterText } from '#libs/kernel/day.ts';
import { type Stores, calculateAfresh } from '#libs/statements/calculation/calculate.ts';
import { latestStatements } from '#libs/statements/calculation/latest.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { decidedLines } from '#libs/statements/workflow/decisions.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { statementsOf } from '#libs/statements/workflow/statements.ts';
import { type RosterDocuments } from '#libs/enrolment/roster.ts';
import { DOSSIERS, readDossier } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import type { Knowledge } from '#libs/enrolment/versions.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { type RegulationSource, loadRegulation } from '#libs/regulation/load.ts';
import { type Regulation, schemeOf } from '#libs/regulation/regulation.ts';
import { usedParameters } from '#libs/statements/rules/used-parameters.ts';
import { canonical } from '#libs/commands/digest.ts';
import { type NewFact, patientFactsSince, teamFactsSince } from '#libs/replay/facts-since.ts';
import { type Contribution, contribution } from '#libs/statements/rules/contribution.ts';
import { restsOn } from '#libs/statements/rules/families.ts';
import {
  type Period,
  type QuarterRange,
  firstDayOfPeriod,
  periodFromText,
  periodText,
  quartersOf,
  rangeOfPeriods,
} from '#libs/kernel/period.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import type { LineName } from '#libs/statements/rules/statement.ts';
import { type CalculatedStatement, type Pin, statementKey } from '#libs/statements/calculated-statement.ts';

export interface ReplayRequest {
  readonly range: QuarterRange;
  readonly knownOn: number;
  readonly team?: string;
  readonly source: RegulationSource;
}

export interface ReplayedLine {
  readonly line: LineName;
  readonly decidedCents: bigint;
  readonly nowCents: bigint;
  readonly differenceCents: bigint;
}

export interface ChangedParameter {
  readonly parameter: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Patients whose part of the statement is not what it was, with the facts that came in between. */
export interface ChangedPatient {
  readonly patient: string;
  readonly facts: readonly NewFact[];
}

export interface Why {
  readonly rules: { readonly before: string; readonly after: string } | undefined;
  readonly parameters: readonly ChangedParameter[];
  readonly patients: readonly ChangedPatient[];
  readonly teamFacts: readonly NewFact[];
}

export interface Replayed {
  readonly team: string;
  readonly period: string;
  /** False where the period was never decided: everything is then a difference. */
  readonly decided: boolean;
  readonly lines: readonly ReplayedLine[];
  readonly differenceCents: bigint;
  readonly now: CalculatedStatement | undefined;
  readonly why: Why;
}

export interface Replay {
  readonly pin: Pin;
  readonly statements: readonly Replayed[];
}

const NO_REASON: Why = { rules: undefined, parameters: [], patients: [], teamFacts: [] };

export async function replay(
  stores: Stores,
  { source, ...request }: ReplayRequest,
  onProgress?: Progress,
): Promise<Replay> {
  const regulation = loadRegulation(source);
  const { pin, statements } = await calculateAfresh(stores, { ...request, regulation }, (_, done, total) =>
    onProgress?.(done, total),
  );
  const { range, team } = request;
  const states = await statementsOf(stores, { range, ...(team === undefined ? {} : { team }) });
  const byKey = new Map(states.map((state) => [statementKey(state.team, state.period), state]));
  const now = new Map(statements.map((statement) => [statementKey(statement.team, statement.period), statement]));
  const replayed = [...new Set([...byKey.keys(), ...now.keys()])]
    .sort()
    .flatMap((key) => compare(byKey.get(key), now.get(key)) ?? []);
  const reasons = await reasonsOf(stores, replayed, byKey, { pin, regulation }, onProgress);
  return {
    pin,
    statements: replayed.map((one) => ({ ...one, why: reasons.get(statementKey(one.team, one.period)) ?? NO_REASON })),
  };
}

function compare(state: StatementState | undefined, now: CalculatedStatement | undefined): Replayed | undefined {
  const of = state ?? now;
  if (of === undefined) return undefined;
  const decided = new Map(decidedLines(state?.decisions ?? []).map(({ line, amountCents }) => [line, amountCents]));
  const after = new Map((now?.statement?.lines ?? []).map(({ line, amountCents }) => [line, amountCents]));
  const lines = [...new Set([...after.keys(), ...decided.keys()])].map((line) => {
    const [decidedCents, nowCents] = [decided.get(line) ?? 0n, after.get(line) ?? 0n];
    return { line, decidedCents, nowCents, differenceCents: nowCents - decidedCents };
  });
  if (lines.length === 0) return undefined;
  return {
    team: of.team,
    period: of.period,
    decided: (state?.decisions.length ?? 0) > 0,
    lines,
    differenceCents: lines.reduce((sum, { differenceCents }) => sum + differenceCents, 0n),
    now,
    why: NO_REASON,
  };
}

/** What the last decision of a period was pinned to. */
function pinOf(state: StatementState | undefined): Pin | undefined {
  return state?.decisions.at(-1)?.pin;
}

/** What a statement is made under, as it was decided or as it is replayed. */
interface Side {
  readonly pin: Pin;
  readonly regulation: Regulation;
}

async function reasonsOf(
  stores: Stores,
  replayed: readonly Replayed[],
  states: ReadonlyMap<string, StatementState>,
  after: Side,
  onProgress?: Progress,
): Promise<ReadonlyMap<string, Why>> {
  const reasons = new Map<string, Why>();
  const { regulationOf } = await latestStatements(stores);
  const rosters = await rosterDocuments(await stores.readStore.upToDate(ROSTERS, stores.log));
  const changed = replayed.filter(
    ({ decided, lines }) => decided && lines.some(({ differenceCents }) => differenceCents !== 0n),
  );
  const groups = new Map<string, { pin: Pin; of: Replayed[] }>();
  for (const one of changed) {
    const pin = pinOf(states.get(statementKey(one.team, one.period)));
    if (pin === undefined) continue;
    const key = JSON.stringify(pin);
    const group = groups.get(key) ?? { pin, of: [] };
    groups.set(key, group);
    group.of.push(one);
  }
  for (const { pin, of } of groups.values()) {
    const before = { pin, regulation: regulationOf(pin.regulationFingerprint) };
    const patients = await changedPatients(stores, rosters, of, [before, after], onProgress);
    for (const one of of) {
      const key = statementKey(one.team, one.period);
      const roster = rosters.teams.find(({ team }) => team === one.team);
      reasons.set(key, {
        rules: changedRules(pin, after.pin),
        parameters: changedParameters(states.get(key)?.scheme, one.period, before.regulation, after.regulation),
        patients: patients.get(key) ?? [],
        teamFacts: roster === undefined ? [] : teamFactsSince(roster, knowledge(pin), knowledge(after.pin)),
      });
    }
  }
  return reasons;
}

function changedRules({ rulesVersion: before }: Pin, { rulesVersion: after }: Pin): Why['rules'] {
  return before === after ? undefined : { before, after };
}

function knowledge({ knownOn, position }: Pin): Knowledge {
  return { day: knownOn, position };
}

/** The scheme's parameters whose value on the first day of the period is another in the other regulation. */
function changedParameters(
  scheme: string | undefined,
  period: string,
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
  const gridsDiffer = textOf(before.grids) !== textOf(after.grids);
  return gridsDiffer ? [...changed, { parameter: 'grids', before: before.version, after: after.version }] : changed;
}

function textOf(grids: Regulation['grids']): string {
  return canonical([...grids]);
}

/** By statement, the patients whose part is another on the two sides. */
async function changedPatients(
  stores: Stores,
  rosters: RosterDocuments,
  of: readonly Replayed[],
  [before, after]: readonly [Side, Side],
  onProgress?: Progress,
): Promise<ReadonlyMap<string, readonly ChangedPatient[]>> {
  const range = rangeOf(of);
  const frame = ({ pin, regulation }: Side): Frame => frameOf(rosters, knowledge(pin), regulation, range);
  const [old, now] = [frame(before), frame(after)];
  const restingOn = dependants(of, [old, now]);
  const found = new Map<string, Map<string, ChangedPatient>>();
  const dossiers = await stores.readStore.upToDate(DOSSIERS, stores.log);
  const { processed: total } = await dossiers.checkpoint();
  let done = 0;
  for await (const batch of dossiers.scan()) {
    for (const [, text] of batch) {
      const dossier = readDossier(text);
      done += dossier.acts.length + dossier.declarations.length + dossier.spending.length;
      const [was, is] = [parts(contribution(dossier, old)), parts(contribution(dossier, now))];
      for (const key of new Set([...was.keys(), ...is.keys()])) {
        if (was.get(key) === is.get(key)) continue;
        const facts = patientFactsSince(dossier, old.known, now.known, quartersOf(periodOfKey(key)));
        for (const statement of restingOn.get(key) ?? []) addPatient(found, statement, dossier.patient, facts);
      }
    }
    onProgress?.(Math.min(done, total), total);
  }
  return new Map([...found].map(([key, patients]) => [key, [...patients.values()]]));
}

/** For each team and period, the statements that rest on it. */
function dependants(of: readonly Replayed[], frames: readonly Frame[]): ReadonlyMap<string, readonly string[]> {
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

function addPatient(
  found: Map<string, Map<string, ChangedPatient>>,
  statement: string,
  patient: string,
  facts: readonly NewFact[],
): void {
  const patients = found.get(statement) ?? new Map<string, ChangedPatient>();
  found.set(statement, patients);
  const before = patients.get(patient)?.facts ?? [];
  const added = facts.filter(({ position }) => !before.some((known) => known.position === position));
  patients.set(patient, { patient, facts: [...before, ...added] });
}

function rangeOf(of: readonly Replayed[]): QuarterRange {
  const range = rangeOfPeriods(of.map(({ period }) => periodFromText(period)));
  if (range === undefined) throw new RangeError('no period to compare');
  return range;
}

function periodOfKey(key: string): Period {
  return periodFromText(key.slice(0, key.indexOf('/')));
}

/** A contribution as text by statement, to tell whether it is the same. */
function parts({ presences, entries, years }: Contribution): Map<string, string> {
  const texts = new Map<string, string>();
  const add = (team: string, period: string, part: unknown): void => {
    const key = statementKey(team, period);
    texts.set(key, (texts.get(key) ?? '') + canonical(part));
  };
  for (const presence of presences) add(presence.team, quarterText(presence.quarter), presence);
  for (const entry of entries) add(entry.team, quarterText(entry.quarter), entry);
  for (const share of years) add(share.team, String(share.year), share);
  return texts;
}
