/** Sorts rows in a SQLite file that lasts no longer than the sorting. One that a killed process left is replaced. */
import { rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '#libs/sqlite/database.ts';
import { inTransaction } from '#libs/sqlite/transaction.ts';
import type { RowSorter, SortedColumns } from '#libs/kernel/row-sorter.ts';

const SETTINGS = 'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;';

export class SqliteRowSorter implements RowSorter {
  readonly #path: string;
  readonly #db: DatabaseSync;
  readonly #names: readonly string[];
  readonly #sortedBy: readonly string[];

  constructor(path: string, { columns, sortedBy }: SortedColumns) {
    this.#names = Array.from({ length: columns }, (_, i) => `c${i}`);
    this.#sortedBy = this.#names.slice(0, sortedBy);
    this.#path = path;
    rmSync(path, { force: true });
    this.#db = openDatabase(
      path,
      `${SETTINGS} CREATE TABLE rows (${this.#names.map((name) => `${name} TEXT`).join(', ')});`,
    );
  }

  add(rows: readonly (readonly string[])[]): void {
    const statement = this.#db.prepare(`INSERT INTO rows VALUES (${this.#names.map(() => '?').join(', ')})`);
    inTransaction(this.#db, () => {
      for (const row of rows) statement.run(...row);
    });
  }

  all(): Iterable<readonly string[]> {
    return this.#rows('');
  }

  /** SQLite compares text by its UTF-8 bytes, which is the order of code points. */
  sorted(): Iterable<readonly string[]> {
    return this.#rows(` ORDER BY ${this.#sortedBy.join(', ')}`);
  }

  #rows(order: string): Iterable<readonly string[]> {
    const statement = this.#db.prepare(`SELECT * FROM rows${order}`);
    statement.setReturnArrays(true);
    return statement.iterate() as Iterable<unknown> as Iterable<readonly string[]>;
  }

  close(): void {
    this.#db.close();
    rmSync(this.#path, { force: true });
  }
}
