/**
 * The copy of the log that every machine keeps of what KurrentDB holds, in the embedded log's own tables. The server has one order of
 * everything and no ordinals; here each event of the product has its position, revision and link, found by counting in that order,
 * so every copy finds the same. The copy can be deleted at any time: it is made again.
 *
 * An event that the server holds twice under one id in one stream (an append that was repeated because its answer was lost) is
 * one event: the second is passed over, in every copy.
 */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Commit, NewEvent } from '#libs/event-store/event.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { BUSY_MS } from '#libs/sqlite/database.ts';
import { Statements } from '#libs/sqlite/statements.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS server_streams (name TEXT PRIMARY KEY, revision INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS server_commits (key TEXT PRIMARY KEY, no INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS server_progress (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  -- Of the last event read in the server's order; text, for they pass 2^53 in principle.
  commit_position TEXT NOT NULL,
  prepare_position TEXT NOT NULL
) STRICT;
`;

/** A place in the server's order. */
export interface ServerPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** One event of the server in one of the product's streams, with the events of the product that it stands for. */
export interface CopiedEvent {
  readonly stream: string;
  readonly serverRevision: bigint;
  readonly commitKey: string;
  readonly commit: Commit;
  readonly events: readonly NewEvent[];
}

export class Replica {
  readonly path: string;
  readonly log: SqliteEventStore;
  /** For what lies beside the events, without taking the write lock. */
  readonly #beside: DatabaseSync;
  readonly #statements: Statements;

  constructor(path: string) {
    this.path = path;
    this.log = new SqliteEventStore(path, { isCopy: true });
    this.log.copyIn((database) => {
      database.exec(SCHEMA);
    });
    this.#beside = new DatabaseSync(path, { timeout: BUSY_MS, readOnly: true });
    this.#statements = new Statements(this.#beside);
  }

  /** How far the server's order was read; undefined before its first event. */
  progress(): ServerPosition | undefined {
    return progressIn(this.#beside);
  }

  /** Last revision of a stream at the server, -1n where there is none. */
  serverRevision(stream: string): bigint {
    return BigInt(this.#value('SELECT revision AS value FROM server_streams WHERE name = ?', stream) ?? -1);
  }

  /** Positions after `after` of what one commit recorded, by stream and id (`stream\nid`). */
  positionsOf(key: string, after: number): Map<string, number> {
    const rows = this.#beside
      .prepare(
        `SELECT e.position, s.name, lower(hex(e.id)) AS id FROM events e JOIN streams s ON s.no = e.stream
         WHERE e.position > ? AND e.commit_no = (SELECT no FROM server_commits WHERE key = ?)`,
      )
      .all(after, key);
    return new Map(rows.map(({ position, name, id }) => [`${String(name)}\n${String(id)}`, position as number]));
  }

  /** The stream of the last event taken in, with its last revision at the server; undefined where the copy is empty. */
  last(): { readonly position: number; readonly stream: string; readonly serverRevision: bigint } | undefined {
    const row = this.#beside
      .prepare(
        'SELECT e.position, s.name FROM events e JOIN streams s ON s.no = e.stream ORDER BY e.position DESC LIMIT 1',
      )
      .get() as { position: number; name: string } | undefined;
    if (row === undefined) return undefined;
    return { position: row.position, stream: row.name, serverRevision: this.serverRevision(row.name) };
  }

  /** Goes back to a place in the server's order, or to its beginning: what was taken in from there on is passed over when it comes again. */
  readOnFrom(position: ServerPosition | undefined): void {
    if (this.progress()?.commit === position?.commit) return;
    this.log.copyIn((database) => {
      database.exec('DELETE FROM server_progress');
      if (position !== undefined) setProgress(database, position);
    });
  }

  /** Position of the last event taken in. */
  end(): number {
    return this.#value('SELECT coalesce(max(position), 0) AS value FROM events') ?? 0;
  }

  /** Links of these positions one after another, as bytes; fewer where the copy ends before. */
  links(from: number, to: number): Buffer {
    const rows = this.#beside
      .prepare('SELECT link FROM events WHERE position BETWEEN ? AND ? ORDER BY position')
      .all(from, to);
    return Buffer.concat(rows.map((row) => row['link'] as Uint8Array));
  }

  /** Revision of an event in its stream; undefined where the copy does not have it. */
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

  /**
   * Takes in what was read after `from`, up to `to`. False where another process of this machine has done so meanwhile: nothing is
   * taken in then.
   */
  take(copied: readonly CopiedEvent[], from: ServerPosition | undefined, to: ServerPosition): boolean {
    return this.log.copyIn((database, insert) => {
      if (progressIn(database)?.commit !== from?.commit) return false;
      const setRevision = database.prepare('INSERT OR REPLACE INTO server_streams VALUES (?, ?)');
      let run: CopiedEvent[] = [];
      const flush = (): void => {
        const [first] = run;
        if (first === undefined) return;
        const events = run.flatMap(({ stream, events: of }) => of.map((event) => ({ stream, event })));
        insert({ events, commit: first.commit }, commitNo(database, first.commitKey));
        run = [];
      };
      for (const one of copied) {
        if (run[0] !== undefined && run[0].commitKey !== one.commitKey) flush();
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

/** Events of one record can lie apart in the server's order, and still are one commit. */
function commitNo(database: DatabaseSync, key: string): number {
  const known = database.prepare('SELECT no FROM server_commits WHERE key = ?').get(key);
  if (known !== undefined) return known['no'] as number;
  const { no } = database.prepare('SELECT coalesce(max(no), 0) + 1 AS no FROM server_commits').get() as { no: number };
  database.prepare('INSERT INTO server_commits VALUES (?, ?)').run(key, no);
  return no;
}
