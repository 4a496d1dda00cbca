/**
 * Statements calculated again at the pins of former calculations, from the log alone: rosters are folded afresh, and the dossiers of the
 * patients whom the teams concern, or of all in one reading of the log for all pins.
 */
import { linkedDossiersOf } from '#libs/enrolment/linked-dossiers.ts';
import { type LinkedDossiers, linksAmong } from '#libs/enrolment/persons.ts';
import type { RosterDocuments } from '#libs/enrolment/roster.ts';
import { contributionOf } from '#libs/statements/calculation/contributions.ts';
import { eventCount } from '#libs/enrolment/dossier.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { inOneEpoch } from '#libs/event-store/sealed/forgotten.ts';
import type { EventStore, StreamRange } from '#libs/event-store/event-store.ts';
import { type QuarterRange, periodFromText, rangeOfPeriods } from '#libs/kernel/period.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import { rangesOf } from '#libs/read-store/engine/build.ts';
import { foldedFromLog } from '#libs/read-store/engine/folded-from-log.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import {
  type CalculatedStatement,
  type Pin,
  type TeamPeriod,
  calculated,
} from '#libs/statements/calculated-statement.ts';
import { regulationsPublished } from '#libs/statements/calculation/latest.ts';
import { pinnedRules } from '#libs/statements/calculation/pinned-rules.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { statementOf } from '#libs/statements/rules/families.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import { type IndexStores, concernedPatients } from '#libs/statements/recomputation/concerned.ts';
import {
  type FoldGiven,
  type FoundInStreams,
  PatientsFold,
  type PinGiven,
} from '#libs/statements/recomputation/patients-fold.ts';
import type { PatientsGiven } from '#libs/statements/recomputation/patients-thread.ts';
import type { WholeReading } from '#libs/statements/recomputation/whole-reading.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import { parseSums } from '#libs/statements/rules/sums-text.ts';
import { moduleBeside } from '#libs/threads/threads.ts';
import type { Sums } from '#libs/statements/rules/sums.ts';

/** The pin of a calculation of a team and period. */
export interface Pinned extends TeamPeriod {
  readonly pin: Pin;
}

/** The calculations of one pin, and what they are made of but for the patients. */
interface PinFrame {
  readonly pin: Pin;
  readonly frame: Frame;
  /** What the frame is made of, beside the rosters. */
  readonly given: PinGiven;
  readonly of: readonly Pinned[];
}

interface AtPin extends PinFrame {
  readonly sums: RunningSums;
}

export interface PinStores extends IndexStores {
  /** Takes all that is read of patients: then every one is read. */
  readonly whole?: WholeReading | undefined;
}

/** In the order given. Throws MADE_BY_OTHER_RULES, REGULATION_NOT_IN_LOG, PoisonEvent, and what `onProgress` throws. */
export async function calculatedAtPins(
  stores: PinStores,
  pinned: readonly Pinned[],
  onProgress?: Progress,
): Promise<readonly CalculatedStatement[]> {
  if (pinned.length === 0 && stores.whole === undefined) return [];
  return inOneEpoch(stores.log, async () => {
    const pins = await atPins(stores.log, pinned);
    const isOfFew = stores.whole === undefined && (await addFew(stores, pins, onProgress));
    if (!isOfFew) await addAll(stores, pins, onProgress);
    return statementsAt(pins, pinned);
  });
}

/** The same from the streams of the patients whom the teams concern; undefined where those are most patients. */
export async function calculatedOfFew(
  stores: PinStores,
  pinned: readonly Pinned[],
  onProgress?: Progress,
): Promise<readonly CalculatedStatement[] | undefined> {
  return inOneEpoch(stores.log, async () => {
    const pins = await atPins(stores.log, pinned);
    return (await addFew(stores, pins, onProgress)) ? statementsAt(pins, pinned) : undefined;
  });
}

async function atPins(log: EventStore, pinned: readonly Pinned[]): Promise<readonly AtPin[]> {
  return (await framesOf(log, pinned)).map((at) => ({ ...at, sums: new RunningSums() }));
}

function statementsAt(pins: readonly AtPin[], pinned: readonly Pinned[]): readonly CalculatedStatement[] {
  const byKey = new Map(pins.map((at) => [pinKey(at.pin), { ...at, sums: at.sums.sums }]));
  return pinned.map(({ team, period, pin }) => {
    const at = byKey.get(pinKey(pin));
    if (at === undefined) throw new RangeError(`${team} ${period} has no frame`);
    return statementAt(at, { team, period });
  });
}

/** Adds the patients whom the teams concern; false, and nothing is added, where those are most patients. */
async function addFew(stores: PinStores, pins: readonly AtPin[], onProgress: Progress | undefined): Promise<boolean> {
  const concerned = await concernedBy(stores, pins, onProgress);
  if (concerned === undefined) return false;
  const { dossiers, rosters, processed } = await patientsOf(stores.log);
  await addPersons(pins, processed, linkedDossiersOf(dossiers, concerned, rosters.merges), onProgress);
  return true;
}

async function addAll(
  { log, threads, whole }: PinStores,
  pins: readonly AtPin[],
  onProgress: Progress | undefined,
): Promise<void> {
  const { dossiers, rosters, position, processed } = await patientsOf(log);
  const given: FoldGiven = { upTo: whole?.position ?? position, rosters, pins: pins.map((pin) => pin.given) };
  let done = 0;
  const report = (events: number): void => onProgress?.((done += events), processed);
  const totals =
    (await sharedOut({ log, threads, whole }, given, processed, report)) ??
    (await inThisThread({ log, whole }, given, report));
  for (const sums of totals) for (const [index, pin] of pins.entries()) pin.sums.addSums(sums[index] ?? unreachable());
  const several = linkedDossiersOf(dossiers, linksAmong(rosters.merges).keys(), rosters.merges);
  await addPersons(pins, processed, several, undefined);
}

async function inThisThread(
  { log, whole }: PinStores,
  given: FoldGiven,
  report: (events: number) => void,
): Promise<readonly (readonly Sums[])[]> {
  const fold = new PatientsFold(log, given, whole?.stored);
  const found = await fold.run(undefined, report);
  whole?.take(found);
  return [fold.sums()];
}

/** Undefined where it is not shared, and nothing was done. */
async function sharedOut(
  { log, threads, whole }: PinStores,
  given: FoldGiven,
  processed: number,
  report: (events: number) => void,
): Promise<readonly (readonly Sums[])[] | undefined> {
  if (threads?.isWorthwhile(processed) !== true || whole?.isReachable === false) return undefined;
  const there = await log.elsewhere();
  if (there === undefined) return undefined;
  const totals = await threads.share<StreamRange, FoundInStreams, readonly string[]>({
    module: moduleBeside(import.meta.url, 'patients-thread'),
    given: {
      ...given,
      log: { module: there.module, place: there.place },
      stored: whole?.places,
    } satisfies PatientsGiven,
    tasks: rangesOf(there.streams),
    onResult: async (found) => whole?.take(found),
    onProgress: report,
  });
  return totals?.map((texts) => texts.map(parseSums));
}

/** The patients of the teams of the pins; undefined where all are folded. */
async function concernedBy(
  stores: PinStores,
  frames: readonly PinFrame[],
  onProgress: Progress | undefined,
): Promise<ReadonlySet<string> | undefined> {
  const teams = new Set(frames.flatMap(({ of }) => of.map(({ team }) => team)));
  const known = Math.max(...frames.map(({ frame }) => frame.teams.byId.size));
  if (teams.size * 2 > known) return undefined;
  // A patient concerns a team only through one of its professionals: as treating doctor, or as executant.
  const members = frames.flatMap(({ frame, of }) =>
    of.flatMap(({ team }) => frame.teams.byId.get(team)?.members.map(({ rpps }) => rpps) ?? []),
  );
  return concernedPatients(stores, new Set(members), onProgress);
}

/** What a calculation from the log alone reads of patients. */
interface Patients {
  readonly dossiers: Documents;
  readonly rosters: RosterDocuments;
  readonly position: number;
  /** Events about them. */
  readonly processed: number;
}

async function patientsOf(log: EventStore): Promise<Patients> {
  const rosters = await rosterDocuments(await foldedFromLog(log).upToDate(ROSTERS, log));
  const dossiers = await foldedFromLog(log).upToDate(DOSSIERS, log);
  return { dossiers, rosters, ...(await dossiers.checkpoint()) };
}

async function addPersons(
  pins: readonly AtPin[],
  processed: number,
  persons: AsyncIterable<Iterable<LinkedDossiers>>,
  onProgress: Progress | undefined,
): Promise<void> {
  let done = 0;
  for await (const batch of persons) {
    for (const linked of batch) {
      for (const { frame, sums } of pins) sums.add(contributionOf(linked, frame));
      for (const dossier of linked.dossiers) done += eventCount(dossier);
    }
    onProgress?.(done, processed);
  }
}

function unreachable(): never {
  throw new RangeError('there are sums for each pin');
}

/** One for each pin. Throws MADE_BY_OTHER_RULES, REGULATION_NOT_IN_LOG. */
export async function framesOf(log: EventStore, pinned: readonly Pinned[]): Promise<readonly PinFrame[]> {
  if (pinned.length === 0) return [];
  const regulationOf = await regulationsPublished(log);
  const rosters = await rosterDocuments(await foldedFromLog(log).upToDate(ROSTERS, log));
  return [...Map.groupBy(pinned, ({ pin }) => pinKey(pin)).values()].flatMap((of) => {
    const [{ pin } = { pin: undefined }] = of;
    if (pin === undefined) return [];
    const known = { day: pin.knownOn, position: pin.position };
    const [regulation, range, rules] = [regulationOf(pin.regulationFingerprint), rangeOf(of), pinnedRules(pin)];
    const frame = frameOf(rosters, known, regulation, range, rules);
    return [{ pin, frame, given: { known, regulation, range, rules }, of }];
  });
}

function statementAt(
  { pin, frame, sums }: PinFrame & { readonly sums: Sums },
  { team, period }: TeamPeriod,
): CalculatedStatement {
  const known = frame.teams.byId.get(team);
  const statement = known === undefined ? undefined : statementOf(known, periodFromText(period), sums, frame);
  return calculated(team, period, pin, statement ?? null);
}

function rangeOf(pinned: readonly Pinned[]): QuarterRange {
  const range = rangeOfPeriods(pinned.map(({ period }) => periodFromText(period)));
  if (range === undefined) throw new RangeError('no period has no range');
  return range;
}

function pinKey(pin: Pin): string {
  return JSON.stringify(pin);
}
