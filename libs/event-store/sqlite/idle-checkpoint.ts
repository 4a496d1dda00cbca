/**
 * Copies the write-ahead log into the file while nothing is recorded: otherwise the commit that makes the log long does so, and its caller
 * waits some tenths of a second longer. A commit is on disk, in the write-ahead log, before either.
 */
import type { DatabaseSync } from 'node:sqlite';
import { askDatabase } from '#libs/sqlite/failure.ts';

const IDLE_MS = 1_000;
/** Fewer events make no long log. */
const EVENTS_MIN = 500;
/** An import: the pages of the file that are kept in memory after it are those that it changed, of which few are read next. */
const EVENTS_OF_IMPORT = 100_000;

export class IdleCheckpoint {
  readonly #db: Pick<DatabaseSync, 'exec'>;
  /** Since the last copy. */
  #events = 0;
  #timer: NodeJS.Timeout | undefined;

  /** A copy failed, for which no caller waited: the next commit repeats it. */
  #hasFailed = false;

  constructor(db: Pick<DatabaseSync, 'exec'>) {
    this.#db = db;
  }

  /** Called after each commit, with the number of its events. */
  committed(events: number): void {
    this.#events += events;
    if (events === 0 || this.#events < EVENTS_MIN) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#copyWhileIdle();
    }, IDLE_MS).unref();
  }

  /** Called before the file is closed. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Called before each commit. Throws StoreUnavailable or StoreDamaged if a copy failed and fails again: nothing is recorded then. */
  repeatFailed(): void {
    if (this.#hasFailed) this.#copy();
  }

  #copyWhileIdle(): void {
    const isAfterImport = this.#events >= EVENTS_OF_IMPORT;
    this.#events = 0;
    try {
      this.#copy();
      if (isAfterImport) this.#db.exec('PRAGMA shrink_memory');
    } catch {
      // The events are on disk already. The repetition says why it fails; health reports a damaged file at once.
      this.#hasFailed = true;
    }
  }

  /** Waits for nobody: what a reader still needs stays in the log until a later copy. */
  #copy(): void {
    askDatabase(() => {
      this.#db.exec('PRAGMA wal_checkpoint(PASSIVE)');
    });
    this.#hasFailed = false;
  }
}
