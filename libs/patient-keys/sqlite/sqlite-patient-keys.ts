/**
 * The keys in one SQLite file beside the log. Each lies there wrapped by the key of the installation, together with its subject, under a
 * reference that does not tell the subject. What is destroyed is overwritten in the file, and its write-ahead log is emptied.
 */
import { renameSync, rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { KeyFile } from '#libs/patient-keys/key-file.ts';
import {
  type KeysStatus,
  KeysUnusable,
  type LocalKeys,
  type Subject,
  SubjectErased,
  type SubjectKey,
  type WrappedKeys,
} from '#libs/patient-keys/patient-keys.ts';
import {
  HeldKeys,
  References,
  STORE,
  newKey,
  newSecret,
  openedKey,
  openedSecret,
  wantedOf,
  wrappedKey,
  wrappedSecret,
  wrappingKeyIn,
} from '#libs/patient-keys/subject-keys.ts';
import { fingerprintOf, unwrapped, wrapped } from '#libs/patient-keys/wrapping.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { openDatabase } from '#libs/sqlite/database.ts';
import { answered } from '#libs/sqlite/failure.ts';
import { Statements } from '#libs/sqlite/statements.ts';
import { inTransactionAtOnce, whenUnlocked } from '#libs/sqlite/transaction.ts';

const SETTINGS = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
PRAGMA journal_size_limit = 1048576;
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

/** Ends of the names of its files. */
const FILES = ['', '-wal', '-shm'];
/** Keys read or wrapped between two turns. */
const PAGE = 2_000;
/** How long readers may keep the write-ahead log from being emptied, ms. */
const EMPTIED_MS = 10_000;
const PAUSE_MS = 10;

/** Before the fingerprint of the key that wraps them, once they are being taken into another store, and once they are there alone. */
const MOVING = 'moving ';
const MOVED = 'moved ';

interface Installation {
  readonly state: 'here' | 'moving' | 'moved';
  readonly wrappedBy: string;
  readonly secret: Uint8Array;
  readonly destroyed: number;
}

export class SqlitePatientKeys implements LocalKeys {
  readonly #db: DatabaseSync;
  readonly #statements: Statements;
  readonly #file: KeyFile;
  readonly #held = new HeldKeys();
  #handedOver: ReadonlyMap<string, SubjectKey> = new Map();
  readonly #secret: Buffer;
  readonly #references: References;
  #wrapping: Buffer;
  #wrappedBy: string;
  #destroyed: number;
  readonly #path: string;
  readonly #isMoving: boolean;
  /** Since the caller waited last. */
  #hasFollowed = false;

  /** Makes the file where it is not there. `isMoving`: for `moveInto` alone. Throws KeysUnusable where another key wraps its keys, or they are moved. */
  constructor(path: string, file: KeyFile, isMoving = false) {
    this.#path = path;
    this.#isMoving = isMoving;
    this.#file = file;
    this.#db = openDatabase(path, SETTINGS);
    answered(() => {
      this.#db.exec(SCHEMA);
    });
    this.#statements = new Statements(this.#db, { asArrays: true });
    try {
      if (this.#installation() === undefined) this.#install(file.read());
      const { wrappedBy, secret, destroyed } = this.#usable();
      this.#wrappedBy = wrappedBy;
      this.#destroyed = destroyed;
      this.#wrapping = wrappingKeyIn(this.#file, wrappedBy);
      this.#secret = openedSecret(secret, this.#wrapping);
      this.#references = new References(this.#secret);
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  referenceOf(subject: Subject): string {
    return this.#references.of(subject);
  }

  async keysOf(references: Iterable<string>): Promise<ReadonlyMap<string, SubjectKey>> {
    this.#follow();
    const { found, missing } = this.#held.among(references);
    for (const reference of missing) {
      const key = this.#read(reference);
      if (key !== undefined) found.set(reference, key);
    }
    return found;
  }

  keyOf(reference: string): SubjectKey | undefined {
    if (!this.#hasFollowed) {
      this.#follow();
      this.#hasFollowed = true;
      queueMicrotask(() => (this.#hasFollowed = false));
    }
    return this.#handedOver.get(reference) ?? this.#held.get(reference) ?? this.#read(reference);
  }

  isDestroyed(reference: string): boolean {
    const sql = 'SELECT 1 FROM destroyed WHERE reference = ?';
    return this.#statements.get(sql, Buffer.from(reference, 'hex')) !== undefined;
  }

  hold(keys: Iterable<SubjectKey>, epoch: number): boolean {
    this.#follow();
    if (this.#destroyed !== epoch) return false;
    this.#handedOver = new Map(Array.from(keys, (key) => [key.reference, key]));
    return true;
  }

  async ensured(subjects: Iterable<Subject>): Promise<ReadonlyMap<Subject, SubjectKey>> {
    const { all, missing } = await wantedOf(this, subjects);
    if (missing.length === 0) return all;
    const made = await this.#transaction(() =>
      missing.map(([reference, subject]) => {
        if (this.isDestroyed(reference)) throw new SubjectErased(reference);
        return this.#read(reference) ?? this.#make(reference, subject);
      }),
    );
    for (const key of made) {
      this.#held.add(key);
      all.set(key.subject, key);
    }
    return all;
  }

  async epoch(): Promise<number> {
    return this.#known().destroyed;
  }

  async destroyed(): Promise<ReadonlySet<string>> {
    const rows = this.#statements.all('SELECT lower(hex(reference)) FROM destroyed') as [string][];
    return new Set(rows.map(([reference]) => reference));
  }

  async destroy(references: readonly string[], at: string): Promise<void> {
    await this.#transaction(() => {
      for (const reference of references) {
        const bytes = Buffer.from(reference, 'hex');
        this.#statements.run('DELETE FROM keys WHERE reference = ?', bytes);
        this.#statements.run('INSERT OR IGNORE INTO destroyed VALUES (?, ?)', bytes, at);
      }
      this.#statements.run('UPDATE installation SET destroyed = destroyed + 1');
    });
    this.#follow();
    await this.#emptied();
  }

  async *subjects(): AsyncIterable<readonly Pick<SubjectKey, 'reference' | 'subject'>[]> {
    let last = Buffer.alloc(0);
    for (;;) {
      this.#follow();
      const rows = this.#page(last);
      yield rows.map(([reference, bytes]) => openedKey(Buffer.from(reference).toString('hex'), bytes, this.#wrapping));
      if (rows.length < PAGE) return;
      last = Buffer.from(rows.at(-1)?.[0] ?? last);
      await setImmediate();
    }
  }

  async rotate(next: Uint8Array): Promise<void> {
    await this.#transaction(() => {
      let last = Buffer.alloc(0);
      for (;;) {
        const rows = this.#page(last);
        for (const [reference, bytes] of rows)
          this.#statements.run(
            'UPDATE keys SET wrapped = ? WHERE reference = ?',
            wrapped(unwrapped(bytes, reference, this.#wrapping), reference, next),
            reference,
          );
        if (rows.length < PAGE) break;
        last = Buffer.from(rows.at(-1)?.[0] ?? last);
      }
      this.#statements.run(
        'UPDATE installation SET wrapped_by = ?, secret = ?',
        fingerprintOf(next),
        wrappedSecret(this.#secret, next),
      );
    });
    this.#wrapping = Buffer.from(next);
    this.#wrappedBy = fingerprintOf(next);
    await this.#emptied();
  }

  async status(): Promise<KeysStatus> {
    const [keys] = this.#statements.get('SELECT count(*) FROM keys') as [number];
    const [destroyed] = this.#statements.get('SELECT count(*) FROM destroyed') as [number];
    return { keys, destroyed, wrappedBy: this.#known().wrappedBy };
  }

  /**
   * Moves the keys into another store by `take`, and leaves none here. Whoever has this file open makes no key from the beginning on; where it is
   * cut off, it is done again.
   */
  async moveInto(take: (stored: WrappedKeys) => Promise<void>): Promise<void> {
    if (this.#known().state === 'moved') return;
    const { wrappedBy } = this.#known();
    await this.#transaction(() => this.#statements.run('UPDATE installation SET wrapped_by = ?', MOVING + wrappedBy));
    await take(this.stored());
    await this.#transaction(() => {
      this.#statements.run('DELETE FROM keys');
      this.#statements.run('UPDATE installation SET wrapped_by = ?', MOVED + wrappedBy);
    });
    this.#held.clear();
    await this.#emptied();
  }

  /** Makes the file of the keys of another store, as they are, where there is none; all or nothing. */
  static async take(path: string, { wrappedBy, secret, keys, destroyed }: WrappedKeys): Promise<void> {
    const unfinished = `${path}.taking`;
    for (const end of FILES) rmSync(unfinished + end, { force: true });
    const db = openDatabase(unfinished, SETTINGS + SCHEMA);
    try {
      const [key, gone] = ['INSERT INTO keys VALUES (?, ?)', 'INSERT INTO destroyed VALUES (?, ?)'].map((sql) =>
        db.prepare(sql),
      );
      for await (const page of keys)
        inTransactionAtOnce(db, () => {
          for (const [reference, bytes] of page) key?.run(Buffer.from(reference, 'hex'), bytes);
        });
      inTransactionAtOnce(db, () => {
        for (const [reference, at] of destroyed) gone?.run(Buffer.from(reference, 'hex'), at);
        db.prepare('INSERT INTO installation VALUES (1, ?, ?, ?)').run(wrappedBy, secret, destroyed.length);
      });
    } finally {
      db.close();
    }
    renameSync(unfinished, path);
  }

  /** For another store. */
  stored(): WrappedKeys {
    const { wrappedBy, secret } = this.#usable();
    const destroyed = this.#statements.all('SELECT lower(hex(reference)), at FROM destroyed') as [string, string][];
    return { identity: this.referenceOf(STORE), wrappedBy, secret, keys: this.#pages(wrappedBy), destroyed };
  }

  /** Throws StoreUnavailable where they are wrapped with another key meanwhile. */
  async *#pages(wrappedBy: string): WrappedKeys['keys'] {
    let last = Buffer.alloc(0);
    for (;;) {
      const rows = this.#page(last);
      if (this.#known().wrappedBy !== wrappedBy) throw new StoreUnavailable({ code: 'STORE_LOCKED', data: {} });
      yield rows.map(([reference, bytes]) => [Buffer.from(reference).toString('hex'), bytes]);
      if (rows.length < PAGE) return;
      last = Buffer.from(rows.at(-1)?.[0] ?? last);
      await setImmediate();
    }
  }

  async close(): Promise<void> {
    this.#db.close();
  }

  #installation(): Installation | undefined {
    const row = this.#statements.get('SELECT wrapped_by, secret, destroyed FROM installation') as
      | [string, Uint8Array, number]
      | undefined;
    if (row === undefined) return undefined;
    const [written, secret, destroyed] = row;
    const mark = [MOVING, MOVED].find((one) => written.startsWith(one)) ?? '';
    const state = mark === MOVING ? 'moving' : mark === MOVED ? 'moved' : 'here';
    return { state, wrappedBy: written.slice(mark.length), secret, destroyed };
  }

  #known(): Installation {
    const found = this.#installation();
    if (found === undefined) throw new RangeError('the store of keys has no installation');
    return found;
  }

  /** Throws KeysUnusable where they are moved, or being moved. */
  #usable(): Installation {
    const known = this.#known();
    if (known.state !== 'here' && !this.#isMoving)
      throw new KeysUnusable({ code: 'KEYS_MOVED', data: { path: this.#path } });
    return known;
  }

  /** Of two processes at once, the first one does. */
  #install(wrapping: Buffer): void {
    const secret = wrappedSecret(newSecret(), wrapping);
    this.#statements.run('INSERT OR IGNORE INTO installation VALUES (1, ?, ?, 0)', fingerprintOf(wrapping), secret);
  }

  /** Another process may have destroyed keys or wrapped them with another key. */
  #follow(): void {
    const { wrappedBy, destroyed } = this.#usable();
    if (destroyed !== this.#destroyed) {
      this.#held.clear();
      this.#handedOver = new Map();
      this.#destroyed = destroyed;
    }
    if (wrappedBy === this.#wrappedBy) return;
    this.#wrapping = wrappingKeyIn(this.#file, wrappedBy);
    this.#wrappedBy = wrappedBy;
  }

  #read(reference: string): SubjectKey | undefined {
    const name = Buffer.from(reference, 'hex');
    const wrapping = this.#wrappedBy;
    const row = this.#statements.get('SELECT wrapped FROM keys WHERE reference = ?', name) as [Uint8Array] | undefined;
    if (row === undefined) return undefined;
    try {
      const key = openedKey(reference, row[0], this.#wrapping);
      this.#held.add(key);
      return key;
    } catch (error) {
      // Another process may have wrapped it with another key just now.
      this.#follow();
      if (this.#wrappedBy === wrapping) throw error;
      return this.#read(reference);
    }
  }

  #make(reference: string, subject: Subject): SubjectKey {
    const key = newKey(reference, subject);
    const name = Buffer.from(reference, 'hex');
    this.#statements.run('INSERT INTO keys VALUES (?, ?)', name, wrappedKey(key, this.#wrapping));
    return key;
  }

  #page(after: Uint8Array): readonly [reference: Uint8Array, wrapped: Uint8Array][] {
    const sql = `SELECT reference, wrapped FROM keys WHERE reference > ? ORDER BY reference LIMIT ${PAGE}`;
    return this.#statements.all(sql, after) as [Uint8Array, Uint8Array][];
  }

  /** What wraps the keys now is looked up once the lock is held: a rotation may have come in between. */
  #transaction<T>(body: () => T): Promise<T> {
    return whenUnlocked(() =>
      inTransactionAtOnce(this.#db, () => {
        this.#follow();
        return body();
      }),
    );
  }

  /** The write-ahead log has pages as they were before. Throws StoreUnavailable where readers keep it for too long. */
  async #emptied(): Promise<void> {
    const until = performance.now() + EMPTIED_MS;
    for (;;) {
      const [busy] = this.#statements.get('PRAGMA wal_checkpoint(TRUNCATE)') as [number];
      if (busy === 0) return;
      if (performance.now() >= until) throw new StoreUnavailable({ code: 'STORE_LOCKED', data: {} });
      await setTimeout(PAUSE_MS);
    }
  }
}
