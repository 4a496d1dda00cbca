/** The record of accesses in one SQLite file of this machine, readable only by its owner; created on first use. */
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { makeFolder } from '#libs/files/make-folder.ts';
import {
  type Access,
  type AccessFilter,
  type AccessRecord,
  type RolesOfPerson,
  addressWithout,
} from '#libs/access-record/access-record.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import type { Role } from '#libs/commands/segregation.ts';
import { makeForOwner, openDatabase } from '#libs/sqlite/database.ts';
import { Statements } from '#libs/sqlite/statements.ts';
import { whenUnlocked } from '#libs/sqlite/transaction.ts';
import { WriteMarks } from '#libs/sqlite/write-marks.ts';

const SCHEMA = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS accesses (
  key TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  subject TEXT NOT NULL,
  name TEXT NOT NULL,
  roles TEXT NOT NULL,
  session TEXT NOT NULL,
  address TEXT NOT NULL,
  request TEXT NOT NULL,
  kind TEXT NOT NULL,
  ids TEXT NOT NULL,
  count INTEGER NOT NULL,
  is_cut INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS read_ids (
  id TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (id, key)
) STRICT, WITHOUT ROWID;
`;

type Row = Omit<Access, 'roles' | 'ids'> & { readonly roles: string; readonly ids: string };
type RolesRow = Omit<RolesOfPerson, 'roles'> & { readonly roles: string };

interface Opened {
  readonly db: DatabaseSync;
  readonly marks: WriteMarks;
  readonly statements: Statements;
}

export class SqliteAccessRecord implements AccessRecord {
  readonly #path: string;
  #opened: Opened | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  async add(accesses: readonly Access[]): Promise<void> {
    const { marks, statements } = this.#open();
    await whenUnlocked(() => {
      marks.transactionAtOnce(() => {
        for (const access of accesses) insert(statements, access);
      });
    });
  }

  async find({ subject, kind, id, from, to }: AccessFilter, after: string, limit: number): Promise<readonly Access[]> {
    const rows = this.#open().statements.all(
      `SELECT key, at, subject, name, roles, session, address, request, kind, ids, count FROM accesses
       WHERE key > ? AND (? IS NULL OR subject = ?) AND (? IS NULL OR kind = ?) AND at >= ? AND at <= ?
         AND (? IS NULL OR is_cut = 1 OR key IN (SELECT key FROM read_ids WHERE id = ?))
       ORDER BY key LIMIT ?`,
      ...[after, subject ?? null, subject ?? null, kind ?? null, kind ?? null, from ?? '', to ?? '9999'],
      ...[id ?? null, id ?? null, limit],
    ) as unknown as Row[];
    return rows.map(({ roles, ids, ...row }) => ({ ...row, roles: rolesOf(roles), ids: JSON.parse(ids) as string[] }));
  }

  async roles(): Promise<readonly RolesOfPerson[]> {
    const rows = this.#open().statements.all(
      `SELECT subject, max(name) AS name, roles, min(at) AS first, max(at) AS last, count(*) AS times,
         count(DISTINCT session) AS sessions
       FROM accesses WHERE kind <> 'LOST' GROUP BY subject, roles ORDER BY subject, roles`,
    ) as unknown as RolesRow[];
    return rows.map(({ roles, ...row }) => ({ ...row, roles: rolesOf(roles) }));
  }

  async rename(ids: readonly string[], to: string): Promise<void> {
    const { db, marks, statements } = this.#open();
    await whenUnlocked(() => {
      marks.transactionAtOnce(() => {
        for (const id of ids) renameOne(statements, id, to);
      });
    });
    // Pages that were split, or released by a process that did not wipe them, still have old rows.
    await whenUnlocked(() => {
      db.exec('VACUUM');
    });
    // The write-ahead log still has the old pages.
    await whenUnlocked(() => {
      const { busy } = statements.get('PRAGMA wal_checkpoint(TRUNCATE)') as { readonly busy: number };
      if (busy === 1) throw new StoreUnavailable({ code: 'STORE_LOCKED', data: {} });
    });
  }

  async prune(before: string): Promise<void> {
    const { marks, statements } = this.#open();
    await whenUnlocked(() => {
      marks.transactionAtOnce(() => {
        statements.run('DELETE FROM read_ids WHERE key IN (SELECT key FROM accesses WHERE at < ?)', before);
        statements.run('DELETE FROM accesses WHERE at < ?', before);
      });
    });
  }

  async close(): Promise<void> {
    this.#opened?.db.close();
    this.#opened = undefined;
  }

  #open(): Opened {
    if (this.#opened === undefined) {
      makeFolder(dirname(this.#path));
      makeForOwner(this.#path);
      const db = openDatabase(this.#path, SCHEMA);
      this.#opened = { db, marks: new WriteMarks(db), statements: new Statements(db) };
    }
    return this.#opened;
  }
}

function insert(statements: Statements, access: Access): void {
  const { key, at, subject, name, roles, session, address, request, kind, ids, count } = access;
  statements.run(
    'INSERT OR IGNORE INTO accesses VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ...[key, at, subject, name, roles.join(' '), session, address, request, kind],
    ...[JSON.stringify(ids), count, count > ids.length ? 1 : 0],
  );
  for (const id of ids) statements.run('INSERT OR IGNORE INTO read_ids VALUES (?, ?)', id, key);
}

function renameOne(statements: Statements, id: string, to: string): void {
  const rows = statements.all(
    'SELECT key, address, ids FROM accesses WHERE key IN (SELECT key FROM read_ids WHERE id = ?)',
    id,
  ) as Pick<Row, 'key' | 'address' | 'ids'>[];
  for (const { key, address, ids } of rows) {
    const renamed = (JSON.parse(ids) as string[]).map((one) => (one === id ? to : one));
    statements.run(
      'UPDATE accesses SET address = ?, ids = ? WHERE key = ?',
      addressWithout(address, id, to),
      JSON.stringify(renamed),
      key,
    );
    statements.run('INSERT OR IGNORE INTO read_ids VALUES (?, ?)', to, key);
  }
  statements.run('DELETE FROM read_ids WHERE id = ?', id);
}

function rolesOf(text: string): readonly Role[] {
  return text === '' ? [] : (text.split(' ') as Role[]);
}
