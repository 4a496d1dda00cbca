/** The stored rows of form 1, in the order of positions, with the text that each link covers. */
import { isUtf8 } from 'node:buffer';
import type { DatabaseSync } from 'node:sqlite';
import { commitText } from '#libs/event-store/chain.ts';
import type { StoreFault, StoredEvent } from '#libs/event-store/stored-events.ts';

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
  /** commitText; empty if the commit does not exist. */
  readonly text: string;
  readonly fault?: StoreFault;
}

export class StoredEventRows {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  *events(): Generator<StoredEvent, undefined> {
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
