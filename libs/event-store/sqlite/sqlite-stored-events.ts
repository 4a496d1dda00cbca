/**
 * The embedded log as stored, in either form, in the order of positions. A second thread inspects the other tables (inspection.ts), so that
 * verifying takes no longer than reading and hashing.
 */
import { extname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { StoredEventRows } from '#libs/event-store/sqlite/form-1/stored-event-rows.ts';
import { CARRIED_OVER } from '#libs/event-store/sqlite/form-2/commit-rows.ts';
import { type CarriedOver, carriedOverAt } from '#libs/event-store/event-store.ts';
import { StoredCommitRows } from '#libs/event-store/sqlite/form-2/stored-commit-rows.ts';
import { hasRows } from '#libs/event-store/sqlite/stored-form.ts';
import { type Inspected, inspect } from '#libs/event-store/sqlite/inspection.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { BUSY_MS } from '#libs/sqlite/database.ts';
import { passingFailure } from '#libs/sqlite/failure.ts';
import { openToRead } from '#libs/sqlite/reading.ts';
import {
  type StoreFault,
  type StoredEvent,
  type StoredEvents,
  StoreUnreadable,
} from '#libs/event-store/stored-events.ts';

const READ_BATCH = 2_000;
/** A smaller log is inspected faster than a thread starts. */
const SMALL_LOG = 50_000;
/** A log with this many events is larger, whatever its positions state. */
const SMALL_BYTES = 2 * 1024 ** 2;

export class SqliteStoredEvents implements StoredEvents {
  readonly #path: string;
  readonly #db: DatabaseSync;
  #hasRows: boolean | undefined;

  constructor(path: string) {
    this.#path = path;
    this.#db = openToRead(path, { timeout: BUSY_MS });
  }

  async *events(): AsyncIterable<readonly StoredEvent[]> {
    const rows = this.#readable();
    try {
      for (;;) {
        const { batch, failure } = nextBatch(rows);
        if (batch.length > 0) yield batch;
        if (failure !== undefined) throw new StoreUnreadable({ code: 'ROWS_UNREADABLE', data: { reason: failure } });
        if (batch.length < READ_BATCH) return;
      }
    } finally {
      rows.return(undefined);
    }
  }

  async inspect(): Promise<readonly StoreFault[]> {
    let isSmall: boolean;
    try {
      isSmall = this.#end() < SMALL_LOG || this.#bytes() < SMALL_BYTES;
    } catch (error) {
      return [{ kind: 'unreadable', finding: { code: 'SQLITE_UNREADABLE', data: { reason: reason(error) } } }];
    }
    if (isSmall) return inspect(this.#path);
    return new Promise((resolve, reject) => {
      // Same extension as this file: source or build.
      const file = new URL(`./inspection${extname(import.meta.url)}`, import.meta.url);
      const worker = new Worker(file, { workerData: { inspect: this.#path } });
      worker.once('message', (inspected: Inspected) => {
        if ('faults' in inspected) resolve(inspected.faults);
        else reject(new StoreUnavailable(inspected.failure));
      });
      worker.once('error', reject);
    });
  }

  async coverage(): Promise<{ readonly covered: number; readonly end: number }> {
    try {
      const end = this.#end();
      return { covered: end, end };
    } catch (error) {
      throw new StoreUnreadable({ code: 'ROWS_UNREADABLE', data: { reason: reason(error) } });
    }
  }

  async carriedOver(): Promise<CarriedOver | undefined> {
    try {
      if (!this.#isForm2()) return undefined;
      const row = this.#db.prepare(CARRIED_OVER).get() as { position: number; former: Uint8Array } | undefined;
      return row && carriedOverAt(row.position, Buffer.from(row.former).toString('hex'));
    } catch {
      // The walk reports the unreadable part.
      return undefined;
    }
  }

  async close(): Promise<void> {
    this.#db.close();
  }

  /** Throws StoreUnreadable. */
  #readable(): Generator<StoredEvent, undefined> {
    try {
      return this.#rows();
    } catch (error) {
      throw new StoreUnreadable({ code: 'ROWS_UNREADABLE', data: { reason: reason(error) } });
    }
  }

  #rows(): Generator<StoredEvent, undefined> {
    return this.#isForm2() ? new StoredCommitRows(this.#db).events() : new StoredEventRows(this.#db).events();
  }

  /** Throws the error of the engine. */
  #isForm2(): boolean {
    return (this.#hasRows ??= hasRows(this.#db));
  }

  /** The size of the file. Throws the error of the engine. */
  #bytes(): number {
    const { bytes } = this.#db
      .prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()')
      .get() as { bytes: number };
    return bytes;
  }

  /** Position of the last event. Throws the error of the engine. */
  #end(): number {
    const table = this.#isForm2() ? 'rows' : 'events';
    return (this.#db.prepare(`SELECT coalesce(max(position), 0) AS "end" FROM ${table}`).get() as { end: number }).end;
  }
}

/** How long a file without tables is checked again, ms. */
const BEGIN_MS = 2_000;
const PAUSE_MS = 20;

/** Waits for the tables of a log that another process is making at this moment; a file that stays without any is for the audit to name. */
export async function whenTablesAreMade(path: string): Promise<void> {
  const until = performance.now() + BEGIN_MS;
  while (isWithoutTables(path) && performance.now() < until) await pause(PAUSE_MS);
}

function isWithoutTables(path: string): boolean {
  let db: DatabaseSync | undefined;
  try {
    db = openToRead(path, { timeout: BUSY_MS });
    return db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
  } catch {
    // The audit reports why it cannot be read.
    return false;
  } finally {
    db?.close();
  }
}

/** Returns the rows before the unreadable one. */
function nextBatch(rows: Iterator<StoredEvent>): { batch: StoredEvent[]; failure?: string } {
  const batch: StoredEvent[] = [];
  try {
    while (batch.length < READ_BATCH) {
      const next = rows.next();
      if (next.done === true) break;
      batch.push(next.value);
    }
    return { batch };
  } catch (error) {
    return { batch, failure: reason(error) };
  }
}

/** Throws StoreUnavailable for a failure that says nothing of the log. */
function reason(error: unknown): string {
  const passing = passingFailure(error);
  if (passing !== undefined) throw passing;
  return error instanceof Error ? error.message : String(error);
}
