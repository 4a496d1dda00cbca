/**
 * The local copy of the log on each machine, in the tables of the embedded log. KurrentDB has one global order and no ordinals;
 * the copy numbers the product's events in that order (position, revision, link), so every copy has the same numbers. A deleted
 * copy is rebuilt.
 *
 * The server may hold an event twice under one id in one stream, when an append was repeated after its answer was lost. Every
 * copy skips the second one.
 */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Commit, NewEvent } from '#libs/event-store/event.ts';
import { type LastRecorded, recordedAfter } from '#libs/event-store/recording-time.ts';
import type { KeyedCommit } from '#libs/event-store/kurrentdb/envelope.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { BUSY_MS } from '#libs/sqlite/database.ts';
import { Statements } from '#libs/sqlite/statements.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS server_streams (name TEXT PRIMARY KEY, revision INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS server_commits (key TEXT PRIMARY KEY, no INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS server_progress (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  -- Position of the last event read from the server; text, as it can exceed 2^53.
  commit_position TEXT NOT NULL,
  prepare_position TEXT NOT NULL
) STRICT;
`;

/** A position in the global order of the server. */
export interface ServerPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** One event of the server in a stream of the product, with the product's events that it holds. */
export interface CopiedEvent {
  readonly stream: string;
  readonly serverRevision: bigint;
  readonly keyed: KeyedCommit;
  readonly events: readonly NewEvent[];
}

/** The commit of copied events after the last event before them. */
export function commitAfter({ commit, isTimed }: KeyedCommit, last: string | undefined): Commit {
  return isTimed ? recordedAfter(commit, last) : commit;
}

export class Replica {
  readonly path: string;
  readonly log: SqliteEventStore;
  /** Reads without the write lock. */
  readonly #beside: DatabaseSync;
  readonly #statements: Statements;

  constructor(path: string) {
    this.path = path;
    this.log = new SqliteEventStore(path, { isCopy: true, tables: SCHEMA, form: 1 });
    this.#beside = new DatabaseSync(path, { timeout: BUSY_MS, readOnly: true });
    this.#statements = new Statements(this.#beside);
  }

  /** Position up to which the server was read; undefined before its first event. */
  progress(): ServerPosition | undefined {
    return progressIn(this.#beside);
  }

  /** Last revision of a stream at the server, -1n for an unknown stream. */
  serverRevision(stream: string): bigint {
    return BigInt(this.#value('SELECT revision AS value FROM server_streams WHERE name = ?', stream) ?? -1);
  }

  /** Last revision of a stream of the product up to a position, -1 if it had no event. */
  revisionAt(stream: string, position: number): number {
    const sql = `SELECT e.revision AS value FROM streams s JOIN events e ON e.stream = s.no
      WHERE s.name = ? AND e.position <= ? ORDER BY e.revision DESC LIMIT 1`;
    return this.#value(sql, stream, position) ?? -1;
  }

  /** Positions, after `after`, of the events of one commit, by stream and id (`stream\nid`). */
  positionsOf(key: string, after: number): Map<string, number> {
    const rows = this.#beside
      .prepare(
        `SELECT e.position, s.name, lower(hex(e.id)) AS id FROM events e JOIN streams s ON s.no = e.stream
         WHERE e.position > ? AND e.commit_no IN (SELECT no FROM server_commits WHERE key = ? OR key GLOB ? || ' *')`,
      )
      .all(after, key, key);
    return new Map(rows.map(({ position, name, id }) => [`${String(name)}\n${String(id)}`, position as number]));
  }

  /**
   * The last copied event: its position, its stream and the last revision of the stream at the server; undefined for an empty
   * copy.
   */
  last(): { readonly position: number; readonly stream: string; readonly serverRevision: bigint } | undefined {
    const row = this.#beside
      .prepare(
        'SELECT e.position, s.name FROM events e JOIN streams s ON s.no = e.stream ORDER BY e.position DESC LIMIT 1',
      )
      .get() as { position: number; name: string } | undefined;
    if (row === undefined) return undefined;
    return { position: row.position, stream: row.name, serverRevision: this.serverRevision(row.name) };
  }

  /** The last copied event, with its time; undefined for an empty copy. */
  lastRecorded(): LastRecorded | undefined {
    return this.log.last();
  }

  /** Goes back to a position of the server, or to its beginning. Events copied before are skipped when they are read again. */
  async readOnFrom(position: ServerPosition | undefined): Promise<void> {
    if (this.progress()?.commit === position?.commit) return;
    await this.log.copyIn((database) => {
      database.exec('DELETE FROM server_progress');
      if (position !== undefined) setProgress(database, position);
    });
  }

  /** Position of the last copied event. */
  end(): number {
    return this.#value('SELECT coalesce(max(position), 0) AS value FROM events') ?? 0;
  }

  /** Concatenated links of these positions; fewer at the end of the copy. */
  links(from: number, to: number): Buffer {
    const rows = this.#beside
      .prepare('SELECT link FROM events WHERE position BETWEEN ? AND ? ORDER BY position')
      .all(from, to);
    return Buffer.concat(rows.map((row) => row['link'] as Uint8Array));
  }

  /** Revision of an event in its stream; undefined for an event that is not copied. */
  revisionOf(stream: string, id: string): number | undefined {
    return this.#value(
      'SELECT e.revision AS value FROM streams s JOIN events e ON e.stream = s.no WHERE s.name = ? AND e.id = ?',
      stream,
      Buffer.from(id, 'hex'),
    );
  }

  async close(): Promise<void> {
    this.#beside.close();
    await this.log.close();
  }

  #value(sql: string, ...values: SQLInputValue[]): number | undefined {
    return (this.#statements.get(sql, ...values) as { value: number } | undefined)?.value;
  }

  /** Copies the events read after `from`, up to `to`. Copies nothing and returns false if another process of this machine did so first. */
  take(copied: readonly CopiedEvent[], from: ServerPosition | undefined, to: ServerPosition): Promise<boolean> {
    return this.log.copyIn((database, insert) => {
      if (progressIn(database)?.commit !== from?.commit) return false;
      const setRevision = database.prepare('INSERT OR REPLACE INTO server_streams VALUES (?, ?)');
      let run: CopiedEvent[] = [];
      const flush = (): void => {
        const [first] = run;
        if (first === undefined) return;
        const events = run.flatMap(({ stream, events: of }) => of.map((event) => ({ stream, event })));
        const { key, commit: sent } = first.keyed;
        const commit = commitAfter(first.keyed, this.log.last()?.recordedAt);
        // A part of a commit with another time becomes a separate commit.
        insert({ events, commit }, commitNo(database, commit === sent ? key : `${key} ${commit.recordedAt}`));
        run = [];
      };
      for (const one of copied) {
        if (run[0] !== undefined && run[0].keyed.key !== one.keyed.key) flush();
        run.push(one);
      }
      flush();
      const revisions = new Map(copied.map(({ stream, serverRevision }) => [stream, serverRevision]));
      for (const [stream, revision] of revisions) setRevision.run(stream, revision);
      setProgress(database, to);
      return true;
    });
  }
}

function progressIn(database: DatabaseSync): ServerPosition | undefined {
  const row = database.prepare('SELECT commit_position AS c, prepare_position AS p FROM server_progress').get();
  return row === undefined ? undefined : { commit: BigInt(row['c'] as string), prepare: BigInt(row['p'] as string) };
}

function setProgress(database: DatabaseSync, { commit, prepare }: ServerPosition): void {
  database.prepare('INSERT OR REPLACE INTO server_progress VALUES (1, ?, ?)').run(String(commit), String(prepare));
}

/** Events of one commit may be apart in the order of the server. */
function commitNo(database: DatabaseSync, key: string): number {
  const known = database.prepare('SELECT no FROM server_commits WHERE key = ?').get(key);
  if (known !== undefined) return known['no'] as number;
  const { no } = database.prepare('SELECT coalesce(max(no), 0) + 1 AS no FROM server_commits').get() as { no: number };
  database.prepare('INSERT INTO server_commits VALUES (?, ?)').run(key, no);
  return no;
}
