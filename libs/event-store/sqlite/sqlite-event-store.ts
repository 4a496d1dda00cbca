/**
 * The event log in one SQLite file (node:sqlite, write-ahead log, every commit on disk before it is acknowledged).
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { GENESIS, commitText, link } from '#libs/event-store/chain.ts';
import { type Commit, type NewEvent, type RecordedEvent, categoryOf } from '#libs/event-store/event.ts';
import {
  type Entry,
  type EventStore,
  type ExpectedRevision,
  type Lease,
  type LeaseHolder,
  LeaseLost,
  type Outcome,
  type ReadOptions,
  RevisionConflict,
  type StreamReadOptions,
} from '#libs/event-store/event-store.ts';
import { Readers } from '#libs/event-store/sqlite/readers.ts';
import { SCHEMA, SETTINGS } from '#libs/event-store/sqlite/schema.ts';
import { BUSY_MS, openDatabase } from '#libs/sqlite/database.ts';
import { inTransaction } from '#libs/sqlite/transaction.ts';

const READ_BATCH = 2_000;
/** A tail no longer than this is read whole rather than looked for by stream. */
const SHORT_TAIL = 20_000;
/** Streams whose number and revision are kept in memory; about 150 bytes each. */
const STREAM_CACHE = 500_000;
/** A live writer renews with every batch, so this bounds only how long a dead machine blocks the next one. */
const LEASE_MS = 60_000;
const COLUMNS =
  'e.position, s.name, e.revision, e.id, e.type, e.schema_version, e.effective, e.known_on, e.data, e.commit_no';

interface StreamHead {
  readonly no: number;
  /** The name as JSON, for the links. */
  readonly text: string;
  revision: number;
}

type Row = [number, string, number, Uint8Array, string, number, string, string, string, number];

export class SqliteEventStore implements EventStore {
  readonly #db: DatabaseSync;
  readonly #readers: Readers;
  readonly #statements = new Map<string, StatementSync>();
  readonly #streams = new Map<string, StreamHead>();
  /** What the cache was filled at: another process may have appended since. */
  #cachedEnd = -1;

  /** A copy of a log that is kept elsewhere need not wait for the disk: what it loses it reads again. */
  constructor(path: string, { isCopy = false }: { isCopy?: boolean } = {}) {
    this.#db = openDatabase(path, SETTINGS);
    if (isCopy) this.#db.exec('PRAGMA synchronous = NORMAL');
    this.#db.exec(SCHEMA);
    this.#readers = new Readers(path, BUSY_MS);
  }

  async append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
    commit: Commit,
  ): Promise<Outcome> {
    return this.#transaction(() => {
      const actual = this.#head(stream)?.revision ?? -1;
      if (expected !== 'any' && actual !== (expected === 'none' ? -1 : expected)) {
        // The same command again, already done, is no conflict.
        if (events.length > 0 && events.every(({ id }) => this.#isKnown(stream, id)))
          return { positions: events.map(() => 'known' as const) };
        throw new RevisionConflict(stream, expected, actual);
      }
      return this.#insert(
        events.map((event) => ({ stream, event })),
        commit,
      );
    });
  }

  async record(
    events: readonly { readonly stream: string; readonly event: NewEvent }[],
    commit: Commit,
    lease?: Lease,
  ): Promise<Outcome> {
    return this.#transaction(() => {
      if (lease !== undefined) this.#renew(lease, Date.parse(commit.recordedAt));
      return this.#insert(events, commit);
    });
  }

  async recordEach(entries: readonly Entry[], lease?: Lease): Promise<readonly Outcome[]> {
    return this.#transaction(() => {
      const [first] = entries;
      if (lease !== undefined && first !== undefined) this.#renew(lease, Date.parse(first.commit.recordedAt));
      return entries.map(({ events, commit }) => this.#insert(events, commit));
    });
  }

  /**
   * For a copy of the log of another engine: inserts what the body hands over, as it numbers the commits, in one transaction with
   * what the body itself writes beside it. An event whose stream has its id is passed over, as ever.
   */
  copyIn<T>(body: (database: DatabaseSync, insert: (entry: Entry, commitNo: number) => Outcome) => T): T {
    return this.#transaction(() =>
      body(this.#db, ({ events, commit }, commitNo) => this.#insert(events, commit, commitNo)),
    );
  }

  async *read({ after, upTo, categories, order = 'position' }: ReadOptions): AsyncIterable<readonly RecordedEvent[]> {
    const last = upTo ?? (await this.end());
    const statement = this.#readStatement(after, last, categories, order);
    let batch: RecordedEvent[] = [];
    for (const row of statement) {
      batch.push(toEvent(row as Row));
      if (batch.length === READ_BATCH) {
        yield batch;
        batch = [];
        // The rest of the process has its turn: a long read must not keep requests, signals or heartbeats waiting.
        await setImmediate();
      }
    }
    if (batch.length > 0) yield batch;
  }

  async readStream(stream: string, options: StreamReadOptions = {}): Promise<readonly RecordedEvent[]> {
    const { backwards = false, from = backwards ? Number.MAX_SAFE_INTEGER : 0, limit = -1 } = options;
    const rows = this.#prepare(
      `SELECT ${COLUMNS} FROM streams s JOIN events e ON e.stream = s.no
       WHERE s.name = ? AND e.revision ${backwards ? '<=' : '>='} ?
       ORDER BY e.revision ${backwards ? 'DESC' : 'ASC'} LIMIT ?`,
    ).all(stream, from, limit);
    return (rows as unknown as Row[]).map(toEvent);
  }

  async find(stream: string, id: string): Promise<RecordedEvent | undefined> {
    const row = this.#prepare(
      `SELECT ${COLUMNS} FROM streams s JOIN events e ON e.stream = s.no WHERE s.name = ? AND e.id = ?`,
    ).get(stream, Buffer.from(id, 'hex')) as unknown as Row | undefined;
    return row === undefined ? undefined : toEvent(row);
  }

  async known(events: readonly { readonly stream: string; readonly id: string }[]): Promise<readonly boolean[]> {
    return events.map(({ stream, id }) => this.#isKnown(stream, id));
  }

  async commit(number: number): Promise<Commit> {
    const row = this.#prepare('SELECT recorded_at, actor, correlation, causation FROM commits WHERE no = ?').get(
      number,
    ) as [string, string, string, string] | undefined;
    if (row === undefined) throw new RangeError(`there is no commit ${number}`);
    return { recordedAt: row[0], actor: row[1], correlation: row[2], causation: row[3] };
  }

  async end(): Promise<number> {
    return this.#end();
  }

  async linkAt(position: number): Promise<string | undefined> {
    const row = this.#prepare('SELECT link FROM events WHERE position = ?').get(position) as [Uint8Array] | undefined;
    return row === undefined ? undefined : Buffer.from(row[0]).toString('hex');
  }

  async count(categories?: readonly string[]): Promise<number> {
    if (categories === undefined) return this.#number('SELECT count(*) FROM events');
    return this.#countIn(JSON.stringify(categories));
  }

  async acquireLease(name: string, holder: LeaseHolder, now: number): Promise<Lease> {
    return this.#transaction(() => {
      const held = this.#prepare('SELECT token, host, pid, expires_ms FROM leases WHERE name = ?').get(name) as
        [number, string, number, number] | undefined;
      if (held !== undefined) {
        const [, host, pid, expires] = held;
        const dead = host === holder.host && (pid === holder.pid || !holder.isAlive(pid));
        if (expires > now && !dead)
          throw new LeaseLost(
            `un autre enregistrement est en cours (processus ${pid} sur ${host}) : attendez qu'il finisse`,
          );
      }
      const token = (held?.[0] ?? 0) + 1;
      this.#prepare('INSERT OR REPLACE INTO leases VALUES (?, ?, ?, ?, ?)').run(
        name,
        token,
        holder.host,
        holder.pid,
        now + LEASE_MS,
      );
      return { name, token };
    });
  }

  async releaseLease({ name, token }: Lease): Promise<void> {
    this.#transaction(() => {
      this.#prepare('UPDATE leases SET expires_ms = 0 WHERE name = ? AND token = ?').run(name, token);
    });
  }

  async close(): Promise<void> {
    this.#readers.close();
    this.#db.close();
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      statement.setReturnArrays(true);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #number(sql: string, ...values: string[]): number {
    return (this.#prepare(sql).get(...values) as unknown as [number])[0];
  }

  #countIn(categories: string): number {
    return this.#number(
      'SELECT coalesce(sum(revision + 1), 0) FROM streams WHERE category IN (SELECT value FROM json_each(?))',
      categories,
    );
  }

  #end(): number {
    return this.#number('SELECT coalesce(max(position), 0) FROM events');
  }

  #transaction<T>(body: () => T): T {
    try {
      const result = inTransaction(this.#db, () => {
        if (this.#end() !== this.#cachedEnd) this.#streams.clear();
        return body();
      });
      this.#cachedEnd = this.#end();
      return result;
    } catch (error) {
      this.#streams.clear();
      throw error;
    }
  }

  #head(stream: string): StreamHead | undefined {
    const cached = this.#streams.get(stream);
    if (cached !== undefined) return cached;
    const row = this.#prepare('SELECT no, revision FROM streams WHERE name = ?').get(stream) as
      [number, number] | undefined;
    if (row === undefined) return undefined;
    return this.#cache(stream, row[0], row[1]);
  }

  #cache(stream: string, no: number, revision: number): StreamHead {
    if (this.#streams.size >= STREAM_CACHE) this.#streams.clear();
    const head = { no, revision, text: JSON.stringify(stream) };
    this.#streams.set(stream, head);
    return head;
  }

  #newStream(stream: string): StreamHead {
    const { lastInsertRowid } = this.#prepare('INSERT INTO streams (name, category, revision) VALUES (?, ?, -1)').run(
      stream,
      categoryOf(stream),
    );
    return this.#cache(stream, Number(lastInsertRowid), -1);
  }

  #isKnown(stream: string, id: string): boolean {
    return (
      this.#prepare('SELECT 1 FROM streams s JOIN events e ON e.stream = s.no WHERE s.name = ? AND e.id = ?').get(
        stream,
        Buffer.from(id, 'hex'),
      ) !== undefined
    );
  }

  #insert(
    events: readonly { readonly stream: string; readonly event: NewEvent }[],
    commit: Commit,
    commitNo = this.#number('SELECT coalesce(max(no), 0) + 1 FROM commits'),
  ): Outcome {
    const last = this.#prepare('SELECT position, link FROM events ORDER BY position DESC LIMIT 1').get() as
      [number, Uint8Array] | undefined;
    let position = last?.[0] ?? 0;
    let previous = last === undefined ? GENESIS : Buffer.from(last[1]).toString('hex');
    const inLinks = commitText(commit);
    const insert = this.#prepare('INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    const moved = new Set<StreamHead>();
    const positions = events.map(({ stream, event }) => {
      const head = this.#head(stream) ?? this.#newStream(stream);
      const next = link(previous, position + 1, head.text, head.revision + 1, event, inLinks);
      // Only a known id can be ignored here: the write lock makes position and revision free.
      const { changes } = insert.run(
        position + 1,
        head.no,
        head.revision + 1,
        Buffer.from(event.id, 'hex'),
        event.type,
        event.schemaVersion,
        event.effective,
        event.knownOn,
        commitNo,
        event.data,
        Buffer.from(next, 'hex'),
      );
      if (changes === 0) return 'known';
      head.revision++;
      moved.add(head);
      previous = next;
      return ++position;
    });
    if (moved.size > 0) {
      this.#prepare('INSERT OR IGNORE INTO commits VALUES (?, ?, ?, ?, ?)').run(
        commitNo,
        commit.recordedAt,
        commit.actor,
        commit.correlation,
        commit.causation,
      );
      const update = this.#prepare('UPDATE streams SET revision = ? WHERE no = ?');
      for (const { no, revision } of moved) update.run(revision, no);
    }
    return { positions };
  }

  #renew(lease: Lease, now: number): void {
    const { changes } = this.#prepare(
      'UPDATE leases SET expires_ms = ? WHERE name = ? AND token = ? AND expires_ms > 0',
    ).run(now + LEASE_MS, lease.name, lease.token);
    if (changes === 0)
      throw new LeaseLost("un autre enregistrement a pris la main : relancez l'import quand il aura fini");
  }

  #readStatement(
    after: number,
    upTo: number,
    categories: readonly string[] | undefined,
    order: 'position' | 'stream',
  ): Iterable<unknown> {
    const between = 'e.position > ? AND e.position <= ?';
    if (categories === undefined && order === 'position')
      return this.#readers.rows(
        `SELECT ${COLUMNS} FROM events e JOIN streams s ON s.no = e.stream WHERE ${between} ORDER BY e.position`,
        after,
        upTo,
      );
    const chosen = JSON.stringify(categories ?? this.#categories());
    const inCategories = 's.category IN (SELECT value FROM json_each(?))';
    // CROSS JOIN keeps SQLite to the order of the tables: streams first finds a small category, or the order of streams,
    // by index; events first follows the tail of the log.
    if (order === 'stream')
      return this.#readers.rows(
        `SELECT ${COLUMNS} FROM streams s CROSS JOIN events e ON e.stream = s.no
         WHERE ${inCategories} AND ${between} ORDER BY s.no, e.revision`,
        chosen,
        after,
        upTo,
      );
    const fromTheTail = upTo - after <= SHORT_TAIL || upTo - after <= this.#countIn(chosen);
    return fromTheTail
      ? this.#readers.rows(
          `SELECT ${COLUMNS} FROM events e CROSS JOIN streams s ON s.no = e.stream
           WHERE ${between} AND ${inCategories} ORDER BY e.position`,
          after,
          upTo,
          chosen,
        )
      : this.#readers.rows(
          `SELECT ${COLUMNS} FROM streams s CROSS JOIN events e ON e.stream = s.no
           WHERE ${inCategories} AND ${between} ORDER BY e.position`,
          chosen,
          after,
          upTo,
        );
  }

  #categories(): string[] {
    return (this.#prepare('SELECT DISTINCT category FROM streams').all() as unknown as [string][]).map(
      ([name]) => name,
    );
  }
}

function toEvent(row: Row): RecordedEvent {
  const [position, stream, revision, id, type, schemaVersion, effective, knownOn, data, commit] = row;
  return {
    position,
    stream,
    revision,
    // Hexadecimal of sixteen bytes; most readers never look at it, so it is made only when asked for.
    get id() {
      return Buffer.from(id).toString('hex');
    },
    type,
    schemaVersion,
    effective,
    knownOn,
    data,
    commit,
  };
}
