/**
 * The stored rows of the embedded log, in the order of positions, with the text that each link covers. A second thread inspects
 * the other tables (inspection.ts), so that verifying takes no longer than reading and hashing.
 */
import { isUtf8 } from 'node:buffer';
import { extname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { commitText } from '#libs/event-store/chain.ts';
import { inspect } from '#libs/event-store/sqlite/inspection.ts';
import {
  type StoreFault,
  type StoredEvent,
  type StoredEvents,
  StoreUnreadable,
} from '#libs/event-store/stored-events.ts';

const READ_BATCH = 2_000;
/** A smaller log is inspected faster than a thread starts. */
const SMALL_LOG = 50_000;
/** The replacement character of a UTF-8 decoder. */
const REPLACEMENT = '\ufffd';

/**
 * SQLite concatenates the fields, which is faster than reading eleven values for each row. The joins keep every row of events;
 * CROSS keeps events first.
 */
const EVENTS = `
SELECT e.position, e.stream, s.name, e.commit_no,
  e.revision || char(10) || lower(hex(e.id)) || char(10) || e.type || char(10) || e.schema_version || char(10) ||
    e.effective || char(10) || e.known_on || char(10),
  e.data, lower(hex(e.link))
FROM events e LEFT JOIN streams s ON s.no = e.stream ORDER BY e.position`;

const BYTES = `
SELECT CAST(s.name AS BLOB), CAST(e.type AS BLOB), CAST(e.effective AS BLOB), CAST(e.known_on AS BLOB), CAST(e.data AS BLOB)
FROM events e LEFT JOIN streams s ON s.no = e.stream WHERE e.position = ?`;

const COMMIT = `
SELECT recorded_at, actor, correlation, causation,
  CAST(recorded_at AS BLOB), CAST(actor AS BLOB), CAST(correlation AS BLOB), CAST(causation AS BLOB)
FROM commits WHERE no = ?`;

type EventRow = [number, number, unknown, number, unknown, unknown, string];
type CommitRow = [string, string, string, string, Uint8Array, Uint8Array, Uint8Array, Uint8Array];

/** The commit of the events read last. */
interface CurrentCommit {
  readonly no: number;
  /** commitText; empty where the commit does not exist. */
  readonly text: string;
  readonly fault?: StoreFault;
}

export class SqliteStoredEvents implements StoredEvents {
  readonly #path: string;
  readonly #db: DatabaseSync;

  constructor(path: string) {
    this.#path = path;
    this.#db = new DatabaseSync(path, { readOnly: true });
  }

  async *events(): AsyncIterable<readonly StoredEvent[]> {
    const rows = this.#rows();
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
    let end: number;
    try {
      end = this.#end();
    } catch (error) {
      return [{ kind: 'unreadable', finding: { code: 'SQLITE_UNREADABLE', data: { reason: reason(error) } } }];
    }
    if (end < SMALL_LOG) return inspect(this.#path);
    return new Promise((resolve, reject) => {
      // Same extension as this file: source or build.
      const file = new URL(`./inspection${extname(import.meta.url)}`, import.meta.url);
      const worker = new Worker(file, { workerData: { inspect: this.#path } });
      worker.once('message', resolve);
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

  async close(): Promise<void> {
    this.#db.close();
  }

  /** Position of the last event. Throws the error of the engine. */
  #end(): number {
    return (this.#db.prepare('SELECT coalesce(max(position), 0) AS "end" FROM events').get() as { end: number }).end;
  }

  *#rows(): Generator<StoredEvent, undefined> {
    const statement = this.#db.prepare(EVENTS);
    statement.setReturnArrays(true);
    let commit: CurrentCommit = { no: 0, text: '' };
    for (const row of statement.iterate() as Iterable<unknown>) {
      const [position, stream, name, commitNo, fields, data, link] = row as EventRow;
      if (commitNo !== commit.no) commit = this.#commit(commitNo, commit.no);
      const fault = this.#faultOf(position, stream, name, fields, data) ?? commit.fault;
      const isWhole = name !== null && commit.text !== '' && typeof fields === 'string' && typeof data === 'string';
      const text = isWhole ? `${JSON.stringify(name)}\n${fields}${commit.text}\n${data}` : '';
      yield fault === undefined ? { position, text, link } : { position, text, link, fault };
    }
    return undefined;
  }

  #faultOf(position: number, stream: number, name: unknown, fields: unknown, data: unknown): StoreFault | undefined {
    if (name === null) return { kind: 'unreachable', finding: { code: 'STREAM_UNREACHABLE', data: { no: stream } } };
    if (typeof name !== 'string' || typeof fields !== 'string' || typeof data !== 'string')
      return { kind: 'changed', finding: { code: 'EVENT_FIELD_TYPE', data: {} } };
    if (!(data.includes(REPLACEMENT) || fields.includes(REPLACEMENT) || name.includes(REPLACEMENT))) return undefined;
    // The character may be part of the recorded text, or replace bytes that are not UTF-8.
    const bytes = this.#db.prepare(BYTES);
    bytes.setReturnArrays(true);
    return (bytes.get(position) as unknown as Uint8Array[]).every(isUtf8)
      ? undefined
      : { kind: 'changed', finding: { code: 'EVENT_FIELD_NOT_UTF8', data: {} } };
  }

  /** Commits are numbered from 1 in the order of their events, without a gap. */
  #commit(no: number, before: number): CurrentCommit {
    const statement = this.#db.prepare(COMMIT);
    statement.setReturnArrays(true);
    const row = statement.get(no) as unknown as CommitRow | undefined;
    if (row === undefined)
      return { no, text: '', fault: { kind: 'unreachable', finding: { code: 'COMMIT_UNREACHABLE', data: { no } } } };
    const [recordedAt, actor, correlation, causation, ...bytes] = row;
    const text = commitText({ recordedAt, actor, correlation, causation });
    if (!bytes.every(isUtf8))
      return { no, text, fault: { kind: 'changed', finding: { code: 'COMMIT_NOT_UTF8', data: { no } } } };
    if (no === before + 1) return { no, text };
    return { no, text, fault: { kind: 'changed', finding: { code: 'COMMIT_OUT_OF_ORDER', data: { no, before } } } };
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

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
