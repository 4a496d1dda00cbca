/**
 * Inspects the embedded log around its events: structure, types of the stored values, indexes, streams and their last revisions, commits.
 * Runs in a separate thread for a large log.
 */
import { DatabaseSync } from 'node:sqlite';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { FORM_1_TABLES as SCHEMA_1 } from '#libs/event-store/sqlite/form-1/schema.ts';
import { LEAF_BYTES, ID_BYTES } from '#libs/event-store/sqlite/form-2/row-text.ts';
import { FORM_2_TABLES as SCHEMA_2 } from '#libs/event-store/sqlite/form-2/schema.ts';
import { UNFINISHED, hasRows } from '#libs/event-store/sqlite/stored-form.ts';
import { type StoreFailure, StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { BUSY_MS } from '#libs/sqlite/database.ts';
import { passingFailure } from '#libs/sqlite/failure.ts';
import { openToRead } from '#libs/sqlite/reading.ts';
import type { StoreFault } from '#libs/event-store/stored-events.ts';

/** Faults reported per check. */
const MAX_FAULTS = 100;
const MAX_PER_CHECK = 20;

/** What a thread sends. */
export type Inspected = { readonly faults: readonly StoreFault[] } | { readonly failure: StoreFailure };

type Check = (db: DatabaseSync, stored: Stored) => StoreFault[];

/** Faults in the log of this file. Throws StoreUnavailable if it cannot be read now, for a reason that is none of the log. */
export function inspect(path: string): readonly StoreFault[] {
  let db: DatabaseSync;
  try {
    db = openToRead(path, { timeout: BUSY_MS });
  } catch (error) {
    return [unreadable(error)];
  }
  try {
    // One snapshot for all checks: another process may append during them.
    db.exec('BEGIN');
    const stored = hasRows(db) ? FORM_2 : FORM_1;
    const checks = [structure, pages, types, streams, commits, ...stored.checks];
    return checks.flatMap((check) => guarded(db, stored, check)).slice(0, MAX_FAULTS);
  } catch (error) {
    return [unreadable(error)];
  } finally {
    db.close();
  }
}

/** The tables and queries that the checks of a form use. */
interface Stored {
  readonly schema: string;
  /** The faulty positions of values that the log does not write. */
  readonly malformed: string;
  /** For each stream: the number of its events, their first and last revision. */
  readonly perStream: string;
  readonly checks: readonly Check[];
}

const FORM_1: Stored = {
  schema: SCHEMA_1,
  // No field that a link covers holds a line break, which would let two fields look like others.
  malformed: `SELECT position FROM events
     WHERE typeof(stream) <> 'integer' OR typeof(revision) <> 'integer' OR typeof(id) <> 'blob' OR typeof(type) <> 'text'
        OR typeof(schema_version) <> 'integer' OR typeof(effective) <> 'text' OR typeof(known_on) <> 'text'
        OR typeof(commit_no) <> 'integer' OR typeof(data) <> 'text' OR typeof(link) <> 'blob'
        OR instr(type, char(10)) OR instr(effective, char(10)) OR instr(known_on, char(10))`,
  perStream: 'SELECT stream, count(*) AS n, min(revision) AS low, max(revision) AS high FROM events GROUP BY stream',
  checks: [],
};

const FORM_2: Stored = {
  schema: SCHEMA_2,
  malformed: `SELECT position - events + 1 FROM rows
     WHERE typeof(stream) <> 'integer' OR typeof(revision) <> 'integer' OR typeof(events) <> 'integer' OR events < 1
        OR typeof(commit_no) <> 'integer' OR typeof(ids) <> 'blob' OR length(ids) <> ${ID_BYTES} * events
        OR typeof(leaves) <> 'blob' OR length(leaves) <> ${LEAF_BYTES} * events OR typeof(head) <> 'text'
        OR typeof(body) NOT IN ('text', 'blob')`,
  perStream: `SELECT stream, sum(events) AS n, min(revision - events + 1) AS low, max(revision) AS high FROM rows GROUP BY stream`,
  checks: [form, ends, formers],
};

function guarded(db: DatabaseSync, stored: Stored, check: Check): StoreFault[] {
  try {
    return check(db, stored);
  } catch (error) {
    return [unreadable(error)];
  }
}

/** Throws StoreUnavailable for a failure that says nothing of the log. */
function unreadable(error: unknown): StoreFault {
  const passing = passingFailure(error);
  if (passing !== undefined) throw passing;
  const reason = error instanceof Error ? error.message : String(error);
  return { kind: 'unreadable', finding: { code: 'SQLITE_UNREADABLE', data: { reason } } };
}

function rows(db: DatabaseSync, sql: string): unknown[] {
  const statement = db.prepare(sql);
  statement.setReturnArrays(true);
  return statement.all();
}

/** Text is UTF-8; tables, indexes and triggers are exactly those of the schema. */
function structure(db: DatabaseSync, { schema }: Stored): StoreFault[] {
  const [encoding] = rows(db, 'PRAGMA encoding')[0] as [string];
  if (encoding !== 'UTF-8') return [{ kind: 'structure', finding: { code: 'ENCODING_OTHER', data: { encoding } } }];
  const [found, expected] = [objects(db), expectedObjects(schema)];
  const faults: StoreFault[] = [];
  for (const [key, { sql, ...data }] of expected)
    if (!found.has(key)) faults.push({ kind: 'structure', finding: { code: 'OBJECT_MISSING', data } });
    else if (found.get(key)?.sql !== sql) faults.push({ kind: 'structure', finding: { code: 'OBJECT_ALTERED', data } });
  for (const [key, { type, name }] of found)
    if (!expected.has(key))
      faults.push({ kind: 'structure', finding: { code: 'OBJECT_UNKNOWN', data: { type, name } } });
  return faults;
}

/** The objects of a schema; made once. */
const EXPECTED = new Map<string, ReadonlyMap<string, SchemaObject>>();

function expectedObjects(schema: string): ReadonlyMap<string, SchemaObject> {
  let expected = EXPECTED.get(schema);
  if (expected === undefined) {
    const memory = new DatabaseSync(':memory:');
    memory.exec(schema);
    EXPECTED.set(schema, (expected = objects(memory)));
    memory.close();
  }
  return expected;
}

interface SchemaObject {
  readonly type: string;
  readonly name: string;
  /** Its table and definition. */
  readonly sql: string;
}

function objects(db: DatabaseSync): Map<string, SchemaObject> {
  const all = rows(db, "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema") as [
    type: string,
    name: string,
    table: string,
    sql: string,
  ][];
  return new Map(
    // Statistics of ANALYZE do not change a read.
    all
      .filter(([, name]) => !/^sqlite_stat\d/.test(name))
      .map(([type, name, table, sql]) => [`${type} ${name}`, { type, name, sql: `${table} ${sql}` }]),
  );
}

/** SQLite's own check of pages, order, and each index against its table. */
function pages(db: DatabaseSync): StoreFault[] {
  const found = rows(db, `PRAGMA integrity_check(${MAX_PER_CHECK})`) as [string][];
  return found
    .filter(([text]) => text !== 'ok')
    .map(([text]) => {
      const row = /^row (\d+) missing from index (?:sqlite_autoindex_events|rows_by_stream)/.exec(text)?.[1];
      const finding = { code: 'PAGE_FAULT', data: { text } } as const;
      return { kind: 'structure', finding, ...(row === undefined ? {} : { position: Number(row) }) };
    });
}

/** Values have the types that the log writes. */
function types(db: DatabaseSync, { malformed }: Stored): StoreFault[] {
  const events = rows(db, `${malformed} ORDER BY position LIMIT ${MAX_PER_CHECK}`) as [number][];
  const others = rows(
    db,
    `SELECT 'stream', no FROM streams
     WHERE typeof(name) <> 'text' OR typeof(category) <> 'text' OR typeof(revision) <> 'integer'
     UNION ALL
     SELECT 'commit', no FROM commits
     WHERE typeof(recorded_at) <> 'text' OR typeof(actor) <> 'text' OR typeof(correlation) <> 'text'
        OR typeof(causation) <> 'text'
     LIMIT ${MAX_PER_CHECK}`,
  ) as ['stream' | 'commit', number][];
  return [
    ...events.map(([position]): StoreFault => ({
      kind: 'changed',
      position,
      finding: { code: 'EVENT_FIELD_MALFORMED', data: {} },
    })),
    ...others.map(([row, no]): StoreFault => ({
      kind: 'changed',
      finding: { code: 'ROW_FIELD_MALFORMED', data: { row, no } },
    })),
  ];
}

type StreamRow = [
  no: number,
  name: string,
  revision: number,
  count: number,
  low: number,
  high: number,
  isCategory: number,
];

/** Each stream has the events 0 to its last revision, and its category is the beginning of its name. */
function streams(db: DatabaseSync, { perStream }: Stored): StoreFault[] {
  const found = rows(
    db,
    `SELECT * FROM (
       SELECT s.no, s.name, s.revision, coalesce(e.n, 0) AS n, coalesce(e.low, 0) AS low, coalesce(e.high, -1) AS high,
         s.category = CASE instr(s.name, '-') WHEN 0 THEN s.name ELSE substr(s.name, 1, instr(s.name, '-') - 1) END AS named
       FROM streams s
       LEFT JOIN (${perStream}) e
         ON e.stream = s.no)
     WHERE n <> revision + 1 OR low <> 0 OR high <> revision OR n = 0 OR NOT named
     LIMIT ${MAX_PER_CHECK}`,
  ) as StreamRow[];
  return found.map(([no, stream, revision, count, low, high, isCategory]) => {
    const data = { stream, no };
    if (isCategory === 0) return { kind: 'changed', finding: { code: 'CATEGORY_OTHER', data } };
    if (count === 0 && revision < 0) return { kind: 'inserted', finding: { code: 'STREAM_EMPTY', data } };
    if (count <= revision)
      return {
        kind: 'short',
        finding: { code: 'STREAM_SHORT', data: { ...data, revision, count } },
      };
    return {
      kind: 'changed',
      finding: { code: 'STREAM_UNEVEN', data: { ...data, revision, count, low, high } },
    };
  });
}

/** Each commit has an event. Gaps in the numbers of commits show while the events are read. */
function commits(db: DatabaseSync): StoreFault[] {
  const found = rows(
    db,
    `SELECT no, no > last FROM commits,
       (SELECT coalesce((SELECT commit_no FROM events ORDER BY position DESC LIMIT 1), 0) AS last)
     WHERE no > last OR no < 1 LIMIT ${MAX_PER_CHECK}`,
  ) as [number, number][];
  return found.map(([no, isLater]) => ({
    kind: isLater === 1 ? 'short' : 'inserted',
    finding: { code: 'COMMIT_EMPTY', data: { no } },
  }));
}

/** The log states its form. */
function form(db: DatabaseSync): StoreFault[] {
  const found = rows(db, 'SELECT one, form FROM log') as [number, unknown][];
  const isRight = found.length === 1 && found[0]?.[1] === 2;
  if (found.length === 1 && found[0]?.[1] === UNFINISHED)
    return [{ kind: 'structure', finding: { code: 'LOG_IN_PART', data: {} } }];
  return isRight ? [] : [{ kind: 'changed', finding: { code: 'FORM_OTHER', data: {} } }];
}

/** No commit ends after the log; one that ends before its last event is found when the events are read. */
function ends(db: DatabaseSync): StoreFault[] {
  const found = rows(
    db,
    `SELECT no, c.position, "end" FROM commits c, (SELECT coalesce(max(position), 0) AS "end" FROM rows)
     WHERE c.position > "end" ORDER BY no LIMIT ${MAX_PER_CHECK}`,
  ) as [number, number, number][];
  return found.map(([no, position, end]) => ({
    kind: 'short',
    finding: { code: 'COMMIT_SHORT', data: { no, position, end } },
  }));
}

/** A link, and where all was sealed afresh a byte more. An empty value would be as none to the chain. */
function formers(db: DatabaseSync): StoreFault[] {
  const found = rows(
    db,
    `SELECT no FROM commits WHERE length(former) NOT IN (${LEAF_BYTES}, ${LEAF_BYTES + 1}) LIMIT ${MAX_PER_CHECK}`,
  ) as [number][];
  return found.map(([no]) => ({
    kind: 'changed',
    finding: { code: 'ROW_FIELD_MALFORMED', data: { row: 'commit', no } },
  }));
}

const asked = workerData as { readonly inspect?: string } | null;
if (!isMainThread && asked?.inspect !== undefined) parentPort?.postMessage(inspectedInThread(asked.inspect));

/** An error loses its class on the way to another thread. */
function inspectedInThread(path: string): Inspected {
  try {
    return { faults: inspect(path) };
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    return { failure: { code: error.code, data: error.data } as StoreFailure };
  }
}
