/**
 * Records the statements that differ from the last calculation, or rest on other patients or acts, and returns those that are no longer
 * due. Records nothing if an earlier calculation saw more of the log, if another version of the regulation replaced this one, or if the
 * stream of a statement moved after the comparison.
 */
import { dayText } from '#libs/kernel/day.ts';
import { type QuarterRange, periodsOf } from '#libs/kernel/period.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { type EventStore, RevisionConflict } from '#libs/event-store/event-store.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { DocumentSource } from '#libs/read-store/read-store.ts';
import { latest } from '#libs/regulation/publication/published.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import {
  type SameAmounts,
  comparedUpTo,
  noteCompared,
  onOtherEvidence,
} from '#libs/statements/calculation/other-evidence.ts';
import { storedOtherwise } from '#libs/statements/calculation/refusals.ts';
import {
  type CalculatedStatement,
  type Pin,
  type TeamPeriod,
  calculated,
  statementKey,
  statementStream,
} from '#libs/statements/calculated-statement.ts';
import {
  type CalculationPointer,
  LATEST_PREFIX,
  STATEMENTS,
  knownPrefix,
  readPointer,
} from '#libs/statements/statements-projection.ts';
import { calculationEvent } from '#libs/statements/workflow/events.ts';

interface Stores {
  readonly log: EventStore;
  readonly readStore: DocumentSource;
}

interface Asked {
  readonly range: QuarterRange;
  /** The only team to calculate. */
  readonly team?: string;
  readonly regulation: Regulation;
}

interface Calculation {
  readonly pin: Pin;
  readonly statements: readonly CalculatedStatement[];
}

interface Recorded {
  readonly recorded: readonly TeamPeriod[];
  readonly noLongerDue: readonly TeamPeriod[];
  /**
   * Another calculation, a decision or a version of the regulation was recorded since this one began: the caller has to calculate again.
   */
  readonly isOvertaken: boolean;
}

const BATCH = 2_000;

/**
 * Throws STORED_OTHERWISE. `onProgress`: called before each batch with the statements recorded, and of all; an error that it throws leaves
 * those, and the next calculation records the rest.
 */
export async function recordCalculated(
  stores: Stores,
  asked: Asked,
  { pin, statements }: Calculation,
  commit: Commit,
  onProgress?: Progress,
): Promise<Recorded> {
  const { log, readStore } = stores;
  const documents = await readStore.upToDate(STATEMENTS, log);
  const { position: seen } = await documents.checkpoint();
  // Checked after `seen`: a calculation by a later version is among those seen, or moves its stream.
  if (!(await isInForce(log, asked.regulation))) return OVERTAKEN;
  const before = await latestOf(documents, asked);
  // A calculation that saw more of the log and had nothing to record left only a note.
  const compared = await comparedUpTo(stores, pin, asked);
  const further = [...before.values()].find(({ position }) => position > pin.position);
  if (further !== undefined) await requireInLog(log, further);
  if (further !== undefined || compared > pin.position) return OVERTAKEN;
  const changed = await changedStatements(stores, asked, { pin, statements }, { documents, before, compared });
  const outcome = await recordInBatches(log, changed, commit, { seen, onProgress });
  if (!outcome.isOvertaken) await noteCompared(stores, pin, asked);
  return outcome;
}

/** The results that earlier calculations recorded and compared. */
interface Former {
  readonly documents: Documents;
  readonly before: ReadonlyMap<string, CalculationPointer>;
  /** The result of `comparedUpTo`. */
  readonly compared: number;
}

/** The statements with other amounts, those that rest on other patients or acts, and as `null` those no longer due. */
async function changedStatements(
  stores: Stores,
  asked: Asked,
  { pin, statements }: Calculation,
  { documents, before, compared }: Former,
): Promise<readonly CalculatedStatement[]> {
  const same: SameAmounts[] = [];
  const differing: CalculatedStatement[] = [];
  for (const statement of statements) {
    const last = before.get(statementKey(statement.team, statement.period));
    if (last?.digest === statement.digest) same.push({ statement, position: last.position });
    else differing.push(statement);
  }
  const others = await onOtherEvidence(stores, same, { pin, regulation: asked.regulation, compared });
  const still = new Set(statements.map(({ team, period }) => statementKey(team, period)));
  const gone = (await dueBefore(documents, [...before.values()], asked, pin))
    .filter(({ team, period }) => !still.has(statementKey(team, period)))
    .map(({ team, period }) => calculated(team, period, pin, null));
  return [...differing, ...others, ...gone];
}

/** Stops before the first batch with a stream that moved after `seen`. */
async function recordInBatches(
  log: EventStore,
  statements: readonly CalculatedStatement[],
  commit: Commit,
  { seen, onProgress }: { readonly seen: number; readonly onProgress: Progress | undefined },
): Promise<Recorded> {
  let done = 0;
  let isOvertaken = false;
  while (done < statements.length && !isOvertaken) {
    onProgress?.(done, statements.length);
    const batch = statements.slice(done, done + BATCH);
    const events = batch.map((of) => ({ stream: statementStream(of), event: calculationEvent(of) }));
    try {
      await log.record(events, commit, { seen });
      done += batch.length;
    } catch (error) {
      if (!(error instanceof RevisionConflict)) throw error;
      isOvertaken = true;
    }
  }
  const recorded = statements.slice(0, done);
  return {
    recorded: recorded.filter(({ statement }) => statement !== null),
    noLongerDue: recorded.filter(({ statement }) => statement === null).map(({ team, period }) => ({ team, period })),
    isOvertaken,
  };
}

const OVERTAKEN: Recorded = { recorded: [], noLongerDue: [], isOvertaken: true };

/** A pointer beyond the log would overtake every calculation. Throws STORED_OTHERWISE. */
async function requireInLog(log: EventStore, pointer: CalculationPointer): Promise<void> {
  if (pointer.position > (await log.end()))
    throw storedOtherwise(STATEMENTS, await log.readStream(statementStream(pointer)));
}

/** True also if the log has no version. */
async function isInForce(log: EventStore, { fingerprint }: Regulation): Promise<boolean> {
  const inForce = await latest(log);
  return inForce === undefined || inForce.regulation.fingerprint === fingerprint;
}

/** The latest calculation of each requested statement. */
async function latestOf(documents: Documents, asked: Asked): Promise<ReadonlyMap<string, CalculationPointer>> {
  const isAskedFor = askedFor(asked);
  const latest = new Map<string, CalculationPointer>();
  for await (const batch of documents.scan(LATEST_PREFIX))
    for (const [, text] of batch) {
      const last = readPointer(text);
      if (isAskedFor(last)) latest.set(statementKey(last.team, last.period), last);
    }
  return latest;
}

/** Those with a statement in their latest calculation, or in the one for the same day known. */
async function dueBefore(
  documents: Documents,
  latest: readonly CalculationPointer[],
  asked: Asked,
  { knownOn }: Pin,
): Promise<readonly TeamPeriod[]> {
  const due = new Map<string, TeamPeriod>();
  for (const last of latest) if (last.due) due.set(statementKey(last.team, last.period), last);
  const isAskedFor = askedFor(asked);
  for await (const batch of documents.scan(knownPrefix(dayText(knownOn))))
    for (const [, text] of batch) {
      const known = readPointer(text);
      if (isAskedFor(known) && known.due) due.set(statementKey(known.team, known.period), known);
    }
  return [...due.values()];
}

/** Asks it of thousands of statements. */
function askedFor({ range, team: only }: Asked): (statement: TeamPeriod) => boolean {
  const periods = periodsOf(range);
  return ({ team, period }) => (only === undefined || team === only) && periods.has(period);
}
