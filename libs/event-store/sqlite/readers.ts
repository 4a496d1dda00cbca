/**
 * Read-only connections, one for each long read under way. A connection that is reading sees the log as it was when the read
 * began and cannot write after another process has, so a long read never uses the connection that appends.
 */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { type FileMemory, memorySettings } from '#libs/sqlite/database.ts';
import { Statements } from '#libs/sqlite/statements.ts';

/** Idle connections kept open. */
const MAX_IDLE = 4;
const SETTINGS = 'PRAGMA temp_store = MEMORY;';

interface Reader {
  readonly connection: DatabaseSync;
  readonly statements: Statements;
}

export class Readers {
  readonly #path: string;
  readonly #busyMs: number;
  readonly #memory: FileMemory;
  #idle: Reader[] = [];
  #closed = false;

  constructor(path: string, busyMs: number, memory: FileMemory) {
    this.#path = path;
    this.#busyMs = busyMs;
    this.#memory = memory;
  }

  /** Rows as arrays. Holds one connection until the last row, or until the caller stops. */
  *rows(sql: string, ...values: readonly SQLInputValue[]): Iterable<unknown> {
    const reader = this.#idle.pop() ?? this.#open();
    try {
      yield* reader.statements.prepare(sql).iterate(...values);
    } finally {
      if (this.#closed || this.#idle.length >= MAX_IDLE) reader.connection.close();
      else this.#idle.push(reader);
    }
  }

  close(): void {
    this.#closed = true;
    for (const { connection } of this.#idle) connection.close();
    this.#idle = [];
  }

  #open(): Reader {
    const connection = new DatabaseSync(this.#path, { readOnly: true, timeout: this.#busyMs });
    connection.exec(SETTINGS + memorySettings(this.#memory));
    return { connection, statements: new Statements(connection, { asArrays: true }) };
  }
}
