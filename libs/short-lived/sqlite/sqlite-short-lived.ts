/** Short-lived values in one SQLite file of this machine, readable only by its owner; its processes share it. */
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { makeFolder } from '#libs/files/make-folder.ts';
import type { Kind, ShortLived } from '#libs/short-lived/short-lived.ts';
import { makeForOwner, openDatabase } from '#libs/sqlite/database.ts';
import { Statements } from '#libs/sqlite/statements.ts';
import { inTransaction } from '#libs/sqlite/transaction.ts';

const SCHEMA = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS kept (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  text TEXT NOT NULL,
  until_ms INTEGER NOT NULL,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS kept_until ON kept (kind, until_ms);
`;

export class SqliteShortLived implements ShortLived {
  readonly #db: DatabaseSync;
  readonly #statements: Statements;

  constructor(path: string) {
    makeFolder(dirname(path));
    makeForOwner(path);
    this.#db = openDatabase(path, SCHEMA);
    this.#statements = new Statements(this.#db);
  }

  async set(kind: Kind, key: string, text: string, untilMs: number, most: number): Promise<void> {
    inTransaction(this.#db, () => {
      this.#statements.run('INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)', kind, key, text, untilMs);
      this.#statements.run(
        `DELETE FROM kept WHERE kind = ? AND key IN
           (SELECT key FROM kept WHERE kind = ? ORDER BY until_ms DESC LIMIT -1 OFFSET ?)`,
        ...[kind, kind, most],
      );
    });
  }

  async replace(kind: Kind, key: string, text: string, untilMs: number): Promise<void> {
    this.#statements.run(
      'UPDATE kept SET text = ?, until_ms = ? WHERE kind = ? AND key = ?',
      ...[text, untilMs, kind, key],
    );
  }

  async get(kind: Kind, key: string, nowMs: number): Promise<string | undefined> {
    const found = this.#statements.get(
      'SELECT text FROM kept WHERE kind = ? AND key = ? AND until_ms > ?',
      ...[kind, key, nowMs],
    ) as { text: string } | undefined;
    return found?.text;
  }

  async take(kind: Kind, key: string, nowMs: number): Promise<string | undefined> {
    const taken = this.#statements.get(
      'DELETE FROM kept WHERE kind = ? AND key = ? RETURNING text, until_ms',
      ...[kind, key],
    ) as { text: string; until_ms: number } | undefined;
    return taken !== undefined && taken.until_ms > nowMs ? taken.text : undefined;
  }

  async remove(kind: Kind, key: string): Promise<void> {
    this.#statements.run('DELETE FROM kept WHERE kind = ? AND key = ?', kind, key);
  }

  async all(kind: Kind, nowMs: number): Promise<ReadonlyMap<string, string>> {
    // Expired values are removed on access; there are few.
    this.#statements.run('DELETE FROM kept WHERE until_ms <= ?', nowMs);
    const rows = this.#statements.all('SELECT key, text FROM kept WHERE kind = ?', kind) as {
      key: string;
      text: string;
    }[];
    return new Map(rows.map(({ key, text }) => [key, text]));
  }

  async close(): Promise<void> {
    this.#db.close();
  }
}
