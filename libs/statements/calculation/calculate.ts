/**
 * Calculates the statements of a range, as known on a day, and records those that changed: in their amounts, or in the patients and acts
 * that they rest on. The steps: `calculationInputs` brings rosters and dossiers up to date, `sumsKept` sums the contributions of patients,
 * `statementsOf` makes statements of the sums, `recordCalculated` records them.
 */
import { setImmediate } from 'node:timers/promises';
import type { Day } from '#libs/kernel/day.ts';
import { type QuarterRange, periodsIn } from '#libs/kernel/period.ts';
import { recordCalculated } from '#libs/statements/calculation/record-calculated.ts';
import { unknown } from '#libs/statements/calculation/refusals.ts';
import { type StatementMaker, newStatements, touchedStatements } from '#libs/statements/calculation/kept-statements.ts';
import { DossierSample } from '#libs/statements/calculation/dossier-sample.ts';
import { POSTINGS_STORE } from '#libs/statements/calculation/postings.ts';
import { SUMS_STORE, type Summing, summingWith, sumsKept, sumsToRead } from '#libs/statements/calculation/sums-kept.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import {
  type CalculatedSums,
  type CalculationInputs,
  type SumsOf,
  rostersUnder,
  sumsOfAll,
} from '#libs/statements/calculation/sums-of.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { foldedFromLog } from '#libs/read-store/engine/folded-from-log.ts';
import type { DocumentSource, QueryStores } from '#libs/read-store/read-store.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { traitsOf } from '#libs/regulation/families.ts';
import { latest } from '#libs/regulation/publication/published.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { statementOf } from '#libs/statements/rules/families.ts';
import { RULES_DIGESTS } from '#libs/statements/rules/digests.ts';
import { CURRENT_RULES, type Rules } from '#libs/statements/rules/versions.ts';
import {
  type CalculatedStatement,
  type Pin,
  type TeamPeriod,
  statementKey,
} from '#libs/statements/calculated-statement.ts';
import type { Threads } from '#libs/threads/threads.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';

/** The stores of a calculation. */
export interface CalculationStores {
  readonly log: EventStore;
  readonly readStore: DocumentSource;
  /** Shares the sums over all dossiers among workers (shared-sums.ts). Without it, this process computes them alone. */
  readonly sumsOf?: SumsOf;
  /** Threads that wait for work count the patients that a change touches. Without any, this thread counts them. */
  readonly threads?: Threads | undefined;
}

/** The stores of a command that also calculates. */
export interface CalculatingStores extends CalculationStores, QueryStores {}

export interface CalculationRequest {
  readonly range: QuarterRange;
  readonly knownOn: Day;
  /** The only team to calculate. */
  readonly team?: string;
  readonly regulation: Regulation;
  /** The current rules by default. */
  readonly rules?: Rules;
}

/** Reports the progress of each stage. */
export type StageProgress = (
  stage: 'rosters' | 'dossiers' | 'contributions' | 'record' | 'entries',
  done: number,
  total: number,
) => void;

export interface CalculationSummary {
  readonly pin: Pin;
  readonly statements: readonly CalculatedStatement[];
  /** The number of recorded statements: they differ from the last calculation, or rest on other patients or acts. */
  readonly recorded: number;
  readonly noLongerDue: readonly { readonly team: string; readonly period: string }[];
}

/** How often a calculation is made again because another one overtook it. */
const ATTEMPTS = 20;

/**
 * Never records over a calculation that saw more of the log: if another one, or a version of the regulation, was recorded since, it
 * calculates again at the end of the log, by the version in force there.
 * Throws NO_SUCH_TEAM, STORED_OTHERWISE, STORE_BUSY.
 */
export async function calculate(
  stores: CalculationStores,
  request: CalculationRequest,
  commit: Commit,
  onProgress?: StageProgress,
): Promise<CalculationSummary> {
  const { log, readStore } = stores;
  const meanwhile = async (onFolded: Progress, sample: DossierSample): Promise<void> => {
    await readStore.upToDate(STATEMENTS, log, onFolded);
    await sample.foldChosen();
  };
  const [recorded, noLongerDue] = [new Map<string, TeamPeriod>(), new Map<string, TeamPeriod>()];
  const onRecord = progress(onProgress, 'record');
  let asked = request;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const inputs = await calculationInputs(stores, asked, onProgress);
    const { pin, statements, sample } = await calculateFromKeptSums(stores, asked, inputs, { onProgress, meanwhile });
    await sample.requireOfLog();
    const outcome = await recordCalculated(stores, asked, { pin, statements }, commit, onRecord);
    for (const of of outcome.recorded) recorded.set(statementKey(of.team, of.period), of);
    for (const of of outcome.noLongerDue) noLongerDue.set(statementKey(of.team, of.period), of);
    if (!outcome.isOvertaken)
      return { pin, statements, recorded: recorded.size, noLongerDue: [...noLongerDue.values()] };
    asked = { ...asked, regulation: (await latest(log))?.regulation ?? asked.regulation };
  }
  throw new StoreUnavailable({ code: 'STORE_BUSY', data: {} });
}

/** Stops if its progress throws. */
type Work = (onProgress: Progress) => Promise<void>;

/** While other threads compute sums, this thread does the work. */
function withWorkMeanwhile({ sumsOf, differenceOf }: Summing, work: Work): Summing {
  return {
    sumsOf: (inputs, onProgress) => {
      const sums = sumsOf(inputs, onProgress);
      return inputs.dossiers.elsewhere === undefined ? sums : whileDone(sums, work);
    },
    differenceOf: (...given) => whileDone(differenceOf(...given), work),
  };
}

/**
 * If the sums fail, the work stops by the error of its progress; the error of the sums is thrown, as it may say that the calculation was
 * cancelled.
 */
async function whileDone<Sums>(sums: Promise<Sums>, work: Work): Promise<Sums> {
  let isStopped = false;
  const summing = sums.catch((error: unknown) => {
    isStopped = true;
    throw error;
  });
  const working = setImmediate().then(() =>
    work(() => {
      if (isStopped) throw new Error('the calculation has stopped');
    }),
  );
  const [summed, worked] = await Promise.allSettled([summing, working]);
  if (summed.status === 'rejected') throw summed.reason;
  if (worked.status === 'rejected') throw worked.reason;
  return summed.value;
}

/**
 * Calculates at the end of the log and records nothing. Starts from the sums of the last calculation if they hold. The regulation may be a
 * former version.
 */
export async function calculateWithoutRecording(
  stores: CalculationStores,
  request: CalculationRequest,
  onProgress?: StageProgress,
): Promise<Pick<CalculationSummary, 'pin' | 'statements'>> {
  const inputs = await calculationInputs(stores, request, onProgress);
  const known = { ...inputs, rosters: rostersUnder(request.regulation, inputs.rosters) };
  const { pin, statements } = await calculateFromKeptSums(stores, request, known, { onProgress });
  return { pin, statements };
}

/** The same for one question about few statements: the sums that it makes do not replace those that the next calculation starts from. */
export async function calculateToRead(
  stores: CalculationStores,
  request: CalculationRequest,
): Promise<Pick<CalculationSummary, 'pin' | 'statements'>> {
  const { log, readStore } = stores;
  const inputs = await calculationInputs(stores, request);
  const known = { ...inputs, rosters: rostersUnder(request.regulation, inputs.rosters) };
  const kept = { sums: await readStore.scratch(SUMS_STORE), postings: await readStore.scratch(POSTINGS_STORE) };
  return statementsOf(await sumsToRead(known, log, kept, summingWith(stores)), request, inputs);
}

interface Calculation extends Pick<CalculationSummary, 'pin' | 'statements'> {
  /** The sample of the read dossiers. */
  readonly sample: DossierSample;
}

interface Following {
  readonly onProgress?: StageProgress | undefined;
  /** The work of this thread while other threads compute sums. */
  readonly meanwhile?: (onFolded: Progress, sample: DossierSample) => Promise<void>;
}

async function calculateFromKeptSums(
  stores: CalculationStores,
  request: CalculationRequest,
  inputs: CalculationInputs,
  { onProgress, meanwhile }: Following,
): Promise<Calculation> {
  const { log, readStore } = stores;
  const sample = new DossierSample(log, inputs.dossiers, inputs.known.position);
  const kept = { sums: await readStore.scratch(SUMS_STORE), postings: await readStore.scratch(POSTINGS_STORE) };
  const sampled = { ...inputs, dossiers: sample.documents };
  const alone = summingWith(stores);
  const summing = meanwhile === undefined ? alone : withWorkMeanwhile(alone, (onFolded) => meanwhile(onFolded, sample));
  const result = await sumsKept(sampled, log, kept, summing, progress(onProgress, 'contributions'));
  const made = await statementsOf(result, request, inputs, (pin) => touchedStatements(log, result, pin));
  return { ...made, sample };
}

/** The same calculation over all dossiers, without kept sums: for simulations, and to check the incremental one. */
export async function calculateFromAllDossiers(
  stores: CalculationStores,
  request: CalculationRequest,
  onProgress?: StageProgress,
): Promise<CalculatedSums & { readonly pin: Pin; readonly statements: readonly CalculatedStatement[] }> {
  const inputs = await calculationInputs(stores, request, onProgress);
  const { sumsOf = sumsOfAll } = stores;
  const result = await sumsOf(inputs, progress(onProgress, 'contributions'));
  return { ...result, ...(await statementsOf(result, request, inputs)) };
}

/** Brings the projections up to date; the position is the lowest checkpoint of those read. */
export async function calculationInputs(
  { log, readStore }: CalculationStores,
  request: CalculationRequest,
  onProgress?: StageProgress,
): Promise<CalculationInputs> {
  // From the log, not from the read store: every amount depends on the few rosters.
  const rosters = await foldedFromLog(log).upToDate(ROSTERS, log, progress(onProgress, 'rosters'));
  const dossiers = await readStore.upToDate(DOSSIERS, log, progress(onProgress, 'dossiers'));
  const [ofRosters, ofDossiers] = [await rosters.checkpoint(), await dossiers.checkpoint()];
  const documents = await rosterDocuments(rosters);
  const { team } = request;
  if (team !== undefined && !documents.teams.some((known) => known.team === team && known.rows.length > 0))
    throw unknown('NO_SUCH_TEAM', { team });
  return {
    rosters: documents,
    dossiers,
    build: await readStore.buildOf(DOSSIERS),
    known: { day: request.knownOn, position: Math.min(ofRosters.position, ofDossiers.position) },
    regulation: request.regulation,
    rules: request.rules ?? CURRENT_RULES,
    range: request.range,
  };
}

function progress(onProgress: StageProgress | undefined, stage: Parameters<StageProgress>[0]): Progress {
  return (done, total) => onProgress?.(stage, done, total);
}

/** The statements of the requested periods, from the sums of their patients. */
export async function statementsOf(
  { frame, sums }: Pick<CalculatedSums, 'frame' | 'sums'>,
  { range, team: only, regulation }: CalculationRequest,
  { known }: CalculationInputs,
  makerOf: (pin: Pin) => StatementMaker = newStatements,
): Promise<{ pin: Pin; statements: readonly CalculatedStatement[] }> {
  const pin: Pin = {
    knownOn: known.day,
    position: known.position,
    regulationVersion: regulation.version,
    regulationFingerprint: regulation.fingerprint,
    rulesVersion: frame.rules.version,
    ...rulesPin(frame.rules),
  };
  const maker = makerOf(pin);
  const teams = [...frame.teams.byId.values()].filter(({ id }) => only === undefined || id === only);
  const statementsOfTeam = (team: Team): CalculatedStatement[] =>
    periodsIn(traitsOf(team.scheme).period, range).flatMap((period) => {
      const statement = maker(team, period, () => statementOf(team, period, sums, frame));
      return statement === undefined ? [] : [statement];
    });
  const statements: CalculatedStatement[] = [];
  for (const team of teams) {
    for (const statement of statementsOfTeam(team)) statements.push(statement);
    // Yields: the statements of all teams must not delay requests.
    await setImmediate();
  }
  return { pin, statements };
}

function rulesPin({ version }: Rules): Pick<Pin, 'rulesDigest'> {
  const rulesDigest = RULES_DIGESTS[version];
  return rulesDigest === undefined ? {} : { rulesDigest };
}
