/**
 * Copies the write-ahead log into the file while nothing is recorded: otherwise the commit that makes the log long does so, and its caller
 * waits some tenths of a second longer. A commit is on disk, in the write-ahead log, before either.
 */
import type { DatabaseSync } from 'node:sqlite';
import { askDatabase } from '#libs/sqlite/failure.ts';

const IDLE_MS = 1_000;
/** Fewer events make no long log. */
const EVENTS_MIN = 500;

export class IdleCheckpoint {
  readonly #db: DatabaseSync;
  /** Since the last copy. */
  #events = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Called after each commit, with the number of its events. */
  committed(events: number): void {
    this.#events += events;
    if (events === 0 || this.#events < EVENTS_MIN) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#copy();
    }, IDLE_MS).unref();
  }

  /** Called before the file is closed. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Waits for nobody: what a reader still needs stays in the log until a later copy. */
  #copy(): void {
    this.#events = 0;
    try {
      askDatabase(() => {
        this.#db.exec('PRAGMA wal_checkpoint(PASSIVE)');
      });
    } catch {
      // The events are on disk already, so the copy can wait. If the fault stays, the next commit fails and says why. Health reports a
      // damaged file.
    }
  }
}
