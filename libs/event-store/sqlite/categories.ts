/** The categories of the streams of the log in SQLite; the table of streams is the same in every form. */
import type { Statements } from '#libs/sqlite/statements.ts';

/** How many events the streams of these categories hold. */
export function countIn(statements: Statements, categories: readonly string[]): number {
  const sql = 'SELECT coalesce(sum(revision + 1), 0) FROM streams WHERE category IN (SELECT value FROM json_each(?))';
  return (statements.get(sql, JSON.stringify(categories)) as [number])[0];
}

/** The number of streams of the categories, if there are at most this many; undefined if there are more, without counting further. */
export function countInFew(statements: Statements, categories: readonly string[], most: number): number | undefined {
  const sql = `SELECT count(*), coalesce(sum(revision + 1), 0) FROM
    (SELECT revision FROM streams WHERE category IN (SELECT value FROM json_each(?)) LIMIT ?)`;
  const [streams, events] = statements.get(sql, JSON.stringify(categories), most + 1) as [number, number];
  return streams > most ? undefined : events;
}

export function allCategories(statements: Statements): readonly string[] {
  return (statements.all('SELECT DISTINCT category FROM streams') as [string][]).map(([name]) => name);
}
