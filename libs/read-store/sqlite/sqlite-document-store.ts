/**
 * The documents of one build in one SQLite file. It can be built again from the log, so a commit need not wait for the disk; the
 * write-ahead log keeps it consistent.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import {
  type Batch,
  type ProjectionCheckpoint,
  type DocumentStore,
  type DocumentsElsewhere,
  FIRST_PLACE,
  type OpenedDocuments,
  type StorageRange,
  type Poison,
  type ScanOptions,
  refusePlaces,
} from '#libs/read-store/document-store.ts';
import { BUCKETS, type Partition, bucketOf, bucketsOf } from '#libs/read-store/partition.ts';
import { AMPLE, SPARING, memorySettings, openDatabase, reopenDatabase } from '#libs/sqlite/database.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { askDatabase } from '#libs/sqlite/failure.ts';
import { inTransaction, whenUnlocked } from '#libs/sqlite/transaction.ts';
import { WriteMarks } from '#libs/sqlite/write-marks.ts';

const SCAN_BATCH = 500;
/**
 * A person who can write to the file can give a document any place and any bucket: the first and the last range include those beyond them.
 */
const EVERY_PLACE: StorageRange = { from: FIRST_PLACE, before: Infinity };
const LAST = '\u{10FFFF}';

const SETTINGS = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA cache_size = -32768;
`;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS documents (
  key TEXT NOT NULL UNIQUE,
  -- Before the document, so that it is found without reading a long one.
  bucket INTEGER NOT NULL,
  document TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS poison (position INTEGER PRIMARY KEY, message TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS reached (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  position INTEGER NOT NULL,
  processed INTEGER NOT NULL,
  link TEXT NOT NULL
) STRICT;
`;

/**
 * Undefined if the file no longer exists because another build has replaced it. Each thread would map a file separately, so mapping is off.
 */
export function openElsewhere(path: string): OpenedDocuments | undefined {
  return SqliteDocumentStore.reopen(path, SPARING);
}

export class SqliteDocumentStore implements DocumentStore, OpenedDocuments {
  readonly #path: string;
  readonly #db: DatabaseSync;
  readonly #marks: WriteMarks;
  readonly #get: StatementSync;
  readonly #missing: StatementSync;
  readonly #put: StatementSync;
  readonly #remove: StatementSync;
  readonly #checkpoint: StatementSync;
  readonly #move: StatementSync;
  readonly #bytes: StatementSync;
  readonly #lastPlace: StatementSync;
  readonly #count: StatementSync;

  /** Makes the file if it does not exist. */
  static open(path: string, memory = AMPLE): SqliteDocumentStore {
    const db = openDatabase(path, SETTINGS + memorySettings(memory) + SCHEMA);
    // Checked first, as existing tables need no lock.
    if (db.prepare('SELECT one FROM reached').get() === undefined)
      inTransaction(db, () => db.prepare("INSERT OR IGNORE INTO reached VALUES (1, 0, 0, '')").run());
    return new SqliteDocumentStore(path, db);
  }

  /** Undefined if the file does not exist. */
  static reopen(path: string, memory = AMPLE): SqliteDocumentStore | undefined {
    const db = reopenDatabase(path, SETTINGS + memorySettings(memory));
    return db === undefined ? undefined : new SqliteDocumentStore(path, db);
  }

  private constructor(path: string, db: DatabaseSync) {
    this.#path = path;
    this.#db = db;
    this.#marks = new WriteMarks(db, { isRemovable: true });
    this.#get = this.#prepare('SELECT key, document FROM documents WHERE key IN (SELECT value FROM json_each(?))');
    this.#missing = this.#prepare(
      'SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM documents WHERE key = value)',
    );
    this.#put = this.#prepare(
      'INSERT INTO documents VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET document = excluded.document',
    );
    this.#remove = this.#prepare('DELETE FROM documents WHERE key = ?');
    this.#checkpoint = this.#prepare('SELECT position, processed, link FROM reached');
    this.#move = this.#prepare('UPDATE reached SET position = ?, processed = ?, link = ?');
    this.#bytes = this.#prepare('SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()');
    this.#lastPlace = this.#prepare('SELECT coalesce(max(rowid), 0) FROM documents');
    this.#count = this.#prepare('SELECT count(*) FROM documents');
  }

  /** A database without a name belongs only to this connection. */
  get elsewhere(): DocumentsElsewhere | undefined {
    if (this.#path === '') return undefined;
    const [lastPlace] = askDatabase(() => this.#lastPlace.get()) as unknown as [number];
    const count = (): number => {
      const [documents] = askDatabase(() => this.#count.get()) as unknown as [number];
      return documents;
    };
    return { module: import.meta.url, place: this.#path, lastPlace, count };
  }

  async checkpoint(): Promise<ProjectionCheckpoint> {
    const row = askDatabase(() => this.#checkpoint.get());
    const [position, processed, link] = row as unknown as [number, number, string];
    return { position, processed, link };
  }

  async get(keys: Iterable<string>): Promise<Map<string, string>> {
    const wanted = JSON.stringify([...keys]);
    return new Map(askDatabase(() => this.#get.all(wanted)) as unknown as [string, string][]);
  }

  async missing(keys: Iterable<string>): Promise<readonly string[]> {
    const wanted = JSON.stringify([...keys]);
    return (askDatabase(() => this.#missing.all(wanted)) as unknown as [string][]).map(([key]) => key);
  }

  async commit(expected: number, { puts, removes = [], poison = [], checkpoint }: Batch): Promise<boolean> {
    const committed = (): boolean => {
      const [position] = this.#checkpoint.get() as unknown as [number];
      if (position !== expected) return false;
      for (const key of removes) this.#remove.run(key);
      for (const [key, document] of puts) this.#put.run(key, bucketOf(key), document);
      for (const { position: at, message } of poison)
        this.#prepare('INSERT OR IGNORE INTO poison VALUES (?, ?)').run(at, message);
      this.#move.run(checkpoint.position, checkpoint.processed, checkpoint.link);
      return true;
    };
    return whenUnlocked(() => this.#marks.transactionAtOnce(committed));
  }

  async bytes(): Promise<number> {
    const row = askDatabase(() => this.#bytes.get());
    const [bytes] = row as unknown as [number];
    return bytes;
  }

  /** Removes every document; the files keep no part of them. */
  async empty(): Promise<void> {
    const remove = this.#prepare('DELETE FROM documents');
    await whenUnlocked(() => this.#marks.transactionAtOnce(() => remove.run()));
    // Freed pages, and the write-ahead log, still have the old content.
    await whenUnlocked(() => {
      askDatabase(() => {
        this.#db.exec('VACUUM');
        if (this.#db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 1)
          throw new StoreUnavailable({ code: 'STORE_LOCKED', data: {} });
      });
    });
  }

  /** Reads batch by batch, with nothing held open in between, so that the rest of the process and writers get their turn. */
  async *scan(prefix?: string, options: ScanOptions = {}): AsyncIterable<readonly (readonly [string, string])[]> {
    const next = askDatabase(() => this.#batches(prefix, options));
    for (;;) {
      const batch = askDatabase(next);
      if (batch.length > 0) yield batch;
      if (batch.length < SCAN_BATCH) return;
      await setImmediate();
    }
  }

  #batches(prefix: string | undefined, options: ScanOptions): () => [string, string][] {
    const { after = '', partition, places } = options;
    if (places !== undefined && (prefix !== undefined || partition !== undefined)) refusePlaces(options);
    const buckets = storedBuckets(partition);
    if (prefix !== undefined) return this.#byKey(prefix, after, buckets);
    return partition === undefined ? this.#byStorage(places) : this.#byBucket(buckets);
  }

  #byStorage({ from, before }: StorageRange = EVERY_PLACE): () => [string, string][] {
    const statement = this.#prepare(
      'SELECT key, document, rowid FROM documents WHERE rowid > ? AND rowid < ? ORDER BY rowid LIMIT ?',
    );
    let last = from - 1;
    return () => {
      const rows = statement.all(last, before, SCAN_BATCH) as unknown as [string, string, rowid?: number][];
      last = rows.at(-1)?.[2] ?? last;
      // The rows are cut in place: a copy of each batch would be costly.
      for (const row of rows) row.length = 2;
      return rows as unknown as [string, string][];
    };
  }

  /** Reads bucket by bucket, each in the order of storage, so that no document of another part is read. */
  #byBucket([from, before]: readonly [number, number]): () => [string, string][] {
    // Only documents read in parts need this index.
    this.#db.exec('CREATE INDEX IF NOT EXISTS by_bucket ON documents (bucket)');
    const statement = this.#prepare(
      `SELECT key, document, bucket, rowid FROM documents INDEXED BY by_bucket
       WHERE (bucket, rowid) > (?, ?) AND bucket < ? ORDER BY bucket, rowid LIMIT ?`,
    );
    let last: readonly [bucket: number, rowid: number] = [from, FIRST_PLACE];
    return () => {
      const rows = statement.all(...last, before, SCAN_BATCH) as unknown as [string, string, number, number][];
      const end = rows.at(-1);
      if (end !== undefined) last = [end[2], end[3]];
      return rows.map(([key, document]) => [key, document]);
    };
  }

  #byKey(prefix: string, after: string, [from, before]: readonly [number, number]): () => [string, string][] {
    const statement = this.#prepare(
      `SELECT key, document FROM documents
       WHERE key >= ? AND key < ? AND key > ? AND +bucket >= ? AND +bucket < ? ORDER BY key LIMIT ?`,
    );
    let last = after;
    return () => {
      const rows = statement.all(prefix, prefix + LAST, last, from, before, SCAN_BATCH) as unknown as [
        string,
        string,
      ][];
      last = rows.at(-1)?.[0] ?? last;
      return rows;
    };
  }

  async poison(): Promise<readonly Poison[]> {
    const rows = askDatabase(() => this.#prepare('SELECT position, message FROM poison ORDER BY position').all());
    return (rows as unknown as [number, string][]).map(([position, message]) => ({ position, message }));
  }

  close(): void {
    this.#db.close();
  }

  #prepare(sql: string): StatementSync {
    const statement = this.#db.prepare(sql);
    statement.setReturnArrays(true);
    return statement;
  }
}

function storedBuckets(partition: Partition | undefined): readonly [from: number, before: number] {
  const [from, before] = partition === undefined ? [0, BUCKETS] : bucketsOf(partition);
  return [from === 0 ? -Infinity : from, before === BUCKETS ? Infinity : before];
}
