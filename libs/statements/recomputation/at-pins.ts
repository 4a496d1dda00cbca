/**
 * Statements calculated again at the pins of former calculations, from the log alone: rosters are newly folded, and so are the dossiers of
 * the patients that the teams concern, or of all in one reading of the log for all pins.
 */
import { linkedDossiersOf } from '#libs/enrolment/linked-dossiers.ts';
import { contributionOf } from '#libs/statements/calculation/contributions.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { inOneEpoch } from '#libs/event-store/sealed/forgotten.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type QuarterRange, periodFromText, rangeOfPeriods } from '#libs/kernel/period.ts';
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
import { rostersUnder } from '#libs/statements/calculation/sums-of.ts';
import { statementOf } from '#libs/statements/rules/families.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import { type IndexStores, concernedPatients } from '#libs/statements/recomputation/concerned.ts';
import type { PinGiven } from '#libs/statements/recomputation/patients-fold.ts';
import { type PatientsOfLog, noSums, sumsOfLog } from '#libs/statements/recomputation/sums-of-log.ts';
import type { WholeReading } from '#libs/statements/recomputation/whole-reading.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import type { Sums } from '#libs/statements/rules/sums.ts';

/** The pin of a calculation of a team and period. */
export interface PinnedCalculation extends TeamPeriod {
  readonly pin: Pin;
}

/** The calculations of one pin, and their inputs except the patients. */
interface PinFrame {
  readonly pin: Pin;
  readonly frame: Frame;
  /** The inputs of the frame, except the rosters. */
  readonly given: PinGiven;
  readonly of: readonly PinnedCalculation[];
}

interface AtPin extends PinFrame {
  readonly sums: RunningSums;
}

export interface PinStores extends IndexStores {
  /** Takes all that is read of patients: then every one is read. */
  readonly whole?: WholeReading | undefined;
}

/** In the given order. Throws MADE_BY_OTHER_RULES, REGULATION_NOT_IN_LOG, PoisonEvent, and the errors of `onProgress`. */
export async function calculatedAtPins(
  stores: PinStores,
  pinned: readonly PinnedCalculation[],
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

/** The same from the streams of the patients that the teams concern; undefined if those are most patients. */
export async function calculatedOfFew(
  stores: PinStores,
  pinned: readonly PinnedCalculation[],
  onProgress?: Progress,
): Promise<readonly CalculatedStatement[] | undefined> {
  return inOneEpoch(stores.log, async () => {
    const pins = await atPins(stores.log, pinned);
    return (await addFew(stores, pins, onProgress)) ? statementsAt(pins, pinned) : undefined;
  });
}

async function atPins(log: EventStore, pinned: readonly PinnedCalculation[]): Promise<readonly AtPin[]> {
  return (await framesOf(log, pinned)).map((at) => ({ ...at, sums: new RunningSums() }));
}

function statementsAt(pins: readonly AtPin[], pinned: readonly PinnedCalculation[]): readonly CalculatedStatement[] {
  const byKey = new Map(pins.map((at) => [pinKey(at.pin), { ...at, sums: at.sums.sums }]));
  return pinned.map(({ team, period, pin }) => {
    const at = byKey.get(pinKey(pin));
    if (at === undefined) throw new RangeError(`${team} ${period} has no frame`);
    return statementAt(at, { team, period });
  });
}

/** Adds the patients that may concern the teams. If those are most patients, adds nothing and gives false. */
async function addFew(stores: PinStores, pins: readonly AtPin[], onProgress: Progress | undefined): Promise<boolean> {
  const concerned = await concernedBy(stores, pins, onProgress);
  if (concerned === undefined) return false;
  const { dossiers, rosters, processed } = await patientsOf(stores.log);
  for await (const batch of linkedDossiersOf(dossiers, concerned, rosters.merges)) {
    for (const linked of batch) for (const { frame, sums } of pins) sums.add(contributionOf(linked, frame));
    // The index has read their events: no more are left.
    onProgress?.(processed, processed);
  }
  return true;
}

async function addAll(stores: PinStores, pins: readonly AtPin[], onProgress: Progress | undefined): Promise<void> {
  const patients = await patientsOf(stores.log);
  const given = pins.map((pin) => pin.given);
  const all = await sumsOfLog(stores, { ...patients, pins: given }, onProgress);
  for (const [index, { sums }] of all.entries()) (pins[index] ?? noSums()).sums.join(sums);
}

/** The patients of the teams of the pins; undefined if all are folded. */
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

async function patientsOf(log: EventStore): Promise<PatientsOfLog> {
  const rosters = await rosterDocuments(await foldedFromLog(log).upToDate(ROSTERS, log));
  const dossiers = await foldedFromLog(log).upToDate(DOSSIERS, log);
  return { dossiers, rosters, ...(await dossiers.checkpoint()) };
}

/** One frame for each pin. Throws MADE_BY_OTHER_RULES, REGULATION_NOT_IN_LOG. */
export async function framesOf(log: EventStore, pinned: readonly PinnedCalculation[]): Promise<readonly PinFrame[]> {
  if (pinned.length === 0) return [];
  const regulationOf = await regulationsPublished(log);
  const rosters = await rosterDocuments(await foldedFromLog(log).upToDate(ROSTERS, log));
  return [...Map.groupBy(pinned, ({ pin }) => pinKey(pin)).values()].flatMap((of) => {
    const [{ pin } = { pin: undefined }] = of;
    if (pin === undefined) return [];
    const known = { day: pin.knownOn, position: pin.position };
    const [regulation, range, rules] = [regulationOf(pin.regulationFingerprint), rangeOf(of), pinnedRules(pin)];
    const frame = frameOf(rostersUnder(regulation, rosters), known, regulation, range, rules);
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

function rangeOf(pinned: readonly PinnedCalculation[]): QuarterRange {
  const range = rangeOfPeriods(pinned.map(({ period }) => periodFromText(period)));
  if (range === undefined) throw new RangeError('no period has no range');
  return range;
}

function pinKey(pin: Pin): string {
  return JSON.stringify(pin);
}
