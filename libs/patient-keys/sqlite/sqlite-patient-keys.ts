/**
 * The keys in one SQLite file beside the log. Each is stored wrapped by the key of the installation, together with its subject, under a
 * reference that does not reveal the subject. A destroyed key is overwritten in the file, and the write-ahead log is emptied.
 */
import type { WrappingKey } from '#libs/patient-keys/key-file.ts';
import {
  type BeforeMaking,
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
  newKeys,
  newSecret,
  openedKey,
  openedSecret,
  type KeylessSubject,
  wantedOf,
  wrappedKey,
  wrappedSecret,
  wrappingKeyIn,
} from '#libs/patient-keys/subject-keys.ts';
import { fingerprintOf } from '#libs/patient-keys/wrapping.ts';
import { isNoDatabase } from '#libs/sqlite/failure.ts';
import { type InstallationRow, KeyRows } from '#libs/patient-keys/sqlite/key-rows.ts';
import { StoreDamaged, StoreUnavailable } from '#libs/kernel/store-unavailable.ts';

export class SqlitePatientKeys implements LocalKeys {
  readonly #rows: KeyRows;
  readonly #file: WrappingKey;
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

  /**
   * Makes the file if it does not exist. `isMoving`: only for `moveInto`. Throws KeysUnusable if another key wraps its keys, or if they are
   * moved.
   */
  constructor(path: string, file: WrappingKey, isMoving = false) {
    this.#path = path;
    this.#isMoving = isMoving;
    this.#file = file;
    this.#rows = openedRows(path);
    try {
      if (this.#rows.found() === undefined) this.#install(file.read());
      const { wrappedBy, secret, destroyed } = this.#usable();
      this.#wrappedBy = wrappedBy;
      this.#destroyed = destroyed;
      this.#wrapping = wrappingKeyIn(this.#file, wrappedBy);
      this.#secret = openedSecret(secret, this.#wrapping, path);
      this.#references = new References(this.#secret);
    } catch (error) {
      this.#rows.close();
      throw error;
    }
  }

  referenceOf(subject: Subject): string {
    return this.#references.of(subject);
  }

  async keysOf(references: Iterable<string>): Promise<ReadonlyMap<string, SubjectKey>> {
    this.#follow();
    const { found, missing } = this.#held.among(references);
    for (const [reference, bytes] of this.#rows.among(missing)) {
      const key = this.#opened(reference, bytes);
      if (key !== undefined) found.set(reference, key);
    }
    return found;
  }

  keyOf(reference: string): SubjectKey | undefined {
    this.#followOnce();
    return this.#handedOver.get(reference) ?? this.#held.get(reference) ?? this.#read(reference);
  }

  isIn(epoch: number): boolean {
    this.#followOnce();
    return this.#destroyed === epoch;
  }

  isDestroyed(reference: string): boolean {
    return this.#rows.isDestroyed(reference);
  }

  hold(keys: Iterable<SubjectKey>, epoch: number): boolean {
    this.#follow();
    if (this.#destroyed !== epoch) return false;
    this.#handedOver = new Map(Array.from(keys, (key) => [key.reference, key]));
    return true;
  }

  async ensured(subjects: Iterable<Subject>, beforeMaking?: BeforeMaking): Promise<ReadonlyMap<Subject, SubjectKey>> {
    const { all, missing } = await wantedOf(this, subjects);
    if (missing.length === 0) return all;
    await beforeMaking?.(missing.map(([reference]) => reference));
    for (const key of await this.#transaction(() => this.#made(missing))) {
      this.#held.add(key);
      all.set(key.subject, key);
    }
    return all;
  }

  async epoch(): Promise<number> {
    return this.#rows.known().destroyed;
  }

  async destroyed(): Promise<ReadonlySet<string>> {
    return new Set(this.#rows.destroyedAt().map(([reference]) => reference));
  }

  async destroyedAmong(references: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(this.#rows.destroyedAmong(references));
  }

  async destroy(references: readonly string[], at: string): Promise<void> {
    await this.#transaction(() => {
      for (const reference of references) this.#rows.destroy(reference, at);
      this.#rows.nextEpoch();
    });
    this.#follow();
    await this.#rows.emptied();
  }

  async *subjects(): AsyncIterable<readonly Pick<SubjectKey, 'reference' | 'subject'>[]> {
    const pages = this.#rows.pagesInTurns(() => {
      this.#follow();
    });
    for await (const page of pages) yield page.map(([reference, bytes]) => openedKey(reference, bytes, this.#wrapping));
  }

  async rotate(next: Uint8Array): Promise<void> {
    await this.#transaction(() => {
      for (const page of this.#rows.pages())
        for (const [reference, bytes] of page)
          this.#rows.replace(reference, wrappedKey(openedKey(reference, bytes, this.#wrapping), next));
      this.#rows.rewrap(fingerprintOf(next), wrappedSecret(this.#secret, next));
    });
    this.#wrapping = Buffer.from(next);
    this.#wrappedBy = fingerprintOf(next);
    await this.#rows.emptied();
  }

  async status(): Promise<KeysStatus> {
    return { ...this.#rows.counts(), wrappedBy: this.#rows.known().wrappedBy };
  }

  /**
   * Moves the keys into another store by `take`, and leaves none here. Once it has begun, no process makes or reads a key here. If it is
   * interrupted, the next call finishes it.
   */
  async moveInto(take: (stored: WrappedKeys) => Promise<void>): Promise<void> {
    const { keysAre, wrappedBy } = this.#rows.known();
    if (keysAre === 'moved') return;
    await this.#transaction(() => {
      this.#rows.mark('moving', wrappedBy);
    });
    await take(this.stored());
    await this.#transaction(() => {
      this.#rows.removeAll();
      this.#rows.mark('moved', wrappedBy);
    });
    this.#held.clear();
    await this.#rows.emptied();
  }

  /** The wrapped keys for another store. Reading the keys throws StoreUnavailable if they are wrapped with another key meanwhile. */
  stored(): WrappedKeys {
    const { wrappedBy, secret } = this.#usable();
    // Another process may wrap them with another key meanwhile.
    const keys = this.#rows.pagesInTurns(() => {
      if (this.#rows.known().wrappedBy !== wrappedBy) throw new StoreUnavailable({ code: 'STORE_LOCKED', data: {} });
    });
    return { identity: this.referenceOf(STORE), wrappedBy, secret, keys, destroyed: this.#rows.destroyedAt() };
  }

  async close(): Promise<void> {
    this.#rows.close();
  }

  /** Throws KeysUnusable if they are moved, or being moved. */
  #usable(): InstallationRow {
    const known = this.#rows.known();
    if (known.keysAre !== 'here' && !this.#isMoving)
      throw new KeysUnusable({ code: 'KEYS_MOVED', data: { path: this.#path } });
    return known;
  }

  #install(wrapping: Buffer): void {
    const secret = wrappedSecret(newSecret(), wrapping);
    this.#rows.install({ wrappedBy: fingerprintOf(wrapping), secret, destroyed: 0 });
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

  /** Runs once until the caller awaits something. */
  #followOnce(): void {
    if (this.#hasFollowed) return;
    this.#follow();
    this.#hasFollowed = true;
    queueMicrotask(() => (this.#hasFollowed = false));
  }

  #read(reference: string): SubjectKey | undefined {
    const bytes = this.#rows.get(reference);
    return bytes && this.#opened(reference, bytes);
  }

  #opened(reference: string, bytes: Uint8Array): SubjectKey | undefined {
    const wrapping = this.#wrappedBy;
    try {
      const key = openedKey(reference, bytes, this.#wrapping);
      this.#held.add(key);
      return key;
    } catch (error) {
      // Another process may have wrapped it with another key just now.
      this.#follow();
      if (this.#wrappedBy === wrapping) throw error;
      return this.#read(reference);
    }
  }

  /** In a transaction, because another process may have made some of them meanwhile. */
  #made(wanted: readonly KeylessSubject[]): SubjectKey[] {
    const references = wanted.map(([reference]) => reference);
    const [erased] = this.#rows.destroyedAmong(references);
    if (erased !== undefined) throw new SubjectErased(erased);
    const there = this.#rows.among(references);
    const made = newKeys(wanted.filter(([reference]) => !there.has(reference)));
    for (const key of made) this.#rows.add(key.reference, wrappedKey(key, this.#wrapping));
    return [...made, ...[...there].flatMap(([reference, bytes]) => this.#opened(reference, bytes) ?? [])];
  }

  /** The wrapping key is looked up once the lock is held, because a rotation may have come in between. */
  #transaction<T>(body: () => T): Promise<T> {
    return this.#rows.transaction(() => {
      this.#follow();
      return body();
    });
  }
}

/** Throws KeysUnusable if the file is no store of keys that this process can use. */
function openedRows(path: string): KeyRows {
  try {
    return new KeyRows(path);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new KeysUnusable({ code: 'KEYS_UNREADABLE', data: { path, reason } }, { cause: error });
  }
}

/** What SQLite says of a file that is no store of keys, or is damaged; undefined for any other error. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof StoreDamaged && error.cause instanceof Error) return error.cause.message;
  return isNoDatabase(error) ? error.message : undefined;
}
