/**
 * Writes the file of act ledger entries. They are computed again from the dossiers, as each statement is pinned, sorted on disk, and
 * checked against the act ledger of each statement.
 */
import { linkedDossiers } from '#libs/enrolment/linked-dossiers.ts';
import { entriesOf } from '#libs/statements/calculation/contributions.ts';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import { quarterFromText, quarterText } from '#libs/kernel/day.ts';
import type { LedgerEntry } from '#libs/acts/act-ledger.ts';
import { pinnedRules } from '#libs/statements/calculation/pinned-rules.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { type CsvForm, csvLines } from '#libs/kernel/csv.ts';
import { type EntrySum, addToSums, checkAgainstLedgers, sumKey } from '#libs/statements/outputs/act-ledger-entries.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import type { LedgerLine } from '#libs/statements/rules/statement.ts';
import type { CalculatedStatement, Pin } from '#libs/statements/calculated-statement.ts';

export const ENTRIES_FILE = 'act_ledger_entries.csv';
const COLUMNS = ['act_id', 'team_id', 'quarter', 'class', 'reason', 'base_cents', 'paid_cents'];
const INSERT_BATCH = 5_000;

/** The regulation of a fingerprint. Throws REGULATION_NOT_IN_LOG. */
type RegulationOf = (fingerprint: string) => Regulation;

/** Writes the file. Throws MADE_BY_OTHER_RULES, ACTS_DIFFER_FROM_LEDGER, ACTS_NOT_IN_LEDGER. */
export async function writeEntries(
  { path, form = 'raw' }: { readonly path: string; readonly form?: CsvForm },
  statements: readonly CalculatedStatement[],
  stores: QueryStores,
  regulationOf: RegulationOf,
  onProgress?: (done: number, total: number) => void,
): Promise<void> {
  const workFile = `${path}.sorting`;
  const db = new DatabaseSync(workFile);
  try {
    db.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;
      CREATE TABLE entries (act TEXT, team TEXT, quarter TEXT, class TEXT, reason TEXT, base TEXT, paid TEXT);`);
    for (const group of byPin(statements)) await addGroup(db, group, stores, regulationOf, onProgress);
    checkAgainstLedgers(listedSums(db), statements);
    await pipeline(sortedLines(db, form), createWriteStream(path));
  } finally {
    db.close();
    await rm(workFile, { force: true });
  }
}

interface Group {
  readonly pin: Pin;
  /** `team/quarter` of each statement. */
  readonly periods: ReadonlySet<string>;
  readonly quarters: readonly number[];
}

/** One reading of the dossiers serves all statements with the same pin. */
function byPin(statements: readonly CalculatedStatement[]): Group[] {
  const groups = new Map<string, { pin: Pin; periods: Set<string>; quarters: number[] }>();
  for (const { team, period, pin, statement } of statements) {
    if (statement === null || statement.ledger.length === 0) continue;
    const key = JSON.stringify(pin);
    const group = groups.get(key) ?? { pin, periods: new Set(), quarters: [] };
    groups.set(key, group);
    group.periods.add(`${team}/${period}`);
    group.quarters.push(quarterFromText(period));
  }
  return [...groups.values()];
}

async function addGroup(
  db: DatabaseSync,
  { pin, periods, quarters }: Group,
  { projections }: QueryStores,
  regulationOf: RegulationOf,
  onProgress?: (done: number, total: number) => void,
): Promise<void> {
  const rules = pinnedRules(pin);
  const rosters = await rosterDocuments(await projections.documents(ROSTERS));
  const dossiers = await projections.documents(DOSSIERS);
  const range = { from: Math.min(...quarters), to: Math.max(...quarters) };
  const known = { day: pin.knownOn, position: pin.position };
  const whole = frameOf(rosters, known, regulationOf(pin.regulationFingerprint), range, rules);
  const frame: Frame = { ...whole, quarters: range };
  const { processed: total } = await dossiers.checkpoint();
  let done = 0;
  let pending: LedgerEntry[] = [];
  for await (const batch of linkedDossiers(dossiers, rosters)) {
    for (const linked of batch) {
      for (const { acts } of linked.dossiers) done += 1 + acts.length;
      for (const entry of entriesOf(linked, frame))
        if (periods.has(`${entry.team}/${quarterText(entry.quarter)}`)) pending.push(entry);
    }
    if (pending.length >= INSERT_BATCH) pending = insert(db, pending);
    onProgress?.(Math.min(done, total), total);
  }
  insert(db, pending);
}

function insert(db: DatabaseSync, entries: readonly LedgerEntry[]): LedgerEntry[] {
  const statement = db.prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)');
  db.exec('BEGIN');
  for (const { actId, team, quarter, class: actClass, reason, baseCents, paidCents } of entries)
    statement.run(actId, team, quarterText(quarter), actClass, reason, String(baseCents), String(paidCents));
  db.exec('COMMIT');
  return [];
}

function listedSums(db: DatabaseSync): Map<string, EntrySum> {
  const sums = new Map<string, EntrySum>();
  const rows = db.prepare('SELECT team, quarter, class, reason, base, paid FROM entries').iterate();
  for (const row of rows as Iterable<unknown> as Iterable<Record<string, string>>) {
    const { team = '', quarter = '', base = '', paid = '' } = row;
    const key = sumKey(team, quarter, row as unknown as Pick<LedgerLine, 'class' | 'reason'>);
    addToSums(sums, key, { baseCents: BigInt(base), paidCents: BigInt(paid) });
  }
  return sums;
}

/** SQLite compares text by its UTF-8 bytes, which is the order of code points. */
function* sortedLines(db: DatabaseSync, form: CsvForm): Iterable<string> {
  const { header, line } = csvLines(COLUMNS, form);
  const sorted = db.prepare('SELECT * FROM entries ORDER BY act, team, quarter, class, reason');
  sorted.setReturnArrays(true);
  let text = header;
  for (const row of sorted.iterate() as Iterable<unknown> as Iterable<string[]>) {
    text += line(row);
    if (text.length < 1 << 16) continue;
    yield text;
    text = '';
  }
  yield text;
}
