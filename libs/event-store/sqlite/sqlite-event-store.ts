/**
 * The event log in one SQLite file (node:sqlite, write-ahead log, every commit on disk before it is acknowledged).
 */
import type { DatabaseSync } from 'node:sqlite';
import { GENESIS, commitText, linkAfter, linkedText } from '#libs/event-store/chain.ts';
import type { Commit, EventField, NewEvent, RecordedEvent } from '#libs/event-store/event.ts';
import {
  type Entry,
  type EventStore,
  type ExpectedRevision,
  type Lease,
  type LeaseHolder,
  type LogElsewhere,
  type Outcome,
  type ReadOptions,
  RevisionConflict,
  type StreamReadOptions,
} from '#libs/event-store/event-store.ts';
import { type Clock, type LastRecorded, recordedNow, systemClock } from '#libs/event-store/recording-time.ts';
import { Leases } from '#libs/event-store/sqlite/leases.ts';
import { SQLITE_LOG_READER } from '#libs/event-store/sqlite/log-reader.ts';
import { countIn, endOf, readPages } from '#libs/event-store/sqlite/pages.ts';
import { EVERY_FIELD, columnsOf, eventOf } from '#libs/event-store/sqlite/rows.ts';
import { SCHEMA, SETTINGS } from '#libs/event-store/sqlite/schema.ts';
import { type StreamHead, StreamHeads } from '#libs/event-store/sqlite/stream-heads.ts';
import { AMPLE, type FileMemory, memorySettings, openDatabase } from '#libs/sqlite/database.ts';
import { Statements } from '#libs/sqlite/statements.ts';
import { answered } from '#libs/sqlite/failure.ts';
import { inTransactionAtOnce, whenUnlocked } from '#libs/sqlite/transaction.ts';

const COLUMNS = columnsOf(EVERY_FIELD);

type LastRow = [position: number, link: Uint8Array, recordedAt: string];

/** Sets the time of a commit after the last event. */
type Timed = (commit: Commit, last: LastRecorded | undefined) => Commit;

const asGiven: Timed = (commit) => commit;

interface SqliteSettings {
  readonly isCopy?: boolean;
  readonly clock?: Clock;
  readonly memory?: FileMemory;
  readonly tables?: string;
}

export class SqliteEventStore implements EventStore {
  readonly #path: string;
  readonly #db: DatabaseSync;
  readonly #statements: Statements;
  readonly #leases: Leases;
  readonly #streams: StreamHeads;
  readonly #clock: Clock;
  /** End of the log when `#streams` was right: another process may append. */
  #cachedEnd = -1;

  /** With `isCopy`, does not wait for the disk: a copy reads again what it loses. `tables`: more tables, where they are not there. */
  constructor(path: string, { isCopy = false, clock = systemClock, memory = AMPLE, tables = '' }: SqliteSettings = {}) {
    this.#clock = clock;
    this.#path = path;
    this.#db = openDatabase(path, SETTINGS + memorySettings(memory));
    if (isCopy) this.#db.exec('PRAGMA synchronous = NORMAL');
    answered(() => {
      this.#db.exec(SCHEMA + tables);
    });
    this.#statements = new Statements(this.#db, { asArrays: true });
    this.#leases = new Leases(this.#statements);
    this.#streams = new StreamHeads(this.#statements);
  }

  async append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
    commit: Commit,
  ): Promise<Outcome> {
    return this.#transaction(() => {
      const actual = this.#streams.of(stream)?.revision ?? -1;
      if (expected !== 'any' && actual !== (expected === 'none' ? -1 : expected)) {
        // A repeated command is not a conflict.
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
      if (lease !== undefined) this.#leases.renew(lease, Date.parse(commit.recordedAt));
      return this.#insert(events, commit);
    });
  }

  async recordEach(entries: readonly Entry[], lease?: Lease): Promise<readonly Outcome[]> {
    return this.#transaction(() => {
      const [first] = entries;
      if (lease !== undefined && first !== undefined) this.#leases.renew(lease, Date.parse(first.commit.recordedAt));
      return entries.map(({ events, commit }) => this.#insert(events, commit));
    });
  }

  async copy(entries: readonly Entry[]): Promise<void> {
    await this.#transaction(() => {
      for (const { events, commit } of entries) this.#insert(events, commit, { timed: asGiven });
    });
  }

  /**
   * Copies from the log of another engine: `body` numbers the commits and inserts entries, in one transaction with its own
   * writes. An event whose stream already has its id is skipped.
   */
  copyIn<T>(body: (database: DatabaseSync, insert: (entry: Entry, commitNo: number) => Outcome) => T): Promise<T> {
    return this.#transaction(() =>
      body(this.#db, ({ events, commit }, commitNo) => this.#insert(events, commit, { commitNo, timed: asGiven })),
    );
  }

  /** The last event; undefined in an empty log. */
  last(): LastRecorded | undefined {
    const row = this.#last();
    return row === undefined ? undefined : { position: row[0], recordedAt: row[2] };
  }

  read<Field extends EventField = EventField>(
    options: ReadOptions<Field>,
  ): AsyncIterable<readonly Pick<RecordedEvent, Field>[]> {
    return readPages(this.#statements, options);
  }

  async readStream(stream: string, options: StreamReadOptions = {}): Promise<readonly RecordedEvent[]> {
    const { backwards = false, from = backwards ? Number.MAX_SAFE_INTEGER : 0, limit = -1 } = options;
    const rows = this.#statements.all(
      `SELECT ${COLUMNS} FROM streams s JOIN events e ON e.stream = s.no
       WHERE s.name = ? AND e.revision ${backwards ? '<=' : '>='} ?
       ORDER BY e.revision ${backwards ? 'DESC' : 'ASC'} LIMIT ?`,
      stream,
      from,
      limit,
    );
    return (rows as unknown as (readonly unknown[])[]).map(recorded);
  }

  async elsewhere(): Promise<LogElsewhere> {
    const streams = this.#number('SELECT coalesce(max(no), 0) FROM streams');
    return { module: SQLITE_LOG_READER, place: this.#path, streams };
  }

  async find(stream: string, id: string): Promise<RecordedEvent | undefined> {
    const row = this.#statements.get(
      `SELECT ${COLUMNS} FROM streams s JOIN events e ON e.stream = s.no WHERE s.name = ? AND e.id = ?`,
      stream,
      Buffer.from(id, 'hex'),
    ) as readonly unknown[] | undefined;
    return row === undefined ? undefined : recorded(row);
  }

  async known(events: readonly { readonly stream: string; readonly id: string }[]): Promise<readonly boolean[]> {
    return events.map(({ stream, id }) => this.#isKnown(stream, id));
  }

  async commit(number: number): Promise<Commit> {
    const row = this.#statements.get(
      'SELECT recorded_at, actor, correlation, causation FROM commits WHERE no = ?',
      number,
    ) as [string, string, string, string] | undefined;
    if (row === undefined) throw new RangeError(`there is no commit ${number}`);
    return { recordedAt: row[0], actor: row[1], correlation: row[2], causation: row[3] };
  }

  async end(): Promise<number> {
    return this.#end();
  }

  async linkAt(position: number): Promise<string | undefined> {
    const row = this.#statements.get('SELECT link FROM events WHERE position = ?', position) as
      | [Uint8Array]
      | undefined;
    return row === undefined ? undefined : Buffer.from(row[0]).toString('hex');
  }

  async count(categories?: readonly string[]): Promise<number> {
    if (categories === undefined) return this.#number('SELECT count(*) FROM events');
    return countIn(this.#statements, categories);
  }

  async acquireLease(name: string, holder: LeaseHolder, now: number): Promise<Lease> {
    return this.#transaction(() => this.#leases.acquire(name, holder, now));
  }

  async releaseLease(lease: Lease): Promise<void> {
    await this.#transaction(() => {
      this.#leases.release(lease);
    });
  }

  async close(): Promise<void> {
    this.#db.close();
  }

  #number(sql: string): number {
    return (this.#statements.get(sql) as [number])[0];
  }

  #end(): number {
    return endOf(this.#statements);
  }

  #transaction<T>(body: () => T): Promise<T> {
    return whenUnlocked(() => this.#atOnce(body));
  }

  #atOnce<T>(body: () => T): T {
    try {
      const result = inTransactionAtOnce(this.#db, () => {
        if (this.#end() !== this.#cachedEnd) this.#streams.forget();
        return body();
      });
      this.#cachedEnd = this.#end();
      return result;
    } catch (error) {
      this.#streams.forget();
      throw error;
    }
  }

  #isKnown(stream: string, id: string): boolean {
    return (
      this.#statements.get(
        'SELECT 1 FROM streams s JOIN events e ON e.stream = s.no WHERE s.name = ? AND e.id = ?',
        stream,
        Buffer.from(id, 'hex'),
      ) !== undefined
    );
  }

  #last(): LastRow | undefined {
    // A damaged log may lack the commit: the audit finds that, and no time of it is compared.
    return this.#statements
      .get(`SELECT e.position, e.link, coalesce(c.recorded_at, '') FROM events e LEFT JOIN commits c ON c.no = e.commit_no
         ORDER BY e.position DESC LIMIT 1`) as LastRow | undefined;
  }

  #insert(
    events: readonly { readonly stream: string; readonly event: NewEvent }[],
    given: Commit,
    {
      commitNo = this.#number('SELECT coalesce(max(no), 0) + 1 FROM commits'),
      timed = (commit, last) => recordedNow(commit, last, this.#clock),
    }: { readonly commitNo?: number; readonly timed?: Timed } = {},
  ): Outcome {
    const last = this.#last();
    const commit = timed(given, last === undefined ? undefined : { position: last[0], recordedAt: last[2] });
    let position = last?.[0] ?? 0;
    let previous = last === undefined ? GENESIS : Buffer.from(last[1]).toString('hex');
    const inLinks = commitText(commit);
    const insert = this.#statements.prepare('INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    const moved = new Set<StreamHead>();
    const positions = events.map(({ stream, event }) => {
      const head = this.#streams.of(stream) ?? this.#streams.add(stream);
      const next = linkAfter(previous, position + 1, linkedText(head.text, head.revision + 1, event, inLinks));
      // Ignores a known id only: the write lock makes position and revision free.
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
      this.#statements
        .prepare('INSERT OR IGNORE INTO commits VALUES (?, ?, ?, ?, ?)')
        .run(commitNo, commit.recordedAt, commit.actor, commit.correlation, commit.causation);
      this.#streams.store(moved);
    }
    return { positions };
  }
}

function recorded(row: readonly unknown[]): RecordedEvent {
  return eventOf(row, EVERY_FIELD);
}
