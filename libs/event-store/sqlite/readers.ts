/**
 * Read-only connections, one for each long read under way. A connection that is reading sees the log as it was when the read
 * began and cannot write after another process has, so a long read never uses the connection that appends.
 */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

/** Idle connections kept open. */
const MAX_IDLE = 4;
const SETTINGS = 'PRAGMA mmap_size = 268435456; PRAGMA temp_store = MEMORY;';

export class Readers {
  readonly #path: string;
  readonly #busyMs: number;
  #idle: DatabaseSync[] = [];
  #closed = false;

  constructor(path: string, busyMs: number) {
    this.#path = path;
    this.#busyMs = busyMs;
  }

  /** Rows as arrays. Holds one connection until the last row, or until the caller stops. */
  *rows(sql: string, ...values: readonly SQLInputValue[]): Iterable<unknown> {
    const connection = this.#idle.pop() ?? this.#open();
    try {
      const statement = connection.prepare(sql);
      statement.setReturnArrays(true);
      yield* statement.iterate(...values);
    } finally {
      if (this.#closed || this.#idle.length >= MAX_IDLE) connection.close();
      else this.#idle.push(connection);
    }
  }

  close(): void {
    this.#closed = true;
    for (const connection of this.#idle) connection.close();
    this.#idle = [];
  }

  #open(): DatabaseSync {
    const connection = new DatabaseSync(this.#path, { readOnly: true, timeout: this.#busyMs });
    connection.exec(SETTINGS);
    return connection;
  }
}
