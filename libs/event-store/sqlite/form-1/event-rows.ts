/** The log in form 1: a row for each event, with its link. Former versions of the program wrote it; the copy of a log on a server has it. */
import { GENESIS, commitText, linkAfter, linkedText } from '#libs/event-store/chain.ts';
import { EVERY_FIELD, type Commit, type EventField, type RecordedEvent } from '#libs/event-store/event.ts';
import type { Entry, Outcome, ReadOptions, StreamReadOptions } from '#libs/event-store/event-store.ts';
import type { LastRecorded } from '#libs/event-store/recording-time.ts';
import { countIn } from '#libs/event-store/sqlite/categories.ts';
import { endOfEvents, readPages } from '#libs/event-store/sqlite/form-1/pages.ts';
import { eventColumnsOf, eventOf } from '#libs/event-store/sqlite/form-1/rows.ts';
import { type Insertion, type LogForm, resolvedRead } from '#libs/event-store/sqlite/stored-form.ts';
import { type StreamHead, StreamHeads } from '#libs/event-store/sqlite/stream-heads.ts';
import type { Statements } from '#libs/sqlite/statements.ts';

const COLUMNS = eventColumnsOf(EVERY_FIELD);

type LastRow = [position: number, link: Uint8Array, recordedAt: string];

export class EventRows implements LogForm {
  readonly form = 1;
  readonly #statements: Statements;
  readonly #streams: StreamHeads;

  /** Statements that give rows as arrays. */
  constructor(statements: Statements) {
    this.#statements = statements;
    this.#streams = new StreamHeads(statements);
  }

  sealRows(): boolean {
    return false;
  }

  last(): LastRecorded | undefined {
    const row = this.#last();
    return row === undefined ? undefined : { position: row[0], recordedAt: row[2] };
  }

  end(): number {
    return endOfEvents(this.#statements);
  }

  insert({ events, commit: given }: Entry, { timed, commitNo = this.#nextCommit() }: Insertion): Outcome {
    this.#streams.trim();
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

  revisionOf(stream: string): number {
    return this.#streams.of(stream)?.revision ?? -1;
  }

  revisionAt(stream: string, position: number): number {
    const found = this.#statements.get(
      `SELECT e.revision FROM streams s JOIN events e ON e.stream = s.no
       WHERE s.name = ? AND e.position <= ? ORDER BY e.revision DESC LIMIT 1`,
      stream,
      position,
    ) as [revision: number] | undefined;
    return found?.[0] ?? -1;
  }

  isKnown(stream: string, id: string): boolean {
    return (
      this.#statements.get(
        'SELECT 1 FROM streams s JOIN events e ON e.stream = s.no WHERE s.name = ? AND e.id = ?',
        stream,
        Buffer.from(id, 'hex'),
      ) !== undefined
    );
  }

  read<Field extends EventField = EventField>(
    options: ReadOptions<Field>,
  ): AsyncIterable<readonly Pick<RecordedEvent, Field>[]> {
    return readPages(this.#statements, options);
  }

  readStream<Field extends EventField>(
    stream: string,
    options: StreamReadOptions<Field> | undefined,
  ): readonly Pick<RecordedEvent, Field>[] {
    const { backwards, from, limit, fields, types } = resolvedRead(options);
    const rows = this.#statements.all(
      `SELECT ${eventColumnsOf(fields)} FROM streams s JOIN events e ON e.stream = s.no
       WHERE s.name = ? AND e.revision ${backwards ? '<=' : '>='} ?
       ${types === undefined ? '' : 'AND e.type IN (SELECT value FROM json_each(?))'}
       ORDER BY e.revision ${backwards ? 'DESC' : 'ASC'} LIMIT ?`,
      stream,
      from,
      ...(types === undefined ? [] : [JSON.stringify(types)]),
      limit,
    );
    return (rows as unknown as (readonly unknown[])[]).map((row) => eventOf(row, fields));
  }

  find(stream: string, id: string): RecordedEvent | undefined {
    const row = this.#statements.get(
      `SELECT ${COLUMNS} FROM streams s JOIN events e ON e.stream = s.no WHERE s.name = ? AND e.id = ?`,
      stream,
      Buffer.from(id, 'hex'),
    ) as readonly unknown[] | undefined;
    return row === undefined ? undefined : recorded(row);
  }

  commit(no: number): Commit | undefined {
    const row = this.#statements.get(
      'SELECT recorded_at, actor, correlation, causation FROM commits WHERE no = ?',
      no,
    ) as [string, string, string, string] | undefined;
    return row && { recordedAt: row[0], actor: row[1], correlation: row[2], causation: row[3] };
  }

  linkAt(position: number): string | undefined {
    const row = this.#statements.get('SELECT link FROM events WHERE position = ?', position) as
      | [Uint8Array]
      | undefined;
    return row && Buffer.from(row[0]).toString('hex');
  }

  carriedOver(): undefined {
    return undefined;
  }

  count(categories?: readonly string[]): number {
    if (categories !== undefined) return countIn(this.#statements, categories);
    return (this.#statements.get('SELECT count(*) FROM events') as [number])[0];
  }

  refresh(): void {
    this.#streams.forget();
  }

  forget(): void {
    this.#streams.forget();
  }

  #nextCommit(): number {
    return (this.#statements.get('SELECT coalesce(max(no), 0) + 1 FROM commits') as [number])[0];
  }

  #last(): LastRow | undefined {
    // A damaged log may lack the commit: the audit finds that, and no time of it is compared.
    return this.#statements
      .get(`SELECT e.position, e.link, coalesce(c.recorded_at, '') FROM events e LEFT JOIN commits c ON c.no = e.commit_no
         ORDER BY e.position DESC LIMIT 1`) as LastRow | undefined;
  }
}

function recorded(row: readonly unknown[]): RecordedEvent {
  return eventOf(row, EVERY_FIELD);
}
