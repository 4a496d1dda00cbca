/**
 * Leaves a random mark of each write transaction in the first page of a file, with the mark of the transaction before it. It shows whether a
 * write-ahead log continues a file (own-end.ts). A process whose files were replaced writes nothing more: it would be lost.
 */
import { randomInt } from 'node:crypto';
import { statSync } from 'node:fs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { askDatabase, replacedFile } from '#libs/sqlite/failure.ts';
import { asFormer } from '#libs/sqlite/own-end.ts';
import { inTransactionAtOnce } from '#libs/sqlite/transaction.ts';

/** Signed numbers of 32 bits; 0 stands for no mark. */
const MARKS_END = 2 ** 31;

export class WriteMarks {
  readonly #db: DatabaseSync;
  /** Null for a database in memory. */
  readonly #path: string | null;
  /** Of the file and those beside it, as this connection opened them. */
  readonly #files: string;
  readonly #isRemovable: boolean;
  #changes: StatementSync | undefined;
  /** Of this connection, at its last transaction. */
  #changesBefore: unknown = 0;
  #mark: StatementSync | undefined;

  /** `isRemovable`: others remove the file while it is open, and what is lost of it can be made again. */
  constructor(db: DatabaseSync, { isRemovable = false }: { readonly isRemovable?: boolean } = {}) {
    this.#db = db;
    this.#isRemovable = isRemovable;
    this.#path = db.location();
    // SQLite makes the files beside it when it first reads.
    askDatabase(() => db.prepare('SELECT 1 FROM sqlite_schema').get(), db);
    this.#files = this.#path === null ? '' : filesOf(this.#path);
  }

  /**
   * A write transaction (inTransactionAtOnce). Throws also StoreDamaged if the file, its -wal or its -shm was replaced or removed since it was
   * opened.
   */
  transactionAtOnce<T>(body: () => T): T {
    return inTransactionAtOnce(this.#db, () => this.#marked(body));
  }

  #marked<T>(body: () => T): T {
    if (this.#path === null) return body();
    const result = body();
    this.#changes ??= this.#db.prepare('SELECT total_changes() AS changes');
    const changes = this.#changes.get()?.['changes'];
    // One that changes nothing waits for no disk.
    if (changes === this.#changesBefore) return result;
    this.#changesBefore = changes;
    this.#leaveMark();
    if (this.#isRemovable) return result;
    if (filesOf(this.#path) !== this.#files) throw replacedFile(this.#path);
    return result;
  }

  #leaveMark(): void {
    this.#mark ??= this.#db.prepare('PRAGMA user_version');
    const former = Number(this.#mark.get()?.['user_version']);
    this.#db.exec(`PRAGMA application_id = ${asFormer(former)}; PRAGMA user_version = ${randomInt(1, MARKS_END)}`);
  }
}

/** Without the -shm of the others, a process would write over their transactions in the -wal. */
function filesOf(path: string): string {
  return ['', '-wal', '-shm'].map((end) => identityOf(path + end)).join(', ');
}

/** Differs for a file that has replaced another one of this name. */
function identityOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? 'missing' : `${found.dev} ${found.ino}`;
}
