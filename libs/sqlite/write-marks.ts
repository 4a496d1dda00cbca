/**
 * Leaves a random mark of each write transaction in the first page of a file, with the mark of the transaction before it. It shows whether a
 * write-ahead log continues a file (own-end.ts). A process whose files were replaced writes nothing more: it would be lost.
 */
import { randomInt } from 'node:crypto';
import { statSync } from 'node:fs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { replacedFile } from '#libs/sqlite/failure.ts';
import { asFormer } from '#libs/sqlite/own-end.ts';
import { inTransactionAtOnce } from '#libs/sqlite/transaction.ts';

/** Signed numbers of 32 bits; 0 stands for no mark. */
const MARKS_END = 2 ** 31;

export class WriteMarks {
  readonly #db: DatabaseSync;
  /** Null for a database in memory. */
  readonly #path: string | null;
  readonly #file: string;
  /** Of the files beside it, once this connection writes: SQLite makes them later than the file. */
  #beside: string | undefined;
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
    this.#file = identityOf(this.#path);
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
    this.#beside ??= besideOf(this.#path);
    const result = body();
    this.#changes ??= this.#db.prepare('SELECT total_changes() AS changes');
    const changes = this.#changes.get()?.['changes'];
    // One that changes nothing waits for no disk.
    if (changes === this.#changesBefore) return result;
    this.#changesBefore = changes;
    this.#leaveMark();
    if (this.#isRemovable) return result;
    if (identityOf(this.#path) !== this.#file || besideOf(this.#path) !== this.#beside) throw replacedFile(this.#path);
    return result;
  }

  #leaveMark(): void {
    this.#mark ??= this.#db.prepare('PRAGMA user_version');
    const former = Number(this.#mark.get()?.['user_version']);
    this.#db.exec(`PRAGMA application_id = ${asFormer(former)}; PRAGMA user_version = ${randomInt(1, MARKS_END)}`);
  }
}

/** Without the -shm of the others, a process would write over their transactions in the -wal. */
function besideOf(path: string): string {
  return `${identityOf(`${path}-wal`)} ${identityOf(`${path}-shm`)}`;
}

/** Differs for a file that has replaced another one of this name. */
function identityOf(path: string | null): string {
  const found = path === null ? undefined : statSync(path, { throwIfNoEntry: false });
  return found === undefined ? 'missing' : `${found.dev} ${found.ino}`;
}
