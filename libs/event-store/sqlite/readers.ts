/**
 * Connections of the log that only read, one for each long read under way. A connection with a read under way sees the log as it was
 * when the read began, and may not write once another process has: so none that appends lends itself to a long read.
 */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

/** More than this are closed when they are done with. */
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

  /** Rows as arrays; the connection is its own until the last of them, or until the caller stops. */
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
