/** The query that a long read of events runs: by position, by stream, or by category, whichever index is the shorter way. */
import type { Readers } from '#libs/event-store/sqlite/readers.ts';
import { COLUMNS } from '#libs/event-store/sqlite/rows.ts';
import type { Statements } from '#libs/sqlite/statements.ts';

/** A tail no longer than this is read whole, not searched by stream. */
const SHORT_TAIL = 20_000;

interface Selection {
  readonly after: number;
  readonly upTo: number;
  readonly categories: readonly string[] | undefined;
  readonly order: 'position' | 'stream';
}

/** How many events the streams of these categories hold; the categories as a JSON array. */
export function countIn(statements: Statements, categories: string): number {
  const sql = 'SELECT coalesce(sum(revision + 1), 0) FROM streams WHERE category IN (SELECT value FROM json_each(?))';
  return (statements.get(sql, categories) as [number])[0];
}

/** Rows of COLUMNS. */
export function selectEvents(
  readers: Readers,
  statements: Statements,
  { after, upTo, categories, order }: Selection,
): Iterable<unknown> {
  const between = 'e.position > ? AND e.position <= ?';
  if (categories === undefined && order === 'position')
    return readers.rows(
      `SELECT ${COLUMNS} FROM events e JOIN streams s ON s.no = e.stream WHERE ${between} ORDER BY e.position`,
      after,
      upTo,
    );
  const chosen = JSON.stringify(categories ?? allCategories(statements));
  const inCategories = 's.category IN (SELECT value FROM json_each(?))';
  // CROSS JOIN fixes the order of the tables: streams first finds a small category, or the order of streams, by index;
  // events first follows the tail of the log.
  if (order === 'stream')
    return readers.rows(
      `SELECT ${COLUMNS} FROM streams s CROSS JOIN events e ON e.stream = s.no
       WHERE ${inCategories} AND ${between} ORDER BY s.no, e.revision`,
      chosen,
      after,
      upTo,
    );
  const fromTheTail = upTo - after <= SHORT_TAIL || upTo - after <= countIn(statements, chosen);
  return fromTheTail
    ? readers.rows(
        `SELECT ${COLUMNS} FROM events e CROSS JOIN streams s ON s.no = e.stream
         WHERE ${between} AND ${inCategories} ORDER BY e.position`,
        after,
        upTo,
        chosen,
      )
    : readers.rows(
        `SELECT ${COLUMNS} FROM streams s CROSS JOIN events e ON e.stream = s.no
         WHERE ${inCategories} AND ${between} ORDER BY e.position`,
        chosen,
        after,
        upTo,
      );
}

function allCategories(statements: Statements): readonly string[] {
  return (statements.all('SELECT DISTINCT category FROM streams') as [string][]).map(([name]) => name);
}
