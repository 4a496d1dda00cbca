/**
 * The controls: the minimum that each step could do on this machine with the same means. For the import, the same files through the same
 * CSV reader into one SQLite table; for the rest, reading and parsing the input of the step.
 */
import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { readDossier } from '#libs/enrolment/dossiers.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { LOG_PRAGMAS } from '#libs/event-store/sqlite/settings.ts';
import { type AnyFactKind, FACT_KINDS } from '#libs/intake/fact-kinds.ts';
import { IMPORT_BATCH } from '#libs/intake/reading/read-row.ts';
import { type Documents, ORIGIN } from '#libs/read-store/document-store.ts';
import { SqliteDocumentStore } from '#libs/read-store/sqlite/sqlite-document-store.ts';

const TABLE = `
CREATE TABLE rows (
  position INTEGER PRIMARY KEY,
  stream INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  id BLOB NOT NULL,
  data TEXT NOT NULL,
  UNIQUE (stream, revision),
  UNIQUE (stream, id)
) STRICT;
`;

/** The same as in libs/intake/csv/chunks.ts. */
const CHUNK = 1 << 20;
const CSV = {
  bom: true,
  raw: true,
  relax_column_count: true,
  record_delimiter: ['\r\n', '\n'],
  max_record_size: 8 << 20,
};

interface Stream {
  readonly no: number;
  revision: number;
}

/** Gives the number of rows in the table at the end. */
export async function importControl(facts: string, path: string): Promise<number> {
  const db = new DatabaseSync(path);
  db.exec(LOG_PRAGMAS);
  db.exec(TABLE);
  const insert = db.prepare('INSERT OR IGNORE INTO rows (stream, revision, id, data) VALUES (?, ?, ?, ?)');
  const streams = new Map<string, Stream>();
  for (const file of FACT_KINDS) await importFile(file, facts, db, insert, streams);
  const { count } = db.prepare('SELECT count(*) AS count FROM rows').get() as { count: number };
  db.close();
  return count;
}

async function importFile(
  file: AnyFactKind,
  facts: string,
  db: DatabaseSync,
  insert: StatementSync,
  streams: Map<string, Stream>,
): Promise<void> {
  const parser = parse(CSV);
  const bytes = createReadStream(join(facts, `${file.name}.csv`), { highWaterMark: CHUNK });
  pipeline(bytes, parser, () => undefined);
  let names: readonly string[] | undefined;
  let inBatch = 0;
  for await (const { record } of parser as AsyncIterable<{ record: string[] }>) {
    if (names === undefined) {
      names = record;
      continue;
    }
    if (inBatch === 0) db.exec('BEGIN IMMEDIATE');
    insertRow(file, names, record, insert, streams);
    if (++inBatch < IMPORT_BATCH) continue;
    db.exec('COMMIT');
    inBatch = 0;
  }
  if (inBatch > 0) db.exec('COMMIT');
}

function insertRow(
  file: AnyFactKind,
  names: readonly string[],
  record: readonly string[],
  insert: StatementSync,
  streams: Map<string, Stream>,
): void {
  const data = JSON.stringify(Object.fromEntries(names.map((name, i) => [name, record[i]])));
  const name = 'national' in file.stream ? file.name : (record[names.indexOf(file.stream.column)] ?? '');
  let stream = streams.get(name);
  if (stream === undefined) {
    stream = { no: streams.size + 1, revision: 0 };
    streams.set(name, stream);
  }
  const id = hash('sha256', `${file.event}\n${data}`, 'buffer').subarray(0, 16);
  if (insert.run(stream.no, stream.revision, id, data).changes !== 0) stream.revision++;
}

/** Reads the fields behind a dossier from every event, and parses them; gives their number. */
export async function readEvents(log: EventStore): Promise<number> {
  let count = 0;
  for await (const batch of log.read({ after: 0, fields: ['position', 'stream', 'type', 'knownOn', 'data'] }))
    for (const { data } of batch) if (JSON.parse(data) !== undefined) count++;
  return count;
}

/** The dossiers as JSON in a separate file: each version a list of its fields without names. */
export async function dossiersAsJson(dossiers: Documents, path: string): Promise<SqliteDocumentStore> {
  const store = SqliteDocumentStore.open(path);
  for await (const batch of dossiers.scan()) {
    const puts = batch.map(([key, text]): [string, string] => {
      const lists = Object.entries(readDossier(text)).map(([name, facts]): [string, unknown] => [
        name,
        Array.isArray(facts) ? facts.map((version: object) => Object.values(version) as unknown) : facts,
      ]);
      return [key, JSON.stringify(Object.fromEntries(lists))];
    });
    await store.commit(0, { puts, checkpoint: ORIGIN });
  }
  return store;
}

/** Reads and parses every document; gives their number. */
export async function readDocuments(documents: Documents): Promise<number> {
  let count = 0;
  for await (const batch of documents.scan()) for (const [, text] of batch) if (JSON.parse(text) !== undefined) count++;
  return count;
}

/** The control of a verification: reads every column of every row and hashes about as many bytes once. */
export function readAndHash(path: string): number {
  const db = new DatabaseSync(path, { readOnly: true });
  const statement = db.prepare(
    `SELECT r.position, s.name, r.revision, r.events, r.commit_no, hex(r.ids), hex(r.leaves), r.head, r.body
     FROM rows r JOIN streams s ON s.no = r.stream ORDER BY r.position`,
  );
  statement.setReturnArrays(true);
  let [count, last] = [0, ''];
  for (const row of statement.iterate() as Iterable<unknown>) {
    last = hash('sha256', `${last}\n${(row as (string | number)[]).join('\n')}`);
    count += (row as [number, string, number, number])[3];
  }
  db.close();
  return count;
}
