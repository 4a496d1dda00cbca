/**
 * The event log in one SQLite file (node:sqlite, write-ahead log, every commit on disk before it is acknowledged).
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Commit, EventField, NewEvent, RecordedEvent } from '#libs/event-store/event.ts';
import {
  type CarriedOver,
  type Condition,
  type Entry,
  type EventStore,
  type ExpectedRevision,
  type Lease,
  type LeaseHolder,
  type LogElsewhere,
  LogOfOtherForm,
  type Outcome,
  type ReadOptions,
  RevisionConflict,
  type StreamAt,
  type StreamReadOptions,
} from '#libs/event-store/event-store.ts';
import { type Clock, type LastRecorded, noClock, recordedNow } from '#libs/event-store/recording-time.ts';
import { SQLITE_BEGUN_STREAMS, begunIn } from '#libs/event-store/sqlite/begun-streams.ts';
import type { Elsewhere } from '#libs/threads/computing.ts';
import type { RowSealer } from '#libs/event-store/row-sealer.ts';
import { EventRows } from '#libs/event-store/sqlite/form-1/event-rows.ts';
import { FORM_1_TABLES as SCHEMA_1 } from '#libs/event-store/sqlite/form-1/schema.ts';
import { CommitRows } from '#libs/event-store/sqlite/form-2/commit-rows.ts';
import { FORM_2_TABLES as SCHEMA_2, FORM_2_TARGET_TABLES as TARGET_2 } from '#libs/event-store/sqlite/form-2/schema.ts';
import { IdleCheckpoint } from '#libs/event-store/sqlite/idle-checkpoint.ts';
import { conflictAt, firstMoved, movedSince } from '#libs/event-store/sqlite/revision-conflicts.ts';
import { SqliteLeases } from '#libs/event-store/sqlite/leases.ts';
import { SQLITE_LOG_READER, placeOfLog } from '#libs/event-store/sqlite/log-reader.ts';
import { LOG_PRAGMAS } from '#libs/event-store/sqlite/settings.ts';
import { type LogForm, type Timed, UNFINISHED, formIn, knownForm } from '#libs/event-store/sqlite/stored-form.ts';
import { AMPLE, type FileMemory, besideOthers, memorySettings, openDatabase } from '#libs/sqlite/database.ts';
import { Statements } from '#libs/sqlite/statements.ts';
import { askDatabase } from '#libs/sqlite/failure.ts';
import { inTransaction, whenUnlocked } from '#libs/sqlite/transaction.ts';
import { WriteMarks } from '#libs/sqlite/write-marks.ts';

const asGiven: Timed = (commit) => commit;

interface SqliteSettings {
  readonly isCopy?: boolean;
  /** Called if a commit comes before the last event; without a clock such a write is an error. */
  readonly clock?: Clock;
  readonly memory?: FileMemory;
  readonly tables?: string;
  /** The form of a new file, and the form in which a file is written. A file of another form is only read. */
  readonly form?: LogForm['form'];
  /** Opens the file as the target of a copy: it may hold a part of the other log. */
  readonly isTarget?: boolean;
}

export class SqliteEventStore implements EventStore {
  readonly keys = undefined;
  readonly sealedElsewhere = undefined;
  readonly begunElsewhere: Elsewhere;
  readonly #path: string;
  readonly #db: DatabaseSync;
  readonly #statements: Statements;
  readonly #form: LogForm;
  readonly #leases: SqliteLeases;
  readonly #clock: Clock;
  readonly #checkpoint: IdleCheckpoint;
  readonly #marks: WriteMarks;
  #sealer: RowSealer | undefined;
  readonly #isReadOnly: boolean;
  /** End of the log at which the memory of the form was right: another process may append. */
  #cachedEnd = -1;

  /**
   * With `isCopy`, does not wait for the disk: a copy reads lost events again. `tables`: extra tables, made if missing. Throws
   * LogOfOtherForm for a form of a later version, and for a log into which another one was copied in part.
   */
  constructor(
    path: string,
    { isCopy = false, clock = noClock, memory = AMPLE, tables = '', form = 2, isTarget = false }: SqliteSettings = {},
  ) {
    this.#clock = clock;
    this.#path = path;
    this.begunElsewhere = { module: SQLITE_BEGUN_STREAMS, place: path };
    this.#db = openDatabase(path, '');
    try {
      const there = askDatabase(() => formIn(this.#db));
      const found = there === UNFINISHED && isTarget ? form : knownForm(there ?? form, path);
      this.#isReadOnly = found !== form;
      besideOthers(() => {
        askDatabase(() => {
          this.#db.exec((this.#isReadOnly ? '' : LOG_PRAGMAS) + memorySettings(memory));
        });
      });
      askDatabase(() => {
        if (isCopy) this.#db.exec('PRAGMA synchronous = NORMAL');
        if (this.#isReadOnly) this.#db.exec('PRAGMA query_only = ON');
        else if (there === undefined) this.#make(found === 1 ? SCHEMA_1 : isTarget ? TARGET_2 : SCHEMA_2, tables);
        else if (found === 1) this.#db.exec(SCHEMA_1 + tables);
      });
      this.#statements = new Statements(this.#db, { asArrays: true });
      this.#form = found === 1 ? new EventRows(this.#statements) : new CommitRows(this.#statements);
    } catch (error) {
      this.#db.close();
      throw error;
    }
    this.#leases = new SqliteLeases(this.#statements);
    this.#checkpoint = new IdleCheckpoint(this.#db);
    this.#marks = new WriteMarks(this.#db);
  }

  sealRows(sealer: RowSealer): boolean {
    const isSealing = this.#form.sealRows(sealer);
    if (isSealing) this.#sealer = sealer;
    return isSealing;
  }

  async append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
    commit: Commit,
    restsOn: readonly StreamAt[] = [],
  ): Promise<Outcome> {
    return this.#transaction(() => {
      const located = events.map((event) => ({ stream, event }));
      return this.#recordedUnless(conflictAt(this.#form, stream, expected) ?? firstMoved(this.#form, restsOn), {
        events: located,
        commit,
      });
    });
  }

  async record(
    events: readonly { readonly stream: string; readonly event: NewEvent }[],
    commit: Commit,
    { lease, seen }: Condition = {},
  ): Promise<Outcome> {
    return this.#transaction(() => {
      if (lease !== undefined) this.#leases.renew(lease, Date.parse(commit.recordedAt));
      return this.#recordedUnless(movedSince(this.#form, seen, events), { events, commit });
    });
  }

  async recordEach(entries: readonly Entry[], lease?: Lease): Promise<readonly Outcome[]> {
    return this.#transaction(() => {
      const [first] = entries;
      if (lease !== undefined && first !== undefined) this.#leases.renew(lease, Date.parse(first.commit.recordedAt));
      return entries.map((entry) => this.#recorded(entry));
    });
  }

  async copy(entries: readonly Entry[], isWhole = true): Promise<void> {
    await this.#transaction(() => {
      for (const entry of entries) this.#form.insert(entry, { timed: asGiven });
      if (this.#form.form === 2)
        this.#statements.prepare('UPDATE log SET form = ?').run(isWhole ? this.#form.form : UNFINISHED);
    });
  }

  /**
   * Copies from the log of another engine: `body` numbers the commits and inserts entries, in one transaction with its own writes. An event
   * whose id its stream already has is skipped.
   */
  copyIn<T>(body: (database: DatabaseSync, insert: (entry: Entry, commitNo: number) => Outcome) => T): Promise<T> {
    return this.#transaction(() =>
      body(this.#db, (entry, commitNo) => this.#form.insert(entry, { commitNo, timed: asGiven })),
    );
  }

  /** The last event; undefined in an empty log. */
  last(): LastRecorded | undefined {
    return this.#form.last();
  }

  read<Field extends EventField = EventField>(
    options: ReadOptions<Field>,
  ): AsyncIterable<readonly Pick<RecordedEvent, Field>[]> {
    return this.#form.read(options);
  }

  async readStream<Field extends EventField = EventField>(
    stream: string,
    options?: StreamReadOptions<Field>,
  ): Promise<readonly Pick<RecordedEvent, Field>[]> {
    return this.#form.readStream(stream, options);
  }

  async elsewhere(): Promise<LogElsewhere | undefined> {
    if (this.#sealer !== undefined && this.#sealer.elsewhere === undefined) return undefined;
    const [streams] = this.#statements.get('SELECT coalesce(max(no), 0) FROM streams') as [number];
    return { module: SQLITE_LOG_READER, place: placeOfLog(this.#path, this.#sealer?.elsewhere), streams };
  }

  async begun(streams: readonly string[]): Promise<readonly string[]> {
    return begunIn(this.#statements, streams);
  }

  async find(stream: string, id: string): Promise<RecordedEvent | undefined> {
    return this.#formOfNow().find(stream, id);
  }

  async known(events: readonly { readonly stream: string; readonly id: string }[]): Promise<readonly boolean[]> {
    const form = this.#formOfNow();
    return events.map(({ stream, id }) => form.isKnown(stream, id));
  }

  async commit(number: number): Promise<Commit> {
    const commit = this.#form.commit(number);
    if (commit === undefined) throw new RangeError(`there is no commit ${number}`);
    return commit;
  }

  async end(): Promise<number> {
    return this.#form.end();
  }

  async linkAt(position: number): Promise<string | undefined> {
    return this.#form.linkAt(position);
  }

  get links(): 'events' | 'stored' {
    return this.#form.form === 1 ? 'events' : 'stored';
  }

  async carriedOver(): Promise<CarriedOver | undefined> {
    return this.#form.carriedOver();
  }

  async count(categories?: readonly string[]): Promise<number> {
    return this.#form.count(categories);
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
    this.#checkpoint.stop();
    this.#db.close();
  }

  /** Makes all tables at once: a concurrent reader finds all of them or none. Another process may have made them just now. */
  #make(schema: string, tables: string): void {
    inTransaction(this.#db, () => {
      this.#db.exec(schema + tables);
    });
  }

  #recordedUnless(conflict: RevisionConflict | undefined, entry: Entry): Outcome {
    if (conflict === undefined) return this.#recorded(entry);
    const { events } = entry;
    // A repeated command is not a conflict.
    if (events.length > 0 && events.every(({ stream, event }) => this.#form.isKnown(stream, event.id)))
      return { positions: events.map(() => 'known' as const) };
    throw conflict;
  }

  /** Called outside a transaction, before it reads the memory of the form: another process may have appended. */
  #formOfNow(): LogForm {
    const end = this.#form.end();
    if (end !== this.#cachedEnd) this.#form.refresh();
    this.#cachedEnd = end;
    return this.#form;
  }

  #recorded(entry: Entry): Outcome {
    return this.#form.insert(entry, { timed: (commit, last) => recordedNow(commit, last, this.#clock) });
  }

  #transaction<T>(body: () => T): Promise<T> {
    return whenUnlocked(() => this.#atOnce(body));
  }

  #atOnce<T>(body: () => T): T {
    if (this.#isReadOnly) throw new LogOfOtherForm({ code: 'LOG_READ_ONLY', data: { path: this.#path } });
    this.#checkpoint.repeatFailed();
    try {
      const [result, from, end] = this.#marks.transactionAtOnce(() => {
        const start = this.#form.end();
        if (start !== this.#cachedEnd) this.#form.refresh();
        const done = body();
        // Read before another process can append: its events are not in memory here.
        return [done, start, this.#form.end()] as const;
      });
      this.#cachedEnd = end;
      this.#checkpoint.committed(end - from);
      return result;
    } catch (error) {
      this.#form.forget(this.#cachedEnd);
      throw error;
    }
  }
}
