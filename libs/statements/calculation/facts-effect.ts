/**
 * The effect of facts before they are recorded: the statements of the teams they touch, as calculated today and with the facts. If the sums
 * of the last calculation are still valid, only the touched patients are read.
 */
import { linkedDossiers, linkedDossiersOf } from '#libs/enrolment/linked-dossiers.ts';
import { type LinkedDossiers, alone } from '#libs/enrolment/persons.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { periodsCalculable } from '#libs/enrolment/statement-periods.ts';
import { teamsAsKnown } from '#libs/enrolment/teams.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type Day, dayText, quarterOf } from '#libs/kernel/day.ts';
import { type Period, periodText, rangeOfPeriods } from '#libs/kernel/period.ts';
import { foldedFromLog } from '#libs/read-store/engine/folded-from-log.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { type CalculatedStatement, type Pin, statementKey } from '#libs/statements/calculated-statement.ts';
import { AddedFacts } from '#libs/statements/calculation/added-facts.ts';
import { contributionOf } from '#libs/statements/calculation/contributions.ts';
import { type CalculationStores, calculationInputs, statementsOf } from '#libs/statements/calculation/calculate.ts';
import { type StatementMaker, newStatements } from '#libs/statements/calculation/kept-statements.ts';
import { POSTINGS_STORE } from '#libs/statements/calculation/postings.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { type StatementEffect, effectOf } from '#libs/statements/calculation/simulation-effect.ts';
import { SUMS_STORE, sharesOf, summingWith, sumsKept } from '#libs/statements/calculation/sums-kept.ts';
import { type CalculationInputs, frameFor } from '#libs/statements/calculation/sums-of.ts';
import { type FramePair, changedTeams, isNationOther, visitTouched } from '#libs/statements/calculation/touched.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import type { Sums } from '#libs/statements/rules/sums.ts';

export interface FactsEffect {
  /** YYYY-MM-DD: the day known of both calculations. */
  readonly knownOn: string;
  /** Statements whose amount would change, by period and team. */
  readonly changes: readonly StatementEffect[];
  /** The number of other statements with the same amount and other lines or figures. */
  readonly otherwise: number;
}

interface Asked {
  readonly knownOn: Day;
  readonly regulation: Regulation;
  readonly onProgress?: Progress;
}

/** `added`: a log with the added facts only. Covers the periods that can be calculated on the day known. Records nothing. */
export async function effectOfFacts(stores: CalculationStores, added: EventStore, asked: Asked): Promise<FactsEffect> {
  const { knownOn, regulation, onProgress } = asked;
  const today = quarterOf(knownOn);
  const found = await calculationInputs(stores, { knownOn, regulation, range: { from: today, to: today } });
  const facts = await AddedFacts.of(added, found.known.position);
  const recorded = await foldedFromLog(stores.log).upToDate(ROSTERS, stores.log);
  const rosters = await rosterDocuments(await facts.overRosters(recorded));
  const known = { day: knownOn, position: facts.end };
  const periods = [
    ...teamsAsKnown(found.rosters.teams, found.known, regulation).byId.values(),
    ...teamsAsKnown(rosters.teams, known, regulation).byId.values(),
  ].flatMap((team) => periodsCalculable(team, knownOn).map((period) => ({ team: team.id, period })));
  const range = rangeOfPeriods(periods.map(({ period }) => period));
  if (range === undefined) return { knownOn: dayText(knownOn), changes: [], otherwise: 0 };
  const inputs = { ...found, range };
  const change = { then: frameFor(inputs), now: frameFor({ ...inputs, rosters, known }) };
  const { before, after, teams } = await sumsOfBoth(stores, inputs, { change, facts, onProgress });
  const sums = { before, after, teams };
  return effectBetween(inputs, { change, sums, known }, { periods, knownOn, regulation });
}

interface BeforeAndAfter {
  readonly change: FramePair;
  readonly sums: BothSums;
  /** What the calculation with the added facts knows. */
  readonly known: CalculationInputs['known'];
}

interface OfPeriods extends Asked {
  readonly periods: readonly { readonly team: string; readonly period: Period }[];
}

/** The statements of these periods that would change. */
export async function effectBetween(
  inputs: CalculationInputs,
  { change, sums: { before, after, teams }, known }: BeforeAndAfter,
  { periods, knownOn, regulation }: OfPeriods,
): Promise<FactsEffect> {
  const { range } = inputs;
  const asks = new Set(periods.map(({ team, period }) => statementKey(team, periodText(period))));
  const makerOf =
    (pin: Pin): StatementMaker =>
    (team, period, make) =>
      (teams === 'all' || teams.has(team.id)) && asks.has(statementKey(team.id, periodText(period)))
        ? newStatements(pin)(team, period, make)
        : undefined;
  const request = { range, knownOn, regulation };
  const was = await statementsOf({ frame: change.then, sums: before }, request, inputs, makerOf);
  const is = await statementsOf({ frame: change.now, sums: after }, request, { ...inputs, known }, makerOf);
  return { knownOn: dayText(knownOn), ...changesBetween(was.statements, is.statements) };
}

function changesBetween(
  before: readonly CalculatedStatement[],
  after: readonly CalculatedStatement[],
): Pick<FactsEffect, 'changes' | 'otherwise'> {
  const changes = effectOf(before, after).filter(({ beforeCents, afterCents }) => beforeCents !== afterCents);
  const digests = new Map(before.map(({ team, period, digest }) => [statementKey(team, period), digest]));
  const others = after.filter(({ team, period, digest }) => digests.get(statementKey(team, period)) !== digest);
  const changed = new Set(changes.map(({ team, period }) => statementKey(team, period)));
  return { changes, otherwise: others.filter(({ team, period }) => !changed.has(statementKey(team, period))).length };
}

interface BothSums {
  /** The sums as recorded, and with the added facts. */
  readonly before: Sums;
  readonly after: Sums;
  /** Teams whose statements may differ. */
  readonly teams: ReadonlySet<string> | 'all';
}

interface Between {
  /** From the recorded state to the state with the added facts. */
  readonly change: FramePair;
  readonly facts: AddedFacts;
  readonly onProgress: Progress | undefined;
}

async function sumsOfBoth(
  stores: CalculationStores,
  inputs: CalculationInputs,
  { change, facts, onProgress }: Between,
): Promise<BothSums> {
  const { log, readStore } = stores;
  const postings = await readStore.scratch(POSTINGS_STORE);
  const kept = { sums: await readStore.scratch(SUMS_STORE), postings };
  const { sums: before, running } = await sumsKept(inputs, log, kept, summingWith(stores), onProgress);
  const patients = await facts.patients();
  const { merges } = inputs.rosters;
  const dossiers = { documents: inputs.dossiers, build: inputs.build };
  const others: LinkedDossiers[] = [];
  const isVisited = await visitTouched({ log, merges, dossiers, postings }, change, (linked) => {
    if (!linked.dossiers.some(({ patient }) => patients.has(patient))) others.push(linked);
  });
  if (!isVisited) return { before, after: await sumsWith(facts, patients, inputs, change.now), teams: 'all' };
  const after = new RunningSums();
  after.join(running);
  const teams = new Set(changedTeams(change));
  const replace = (recorded: LinkedDossiers, made: LinkedDossiers): void => {
    const [was, is] = [contributionOf(recorded, change.then), contributionOf(made, change.now)];
    after.subtract(was);
    after.add(is);
    for (const part of [was, is]) for (const { team } of sharesOf(part)) teams.add(team);
  };
  for (const linked of others) replace(linked, await facts.overLinked(linked, patients));
  const fresh = new Set(patients);
  for await (const batch of linkedDossiersOf(inputs.dossiers, patients, merges))
    for (const linked of batch) {
      for (const { patient } of linked.dossiers) fresh.delete(patient);
      replace(linked, await facts.overLinked(linked, patients));
    }
  for (const patient of fresh) replace(NOTHING, alone(await facts.over(patient, undefined)));
  return { before, after: after.sums, teams: isNationOther(change) ? 'all' : teams };
}

const NOTHING: LinkedDossiers = { dossiers: [], merges: [] };

/** Used if all patients are touched, or too many. */
async function sumsWith(
  facts: AddedFacts,
  patients: ReadonlySet<string>,
  { dossiers, rosters }: CalculationInputs,
  frame: Frame,
): Promise<Sums> {
  const sums = new RunningSums();
  const fresh = new Set(patients);
  for await (const batch of linkedDossiers(dossiers, rosters))
    for (const linked of batch) {
      for (const { patient } of linked.dossiers) fresh.delete(patient);
      sums.add(contributionOf(await facts.overLinked(linked, patients), frame));
    }
  for (const patient of fresh) sums.add(contributionOf(alone(await facts.over(patient, undefined)), frame));
  return sums.sums;
}
