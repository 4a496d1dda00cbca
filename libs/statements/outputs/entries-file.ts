/**
 * Writes the file of act ledger entries. They are computed again from the dossiers, as each statement is pinned, sorted on disk, and
 * checked against the act ledger of each statement.
 */
import { linkedDossiers } from '#libs/enrolment/linked-dossiers.ts';
import { entriesOf } from '#libs/statements/calculation/contributions.ts';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { quarterFromText, quarterText } from '#libs/kernel/day.ts';
import type { ActLedgerEntry } from '#libs/acts/act-ledger.ts';
import { pinnedRules } from '#libs/statements/calculation/pinned-rules.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { eventCount } from '#libs/enrolment/dossier.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { type CsvForm, csvLines } from '#libs/kernel/csv.ts';
import type { OpenRowSorter, RowSorter } from '#libs/kernel/row-sorter.ts';
import { type EntrySum, addToSums, checkAgainstLedgers, sumKey } from '#libs/statements/outputs/act-ledger-entries.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import type { CalculatedStatement, Pin } from '#libs/statements/calculated-statement.ts';

export const ENTRIES_FILE = 'act_ledger_entries.csv';
const COLUMNS = ['act_id', 'team_id', 'quarter', 'class', 'reason', 'base_cents', 'paid_cents'];
/** Sorted by all columns except the amounts. */
const SORTED_BY = 5;
const ADDED_AT_ONCE = 5_000;

/** The regulation of a fingerprint. Throws REGULATION_NOT_IN_LOG. */
type RegulationOf = (fingerprint: string) => Regulation;

interface WrittenFile {
  readonly path: string;
  readonly form?: CsvForm;
  readonly openSorter: OpenRowSorter;
}

/** Writes the file. Throws MADE_BY_OTHER_RULES, ACTS_DIFFER_FROM_LEDGER, ACTS_NOT_IN_LEDGER. */
export async function writeEntries(
  { path, form = 'raw', openSorter }: WrittenFile,
  statements: readonly CalculatedStatement[],
  stores: QueryStores,
  regulationOf: RegulationOf,
  onProgress?: (done: number, total: number) => void,
): Promise<void> {
  const sorter = openSorter(`${path}.sorting`, { columns: COLUMNS.length, sortedBy: SORTED_BY });
  try {
    for (const group of byPin(statements)) await addGroup(sorter, group, stores, regulationOf, onProgress);
    checkAgainstLedgers(listedSums(sorter), statements);
    await pipeline(sortedLines(sorter, form), createWriteStream(path, { flush: true }));
  } finally {
    sorter.close();
  }
}

interface Group {
  readonly pin: Pin;
  /** `team/quarter` of each statement. */
  readonly periods: ReadonlySet<string>;
  readonly quarters: readonly number[];
}

/** The dossiers are read once for all statements with the same pin. */
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
  sorter: RowSorter,
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
  let pending: (readonly string[])[] = [];
  for await (const batch of linkedDossiers(dossiers, rosters)) {
    for (const linked of batch) {
      for (const dossier of linked.dossiers) done += eventCount(dossier);
      for (const entry of entriesOf(linked, frame))
        if (periods.has(`${entry.team}/${quarterText(entry.quarter)}`)) pending.push(rowOf(entry));
    }
    if (pending.length >= ADDED_AT_ONCE) {
      sorter.add(pending);
      pending = [];
    }
    onProgress?.(Math.min(done, total), total);
  }
  sorter.add(pending);
}

function rowOf({
  actId,
  team,
  quarter,
  class: actClass,
  reason,
  baseCents,
  paidCents,
}: ActLedgerEntry): readonly string[] {
  return [actId, team, quarterText(quarter), actClass, reason, String(baseCents), String(paidCents)];
}

function listedSums(sorter: RowSorter): Map<string, EntrySum> {
  const sums = new Map<string, EntrySum>();
  for (const row of sorter.all()) {
    const [, team = '', quarter = '', actClass = '', reason = '', base = '', paid = ''] = row;
    const key = sumKey(team, quarter, { class: actClass, reason });
    addToSums(sums, key, { baseCents: BigInt(base), paidCents: BigInt(paid) });
  }
  return sums;
}

function* sortedLines(sorter: RowSorter, form: CsvForm): Iterable<string> {
  const { header, line } = csvLines(COLUMNS, form);
  let text = header;
  for (const row of sorter.sorted()) {
    text += line(row);
    if (text.length < 1 << 16) continue;
    yield text;
    text = '';
  }
  yield text;
}
