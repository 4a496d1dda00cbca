/**
 * Stores the act ledger entries of the latest statements, so that queries of the read store can page through a team's year, and the
 * product's own answers need no new calculation. The entries of a statement are replaced together, with the name of their calculation.
 */
import { periodsOf } from '#libs/kernel/period.ts';
import type { ActLedgerEntry } from '#libs/acts/act-ledger.ts';
import { dayText, quarterFromText, quarterText } from '#libs/kernel/day.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { QueryStores, ReadStore, ScratchDocuments } from '#libs/read-store/read-store.ts';
import type { CalculatedStatement, TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { heldCalculations } from '#libs/statements/calculation/held-calculations.ts';
import { calculationName } from '#libs/statements/calculation/listing.ts';
import { pinnedRegulation } from '#libs/statements/calculation/pinned-regulation.ts';
import {
  type ActLedgerEntries,
  byAct,
  checkEntries,
  entriesOfStatements,
  nameOfStatement,
} from '#libs/statements/outputs/act-ledger-entries.ts';
import { rulesOfVersion } from '#libs/statements/rules/versions.ts';
import { LATEST_PREFIX, STATEMENTS, readPointer } from '#libs/statements/statements-projection.ts';

/** No event creates these documents: they are computed from dossiers. Change the name when their form changes. */
export const STORED_ENTRIES = 'act-entries-1';
export const LIST_PREFIX = 'list/';
/** The statement, the act, the class and the reason follow. */
export const ENTRY_PREFIX = 'entry/';

/** Names the calculation of a statement's entries. */
export interface StoredList extends TeamPeriod {
  readonly knownOn: string;
  /** In the form of `calculationName`. */
  readonly calculation: string;
  readonly entries: number;
}

/** The stored form of an entry: its quarter as text. */
export type StoredEntry = Omit<ActLedgerEntry, 'quarter'> & { readonly quarter: string };

/** The stores with a read store to write to. */
interface EntryStores extends QueryStores {
  readonly readStore: ReadStore;
}

/** Entries listed at a time, in one reading of the dossiers: as many as fit in memory. */
const MAX_AT_ONCE = 500_000;
/** Maximum number of documents in a commit, unless a single statement has more. */
const MAX_WRITTEN = 5_000;

/** The stored entries of a statement if they belong to this calculation; otherwise undefined. Throws the errors of `checkEntries`. */
export async function storedEntries(
  { projections }: QueryStores,
  calculated: CalculatedStatement,
): Promise<ActLedgerEntries | undefined> {
  const stored = await projections.scratch(STORED_ENTRIES);
  const key = LIST_PREFIX + nameOfStatement(calculated);
  const before = (await stored.get([key])).get(key);
  if (before === undefined || (JSON.parse(before) as StoredList).calculation !== calculationName(calculated))
    return undefined;
  const entries: ActLedgerEntry[] = [];
  for (const text of (await textsOf(stored, calculated)).values()) entries.push(entryOf(text));
  // Another calculation may have replaced them during the read.
  if ((await stored.get([key])).get(key) !== before) return undefined;
  checkEntries(entries, calculated);
  return entries.sort(byAct);
}

/** The statements whose entries are to be stored. */
interface EntriesAsked {
  readonly range: QuarterRange;
  /** Restricts them to this team. */
  readonly team?: string;
}

/**
 * Updates the stored entries to the latest statements of a range; entries that are up to date stay. Throws the errors of
 * `entriesOfStatements`.
 */
export async function storeEntries(stores: EntryStores, asked: EntriesAsked, onProgress?: Progress): Promise<void> {
  const stored = await stores.readStore.scratch(STORED_ENTRIES);
  const { stale, kept } = await staleStatements(stores, stored, asked);
  for (const statements of inTurns(stale)) {
    const [{ pin } = { pin: undefined }] = statements;
    const regulation = pin && (await pinnedRegulation(stores, pin.regulationFingerprint));
    const entries = regulation && (await entriesOfStatements(stores, statements, regulation, onProgress));
    const changes: Changes = { puts: [], removes: [] };
    for (const one of statements) {
      const before = kept.has(nameOfStatement(one)) ? await textsOf(stored, one) : new Map<string, string>();
      replace(changes, one, before, entries?.get(nameOfStatement(one)) ?? []);
      if (changes.puts.length + changes.removes.length < MAX_WRITTEN) continue;
      await stored.write({ puts: changes.puts.splice(0), removes: changes.removes.splice(0) });
    }
    if (changes.puts.length > 0) await stored.write(changes);
  }
}

/** The writes of one commit. */
interface Changes {
  readonly puts: (readonly [key: string, text: string])[];
  readonly removes: string[];
}

interface Stale {
  readonly stale: readonly CalculatedStatement[];
  /** Names of the statements with entries of another calculation. */
  readonly kept: ReadonlySet<string>;
}

/** The latest statements whose entries are missing, or belong to another calculation. */
async function staleStatements(
  { log, projections }: EntryStores,
  stored: ScratchDocuments,
  { range, team }: EntriesAsked,
): Promise<Stale> {
  const [statements, periods] = [await projections.documents(STATEMENTS), periodsOf(range)];
  const stale: string[] = [];
  const kept = new Set<string>();
  for await (const batch of statements.scan(LATEST_PREFIX)) {
    const latest = batch
      .map(([, text]) => ({ text, of: readPointer(text) }))
      .filter(({ of }) => periods.has(of.period) && (team ?? of.team) === of.team);
    const lists = await stored.get(latest.map(({ of }) => LIST_PREFIX + nameOfStatement(of)));
    for (const { text, of } of latest) {
      const list = lists.get(LIST_PREFIX + nameOfStatement(of));
      if (list !== undefined) kept.add(nameOfStatement(of));
      const calculation = list === undefined ? undefined : (JSON.parse(list) as StoredList).calculation;
      if (calculation !== calculationName({ digest: of.digest, pin: of })) stale.push(text);
    }
  }
  const found = await heldCalculations(log, stale);
  // Leaves out calculations of a later program.
  return { stale: found.filter(({ pin }) => rulesOfVersion(pin.rulesVersion) !== undefined), kept };
}

/** Groups of statements with one pin, no larger than fits in memory. */
function* inTurns(statements: readonly CalculatedStatement[]): Iterable<readonly CalculatedStatement[]> {
  for (const samePin of Map.groupBy(statements, ({ pin }) => JSON.stringify(pin)).values()) {
    let [some, acts]: [CalculatedStatement[], number] = [[], 0];
    for (const one of samePin) {
      const more = one.statement?.ledger.reduce((sum, line) => sum + line.acts, 0) ?? 0;
      if (some.length > 0 && acts + more > MAX_AT_ONCE) {
        yield some;
        [some, acts] = [[], 0];
      }
      some.push(one);
      acts += more;
    }
    yield some;
  }
}

/** Adds the changed entries, and the name of their calculation: all in one commit. */
function replace(
  { puts, removes }: Changes,
  calculated: CalculatedStatement,
  before: ReadonlyMap<string, string>,
  entries: ActLedgerEntries,
): void {
  const { team, period, pin } = calculated;
  const after = new Map<string, string>();
  for (const entry of entries) after.set(freeKey(after, entry), entryText(entry));
  const knownOn = dayText(pin.knownOn);
  const list: StoredList = { team, period, knownOn, calculation: calculationName(calculated), entries: entries.length };
  for (const [key, text] of after) if (before.get(key) !== text) puts.push([key, text]);
  puts.push([LIST_PREFIX + nameOfStatement(calculated), JSON.stringify(list)]);
  for (const key of before.keys()) if (!after.has(key)) removes.push(key);
}

async function textsOf(stored: Pick<ScratchDocuments, 'scan'>, of: TeamPeriod): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for await (const batch of stored.scan(`${ENTRY_PREFIX}${nameOfStatement(of)}/`))
    for (const [key, text] of batch) texts.set(key, text);
  return texts;
}

/** Two acts with the same name get two keys. */
function freeKey(taken: ReadonlyMap<string, string>, entry: ActLedgerEntry): string {
  const key = entryKey(entry);
  for (let other = 1; ; other++) {
    const free = other === 1 ? key : `${key}/${other}`;
    if (!taken.has(free)) return free;
  }
}

function entryKey(entry: ActLedgerEntry): string {
  const of = nameOfStatement({ team: entry.team, period: quarterText(entry.quarter) });
  return [`${ENTRY_PREFIX}${of}`, entry.actId, entry.class, entry.reason].join('/');
}

function entryText({ quarter, ...entry }: ActLedgerEntry): string {
  const stored: StoredEntry = { ...entry, quarter: quarterText(quarter) };
  return JSON.stringify(stored);
}

function entryOf(text: string): ActLedgerEntry {
  // JSON leaves out a side that is undefined.
  const { quarter, side, ...entry } = JSON.parse(text) as StoredEntry;
  return { ...entry, side, quarter: quarterFromText(quarter) };
}
