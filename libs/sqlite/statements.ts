/** The prepared statements of one connection, each compiled once. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { askDatabase } from '#libs/sqlite/failure.ts';

export class Statements {
  readonly #db: DatabaseSync;
  readonly #asArrays: boolean;
  readonly #prepared = new Map<string, StatementSync>();

  /** With `asArrays` a row is an array of its values, otherwise an object. */
  constructor(db: DatabaseSync, { asArrays = false }: { asArrays?: boolean } = {}) {
    this.#db = db;
    this.#asArrays = asArrays;
  }

  prepare(sql: string): StatementSync {
    let statement = this.#prepared.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      statement.setReturnArrays(this.#asArrays);
      this.#prepared.set(sql, statement);
    }
    return statement;
  }

  /** Throws StoreUnavailable, as the others do, for a lock or disk error. */
  get(sql: string, ...values: readonly SQLInputValue[]): unknown {
    return askDatabase(() => this.prepare(sql).get(...values), this.#db);
  }

  all(sql: string, ...values: readonly SQLInputValue[]): unknown[] {
    return askDatabase(() => this.prepare(sql).all(...values), this.#db);
  }

  /** How many rows it changed. */
  run(sql: string, ...values: readonly SQLInputValue[]): number {
    return Number(askDatabase(() => this.prepare(sql).run(...values), this.#db).changes);
  }
}
