/** The SQLite rows of a store of keys: its installation, its keys, and the references of destroyed keys. */
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { openDatabase } from '#libs/sqlite/database.ts';
import { Statements } from '#libs/sqlite/statements.ts';
import { whenUnlocked } from '#libs/sqlite/transaction.ts';
import { WriteMarks } from '#libs/sqlite/write-marks.ts';

/**
 * New keys are at places by chance: up to 8,000 pages of 4 KiB are gathered before they are written to their places, and 8 MiB of pages are kept in
 * memory.
 */
const SETTINGS = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
PRAGMA journal_size_limit = 1048576;
PRAGMA wal_autocheckpoint = 8000;
PRAGMA cache_size = -8192;
`;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS installation (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  wrapped_by TEXT NOT NULL,
  secret BLOB NOT NULL,
  destroyed INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS keys (reference BLOB PRIMARY KEY, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS destroyed (reference BLOB PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** Selects a list of references, given as JSON. */
const AMONG = 'WHERE reference IN (SELECT unhex(value) FROM json_each(?))';

/** Keys read or wrapped between two turns. */
const PAGE = 2_000;
/** How long to wait for readers that keep the write-ahead log from being emptied, ms. */
const EMPTIED_MS = 10_000;
const PAUSE_MS = 10;

/** The place of the keys: here, on their way into another store, or only there. */
type Whereabouts = 'here' | 'moving' | 'moved';

export interface InstallationRow {
  readonly keysAre: Whereabouts;
  /** Fingerprint. */
  readonly wrappedBy: string;
  readonly secret: Uint8Array;
  /** How often keys were destroyed. */
  readonly destroyed: number;
}

/** Prefix of the fingerprint, so that a program that does not know of moves finds no such key and stops. */
const MARKS: Readonly<Record<Whereabouts, string>> = { here: '', moving: 'moving ', moved: 'moved ' };

/** References are hexadecimal. */
export class KeyRows {
  readonly #db: DatabaseSync;
  readonly #statements: Statements;
  readonly #marks: WriteMarks;

  /** Makes the file if it does not exist. */
  constructor(path: string) {
    this.#db = openDatabase(path, SETTINGS + SCHEMA);
    this.#statements = new Statements(this.#db, { asArrays: true });
    this.#marks = new WriteMarks(this.#db);
  }

  found(): InstallationRow | undefined {
    const row = this.#statements.get('SELECT wrapped_by, secret, destroyed FROM installation') as
      | [string, Uint8Array, number]
      | undefined;
    if (row === undefined) return undefined;
    const [written, secret, destroyed] = row;
    const keysAre = (['moving', 'moved'] as const).find((one) => written.startsWith(MARKS[one])) ?? 'here';
    return { keysAre, wrappedBy: written.slice(MARKS[keysAre].length), secret, destroyed };
  }

  known(): InstallationRow {
    const found = this.found();
    if (found === undefined) throw new RangeError('the store of keys has no installation');
    return found;
  }

  /** Keeps an existing one: of two simultaneous processes, the first one installs. */
  install({ wrappedBy, secret, destroyed }: Omit<InstallationRow, 'keysAre'>): void {
    const sql = 'INSERT OR IGNORE INTO installation VALUES (1, ?, ?, ?)';
    this.#statements.run(sql, wrappedBy, secret, destroyed);
  }

  /** Records the place of the keys. */
  mark(keysAre: Whereabouts, wrappedBy: string): void {
    this.#statements.run('UPDATE installation SET wrapped_by = ?', MARKS[keysAre] + wrappedBy);
  }

  rewrap(wrappedBy: string, secret: Uint8Array): void {
    this.#statements.run('UPDATE installation SET wrapped_by = ?, secret = ?', wrappedBy, secret);
  }

  get(reference: string): Uint8Array | undefined {
    const sql = 'SELECT wrapped FROM keys WHERE reference = ?';
    return (this.#statements.get(sql, Buffer.from(reference, 'hex')) as [Uint8Array] | undefined)?.[0];
  }

  /** The existing ones. */
  among(references: readonly string[]): ReadonlyMap<string, Uint8Array> {
    if (references.length === 0) return new Map();
    const sql = `SELECT lower(hex(reference)), wrapped FROM keys ${AMONG}`;
    return new Map(this.#statements.all(sql, JSON.stringify(references)) as [string, Uint8Array][]);
  }

  destroyedAmong(references: readonly string[]): readonly string[] {
    const sql = `SELECT lower(hex(reference)) FROM destroyed ${AMONG}`;
    return (this.#statements.all(sql, JSON.stringify(references)) as [string][]).map(([reference]) => reference);
  }

  add(reference: string, wrapped: Uint8Array): void {
    this.#statements.run('INSERT INTO keys VALUES (?, ?)', Buffer.from(reference, 'hex'), wrapped);
  }

  /** All keys, ordered by reference. */
  *pages(): Generator<readonly (readonly [reference: string, wrapped: Uint8Array])[]> {
    const sql = `SELECT reference, wrapped FROM keys WHERE reference > ? ORDER BY reference LIMIT ${PAGE}`;
    for (let last: Uint8Array = Buffer.alloc(0); ;) {
      const rows = this.#statements.all(sql, last) as [Uint8Array, Uint8Array][];
      yield rows.map(([reference, wrapped]) => [Buffer.from(reference).toString('hex'), wrapped]);
      if (rows.length < PAGE) return;
      last = Buffer.from(rows.at(-1)?.[0] ?? last);
    }
  }

  /** The same, giving others a turn between two pages. `look` is called before each page is given. */
  async *pagesInTurns(
    look: () => void,
  ): AsyncGenerator<readonly (readonly [reference: string, wrapped: Uint8Array])[]> {
    for (const page of this.pages()) {
      look();
      yield page;
      await setImmediate();
    }
  }

  replace(reference: string, wrapped: Uint8Array): void {
    this.#statements.run('UPDATE keys SET wrapped = ? WHERE reference = ?', wrapped, Buffer.from(reference, 'hex'));
  }

  removeAll(): void {
    this.#statements.run('DELETE FROM keys');
  }

  destroy(reference: string, at: string): void {
    const bytes = Buffer.from(reference, 'hex');
    this.#statements.run('DELETE FROM keys WHERE reference = ?', bytes);
    this.#statements.run('INSERT OR IGNORE INTO destroyed VALUES (?, ?)', bytes, at);
  }

  isDestroyed(reference: string): boolean {
    const sql = 'SELECT 1 FROM destroyed WHERE reference = ?';
    return this.#statements.get(sql, Buffer.from(reference, 'hex')) !== undefined;
  }

  /** All references with the instant of destruction. */
  destroyedAt(): readonly (readonly [reference: string, at: string])[] {
    return this.#statements.all('SELECT lower(hex(reference)), at FROM destroyed') as [string, string][];
  }

  counts(): { readonly keys: number; readonly destroyed: number } {
    const [keys] = this.#statements.get('SELECT count(*) FROM keys') as [number];
    const [destroyed] = this.#statements.get('SELECT count(*) FROM destroyed') as [number];
    return { keys, destroyed };
  }

  nextEpoch(): void {
    this.#statements.run('UPDATE installation SET destroyed = destroyed + 1');
  }

  transaction<T>(body: () => T): Promise<T> {
    return whenUnlocked(() => this.#marks.transactionAtOnce(body));
  }

  /** The write-ahead log still has the old pages. Throws StoreUnavailable if readers keep it for too long. */
  async emptied(): Promise<void> {
    const until = performance.now() + EMPTIED_MS;
    for (;;) {
      const [busy] = this.#statements.get('PRAGMA wal_checkpoint(TRUNCATE)') as [number];
      if (busy === 0) return;
      if (performance.now() >= until) throw new StoreUnavailable({ code: 'STORE_LOCKED', data: {} });
      await setTimeout(PAUSE_MS);
    }
  }

  close(): void {
    this.#db.close();
  }
}
