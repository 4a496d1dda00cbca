/**
 * Long reads of events, page by page up to a fixed end. Nothing stays open between two pages, and the log only grows, so all pages show the
 * log at the fixed end. A page costs no more than its rows, in any order.
 */
import { setImmediate } from 'node:timers/promises';
import { EVERY_FIELD, type EventField, type RecordedEvent } from '#libs/event-store/event.ts';
import type { ReadOptions, StreamRange } from '#libs/event-store/event-store.ts';
import { allCategories, countIn } from '#libs/event-store/sqlite/categories.ts';
import { eventColumnsOf, eventOf } from '#libs/event-store/sqlite/form-1/rows.ts';
import type { Statements } from '#libs/sqlite/statements.ts';

/** Rows of a page; also the positions that one page of a scan covers. */
const PAGE = 2_000;
/** A tail no longer than this is read whole, not searched by stream. */
const SHORT_TAIL = 20_000;
/** If the categories hold fewer than one in this many events, their positions are looked up first. */
const SPARSE = 4;

interface Selection {
  readonly after: number;
  readonly upTo: number;
  readonly categories: readonly string[] | undefined;
  readonly order: 'position' | 'stream';
  readonly streams: StreamRange;
  readonly fields: readonly EventField[];
}

const ALL_STREAMS: StreamRange = { from: 0, before: Number.MAX_SAFE_INTEGER };

/** The values of `eventColumnsOf(fields)`, then others. */
type Row = readonly unknown[];

/** Events in batches. Yields between two: a long read must not delay requests, signals or heartbeats. */
export async function* readPages<Field extends EventField>(
  statements: Statements,
  {
    after,
    upTo = Infinity,
    categories,
    order = 'position',
    streams = ALL_STREAMS,
    fields = EVERY_FIELD as readonly Field[],
  }: ReadOptions<Field>,
): AsyncIterable<readonly Pick<RecordedEvent, Field>[]> {
  const selection = { after, upTo: Math.min(upTo, endOfEvents(statements)), categories, order, streams, fields };
  if (selection.upTo <= after) return;
  for (const rows of pagesOf(statements, selection)) {
    yield rows.map((row) => eventOf(row, fields));
    await setImmediate();
  }
}

/** Position of the last event, 0 if there is none. */
export function endOfEvents(statements: Statements): number {
  return (statements.get('SELECT coalesce(max(position), 0) FROM events') as [number])[0];
}

/** Pages with at least one row. */
function pagesOf(statements: Statements, selection: Selection): Iterable<readonly Row[]> {
  const { after, upTo, categories, order } = selection;
  if (order === 'stream') return pagesByStream(statements, selection, categories ?? allCategories(statements));
  if (categories === undefined) return pagesOfAll(statements, selection);
  const tail = upTo - after;
  const isSparse = tail > SHORT_TAIL && tail > SPARSE * countIn(statements, categories);
  return isSparse
    ? pagesByLookUp(statements, selection, categories)
    : pagesByScan(statements, selection, JSON.stringify(categories));
}

function* pagesOfAll(statements: Statements, { after, upTo, fields }: Selection): Iterable<readonly Row[]> {
  const sql = `SELECT ${eventColumnsOf(fields)}, e.position FROM events e JOIN streams s ON s.no = e.stream
    WHERE e.position > ? AND e.position <= ? ORDER BY e.position LIMIT ${PAGE}`;
  for (let from = after; ;) {
    const rows = statements.all(sql, from, upTo) as Row[];
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    from = rows.at(-1)?.[fields.length] as number;
  }
}

/** Scans the log and leaves out other categories. CROSS JOIN keeps events first. */
function* pagesByScan(
  statements: Statements,
  { after, upTo, fields }: Selection,
  categories: string,
): Iterable<readonly Row[]> {
  const sql = `SELECT ${eventColumnsOf(fields)} FROM events e CROSS JOIN streams s ON s.no = e.stream
    WHERE e.position > ? AND e.position <= ? AND s.category IN (SELECT value FROM json_each(?)) ORDER BY e.position`;
  for (let from = after; from < upTo; from += PAGE) {
    const rows = statements.all(sql, from, Math.min(from + PAGE, upTo), categories) as Row[];
    if (rows.length > 0) yield rows;
  }
}

/** Finds the positions through the streams, in an index, then reads them in order. */
function* pagesByLookUp(
  statements: Statements,
  { after, upTo, fields }: Selection,
  categories: readonly string[],
): Iterable<readonly Row[]> {
  const find = `SELECT e.position FROM streams s CROSS JOIN events e ON e.stream = s.no
    WHERE s.category IN (SELECT value FROM json_each(?)) AND e.position > ? AND e.position <= ?`;
  const found = statements.prepare(find).iterate(JSON.stringify(categories), after, upTo) as Iterable<unknown>;
  const positions = Float64Array.from(found as Iterable<[number]>, ([position]) => position).sort();
  const sql = `SELECT ${eventColumnsOf(fields)} FROM events e JOIN streams s ON s.no = e.stream
    WHERE e.position IN (SELECT value FROM json_each(?)) ORDER BY e.position`;
  for (let i = 0; i < positions.length; i += PAGE)
    yield statements.all(sql, JSON.stringify([...positions.subarray(i, i + PAGE)])) as Row[];
}

/** Category by category, each in the order of its streams. CROSS JOIN keeps streams first. */
function* pagesByStream(
  statements: Statements,
  { after, upTo, streams, fields }: Selection,
  categories: readonly string[],
): Iterable<readonly Row[]> {
  const sql = `SELECT ${eventColumnsOf(fields)}, s.no, e.revision FROM streams s CROSS JOIN events e ON e.stream = s.no
    WHERE s.category = ? AND s.no >= ? AND s.no < ? AND (s.no > ? OR e.revision > ?) AND e.position > ? AND e.position <= ?
    ORDER BY s.no, e.revision LIMIT ${PAGE}`;
  for (const category of new Set(categories))
    for (let [stream, revision] = [streams.from, -1]; ;) {
      const rows = statements.all(sql, category, stream, streams.before, stream, revision, after, upTo) as Row[];
      if (rows.length > 0) yield rows;
      if (rows.length < PAGE) break;
      [stream, revision] = rows.at(-1)?.slice(fields.length) as [number, number];
    }
}
