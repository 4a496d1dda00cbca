/**
 * Long reads of form 2, page by page up to a fixed end. Nothing stays open between two pages, and the log only grows, so all pages show the
 * log at the fixed end. A page costs no more than its rows, in any order.
 */
import { setImmediate } from 'node:timers/promises';
import { EVERY_FIELD, type EventField, type RecordedEvent } from '#libs/event-store/event.ts';
import type { ReadOptions, StreamRange } from '#libs/event-store/event-store.ts';
import { MANY_ROWS, type RowSealer } from '#libs/event-store/row-sealer.ts';
import { allCategories, countInFew } from '#libs/event-store/sqlite/categories.ts';
import { rowColumnsOf, eventsOf, sealedAmong } from '#libs/event-store/sqlite/form-2/read-rows.ts';
import type { Statements } from '#libs/sqlite/statements.ts';

/** Positions that one page covers. */
const PAGE = 2_000;
/** Rows of a page that is read by stream. */
const PAGE_ROWS = 400;
/** Events: a tail up to this length is read whole, except for few streams, which are looked up. */
const SHORT_TAIL = 20_000;
const FEW_STREAMS = 100;
/** A tail up to this length is read whole: counting streams takes longer. */
const FEW_EVENTS = 100;
/** If the categories hold fewer than one in this many events, their rows are looked up first. */
const SPARSE = 4;

interface Selection {
  readonly after: number;
  readonly upTo: number;
  readonly categories: readonly string[] | undefined;
  readonly order: 'position' | 'stream';
  readonly streams: StreamRange;
  readonly columns: string;
}

const ALL_STREAMS: StreamRange = { from: 0, before: Number.MAX_SAFE_INTEGER };

type Rows = readonly unknown[];

/** Events in batches. Yields between two: a long read must not delay requests, signals or heartbeats. */
export async function* readRowPages<Field extends EventField>(
  statements: Statements,
  sealer: RowSealer | undefined,
  {
    after,
    upTo = Infinity,
    categories,
    order = 'position',
    streams = ALL_STREAMS,
    fields = EVERY_FIELD as readonly Field[],
  }: ReadOptions<Field>,
): AsyncIterable<readonly Pick<RecordedEvent, Field>[]> {
  const last = Math.min(upTo, endOfRows(statements));
  if (last <= after) return;
  const selection = { after, upTo: last, categories, order, streams, columns: rowColumnsOf(fields) };
  let sealed = 0;
  for (const rows of pagesOf(statements, selection)) {
    if (sealed < MANY_ROWS) {
      sealed += sealedAmong(rows);
      if (sealed >= MANY_ROWS) await sealer?.prepareForMany?.();
    }
    const events = eventsOf(rows, { fields, sealer, after, upTo: last });
    if (events.length === 0) continue;
    yield events;
    await setImmediate();
  }
}

/** Position of the last event, 0 if there is none. */
export function endOfRows(statements: Statements): number {
  return (statements.get('SELECT coalesce(max(position), 0) FROM rows') as [number])[0];
}

/** Pages with at least one row. The first and the last row may hold events outside the selection. */
function pagesOf(statements: Statements, selection: Selection): Iterable<Rows> {
  const { after, upTo, categories, order } = selection;
  if (order === 'stream') return pagesByStream(statements, selection, categories ?? allCategories(statements));
  if (categories === undefined) return pagesByScan(statements, selection, 'JOIN streams s ON s.no = r.stream', []);
  if (isSparse(statements, categories, upTo - after)) return pagesByLookUp(statements, selection, categories);
  // CROSS JOIN keeps rows first.
  const join = 'CROSS JOIN streams s ON s.no = r.stream AND s.category IN (SELECT value FROM json_each(?))';
  return pagesByScan(statements, selection, join, [JSON.stringify(categories)]);
}

/** Whether the categories hold few events of a tail so long. No more streams are counted than decide it: each has an event. */
function isSparse(statements: Statements, categories: readonly string[], tail: number): boolean {
  if (tail <= FEW_EVENTS) return false;
  const few = countInFew(statements, categories, FEW_STREAMS);
  if (few !== undefined) return tail > SPARSE * few;
  if (tail <= SHORT_TAIL) return false;
  const found = countInFew(statements, categories, Math.floor(tail / SPARSE));
  return found !== undefined && tail > SPARSE * found;
}

/** Scans the log. A row belongs to the page of its last position, and is looked at only if it has an event of the selection. */
function* pagesByScan(
  statements: Statements,
  { after, upTo, columns }: Selection,
  join: string,
  values: readonly string[],
): Iterable<Rows> {
  const sql = `SELECT ${columns} FROM rows r ${join}
    WHERE r.position > ? AND r.position <= ? ORDER BY r.position`;
  const [end] = statements.get('SELECT min(position) FROM rows WHERE position >= ?', upTo) as [number];
  for (let from = after; from < end; from += PAGE) {
    const rows = statements.all(sql, ...values, from, Math.min(from + PAGE, end));
    if (rows.length > 0) yield rows;
  }
}

/** Finds the rows through the streams, in an index, then reads them in order. */
function* pagesByLookUp(
  statements: Statements,
  { after, upTo, columns }: Selection,
  categories: readonly string[],
): Iterable<Rows> {
  const find = `SELECT r.position FROM streams s CROSS JOIN rows r ON r.stream = s.no
    WHERE s.category IN (SELECT value FROM json_each(?)) AND r.position > ? AND r.position - r.events < ?`;
  const found = statements.prepare(find).iterate(JSON.stringify(categories), after, upTo) as Iterable<unknown>;
  const positions = Float64Array.from(found as Iterable<[number]>, ([position]) => position).sort();
  const sql = `SELECT ${columns} FROM rows r JOIN streams s ON s.no = r.stream
    WHERE r.position IN (SELECT value FROM json_each(?)) ORDER BY r.position`;
  for (let i = 0; i < positions.length; i += PAGE_ROWS)
    yield statements.all(sql, JSON.stringify([...positions.subarray(i, i + PAGE_ROWS)]));
}

/** Category by category, each in the order of its streams. CROSS JOIN keeps streams first. */
function* pagesByStream(
  statements: Statements,
  { after, upTo, streams, columns }: Selection,
  categories: readonly string[],
): Iterable<Rows> {
  const sql = `SELECT ${columns}, s.no FROM streams s CROSS JOIN rows r ON r.stream = s.no
    WHERE s.category = ? AND s.no >= ? AND s.no < ? AND (s.no > ? OR r.revision > ?)
      AND r.position > ? AND r.position - r.events < ?
    ORDER BY s.no, r.revision LIMIT ${PAGE_ROWS}`;
  for (const category of new Set(categories))
    for (let [stream, revision] = [streams.from, -1]; ;) {
      const rows = statements.all(sql, category, stream, streams.before, stream, revision, after, upTo) as Rows;
      if (rows.length > 0) yield rows;
      if (rows.length < PAGE_ROWS) break;
      const last = rows.at(-1) as readonly unknown[];
      [stream, revision] = [last.at(-1), last[3]] as [number, number];
    }
}
