/**
 * Leaves a random mark of each write transaction in the first page of a file, with the mark of the transaction before it. It shows whether a
 * write-ahead log continues a file (own-end.ts). A process whose files were replaced writes nothing more: it would be lost.
 */
import { randomInt } from 'node:crypto';
import { statSync } from 'node:fs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { replacedFile } from '#libs/sqlite/failure.ts';
import { inTransactionAtOnce } from '#libs/sqlite/transaction.ts';

/** Signed numbers of 32 bits; 0 stands for no mark. */
const MARKS_END = 2 ** 31;

export class WriteMarks {
  readonly #db: DatabaseSync;
  /** Null for a database in memory. */
  readonly #path: string | null;
  readonly #file: string;
  /** Known once this connection writes: SQLite makes it later than the file. */
  #wal: string | undefined;
  #changes: StatementSync | undefined;
  /** Of this connection, at its last transaction. */
  #changesBefore: unknown = 0;
  #mark: StatementSync | undefined;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#path = db.location();
    this.#file = identityOf(this.#path);
  }

  /**
   * A write transaction (inTransactionAtOnce). Throws also StoreDamaged if the file, or its write-ahead log, was replaced or removed since it
   * was opened.
   */
  transactionAtOnce<T>(body: () => T): T {
    return inTransactionAtOnce(this.#db, () => this.#marked(body));
  }

  #marked<T>(body: () => T): T {
    if (this.#path === null) return body();
    this.#wal ??= identityOf(`${this.#path}-wal`);
    const result = body();
    this.#changes ??= this.#db.prepare('SELECT total_changes() AS changes');
    const changes = this.#changes.get()?.['changes'];
    // One that changes nothing waits for no disk.
    if (changes === this.#changesBefore) return result;
    this.#changesBefore = changes;
    this.#leaveMark();
    if (identityOf(this.#path) !== this.#file || identityOf(`${this.#path}-wal`) !== this.#wal)
      throw replacedFile(this.#path);
    return result;
  }

  #leaveMark(): void {
    this.#mark ??= this.#db.prepare('PRAGMA user_version');
    const former = Number(this.#mark.get()?.['user_version']);
    this.#db.exec(`PRAGMA application_id = ${former}; PRAGMA user_version = ${randomInt(1, MARKS_END)}`);
  }
}

/** Differs for a file that has replaced another one of this name. */
function identityOf(path: string | null): string {
  const found = path === null ? undefined : statSync(path, { throwIfNoEntry: false });
  return found === undefined ? 'missing' : `${found.dev} ${found.ino}`;
}
