/** The log in form 2: a row for the events of a stream that follow one another in a commit, and a link for each commit. */
import { GENESIS, commitText } from '#libs/event-store/chain.ts';
import {
  EVERY_FIELD,
  type Commit,
  type EventField,
  type NewEvent,
  type RecordedEvent,
} from '#libs/event-store/event.ts';
import {
  type CarriedOver,
  type Entry,
  type Outcome,
  type ReadOptions,
  type StreamReadOptions,
  carriedOverAt,
} from '#libs/event-store/event-store.ts';
import type { LastRecorded } from '#libs/event-store/recording-time.ts';
import { SALT_BYTES } from '#libs/event-store/row-body.ts';
import type { RowAhead, RowSealer } from '#libs/event-store/row-sealer.ts';
import { countIn } from '#libs/event-store/sqlite/categories.ts';
import { RowsDigest, commitLink } from '#libs/event-store/sqlite/form-2/commit-chain.ts';
import { hex, linkInside } from '#libs/event-store/sqlite/form-2/links.ts';
import { type Ids, KnownIds } from '#libs/event-store/sqlite/form-2/known-ids.ts';
import { type StoredRow, rowColumnsOf, eventsOf } from '#libs/event-store/sqlite/form-2/read-rows.ts';
import { endOfRows, readRowPages } from '#libs/event-store/sqlite/form-2/row-pages.ts';
import { ROW_EVENTS_MAX, rowText } from '#libs/event-store/sqlite/form-2/row-text.ts';
import { SeenIds } from '#libs/event-store/sqlite/form-2/seen-ids.ts';
import { type Insertion, type LogForm, resolvedRead } from '#libs/event-store/sqlite/stored-form.ts';
import { type StreamHead, StreamHeads } from '#libs/event-store/sqlite/stream-heads.ts';
import { RandomBytes } from '#libs/kernel/random-bytes.ts';
import type { Statements } from '#libs/sqlite/statements.ts';

const COLUMNS = rowColumnsOf(EVERY_FIELD);

/** The last commit that another log had, with the link there. */
export const CARRIED_OVER = 'SELECT position, former FROM commits WHERE former IS NOT NULL ORDER BY no DESC LIMIT 1';

type LastCommit = [no: number, position: number, link: Uint8Array, recordedAt: string];

/** Events that become one row. */
interface Run {
  readonly head: StreamHead;
  /** Position and revision of the first event. */
  readonly position: number;
  readonly revision: number;
  readonly events: NewEvent[];
  readonly isSealed: boolean;
  /** The row of each event that was sealed ahead. */
  ahead: RowAhead | undefined;
}

export class CommitRows implements LogForm {
  readonly form = 2;
  readonly #statements: Statements;
  #sealer: RowSealer | undefined;
  readonly #streams: StreamHeads;
  readonly #known: KnownIds;
  readonly #seen: SeenIds;
  readonly #salts = new RandomBytes(SALT_BYTES);

  /** Statements that give rows as arrays. */
  constructor(statements: Statements) {
    this.#statements = statements;
    this.#streams = new StreamHeads(statements);
    this.#known = new KnownIds(statements);
    this.#seen = new SeenIds(statements);
  }

  /** Without a sealer, every row is stored in clear, and a sealed one is not read. */
  sealRows(sealer: RowSealer): boolean {
    this.#sealer = sealer;
    return true;
  }

  last(): LastRecorded | undefined {
    const last = this.#last();
    return last && { position: last[1], recordedAt: last[3] };
  }

  end(): number {
    return endOfRows(this.#statements);
  }

  insert({ events, commit: given, former }: Entry, { timed, commitNo }: Insertion): Outcome {
    this.#streams.trim();
    const last = this.#last();
    const [lastNo = 0, before = 0, lastLink] = last ?? [];
    const commit = timed(given, last && { position: before, recordedAt: last[3] });
    const { positions, runs, end } = this.#runsOf(events, before);
    if (runs.length === 0) return { positions };
    const text = commitText(commit);
    const no = commitNo ?? lastNo + 1;
    const digest = new RowsDigest();
    for (const run of runs) this.#insertRow(run, no, text, digest);
    const previous = lastLink === undefined ? GENESIS : hex(lastLink);
    const link = commitLink(previous, { no, from: before + 1, to: end, text, former: former ?? '' }, digest.end());
    this.#statements
      .prepare('INSERT INTO commits VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        no,
        end,
        commit.recordedAt,
        commit.actor,
        commit.correlation,
        commit.causation,
        former === undefined ? null : Buffer.from(former, 'hex'),
        Buffer.from(link, 'hex'),
      );
    this.#streams.store(new Set(runs.map(({ head }) => head)));
    return { positions };
  }

  revisionOf(stream: string): number {
    return this.#streams.of(stream)?.revision ?? -1;
  }

  revisionAt(stream: string, position: number): number {
    const found = this.#statements.get(
      `SELECT r.revision - max(r.position - ?, 0) FROM streams s JOIN rows r ON r.stream = s.no
       WHERE s.name = ? AND r.position - r.events < ? ORDER BY r.revision DESC LIMIT 1`,
      position,
      stream,
      position,
    ) as [revision: number] | undefined;
    return found?.[0] ?? -1;
  }

  isKnown(stream: string, id: string): boolean {
    this.#streams.trim();
    const head = this.#streams.of(stream);
    return head !== undefined && this.#known.of(head).has(id);
  }

  read<Field extends EventField = EventField>(
    options: ReadOptions<Field>,
  ): AsyncIterable<readonly Pick<RecordedEvent, Field>[]> {
    return readRowPages(this.#statements, this.#sealer, options);
  }

  readStream<Field extends EventField>(
    stream: string,
    options: StreamReadOptions<Field> | undefined,
  ): readonly Pick<RecordedEvent, Field>[] {
    const { backwards, from, limit, fields, types } = resolvedRead(options);
    const columns = rowColumnsOf(types === undefined ? fields : [...fields, 'type']);
    const events: Pick<RecordedEvent, Field>[] = [];
    const rows = this.#statements
      .prepare(
        backwards
          ? `SELECT ${columns} FROM streams s JOIN rows r ON r.stream = s.no
             WHERE s.name = ? AND r.revision < ? ORDER BY r.revision DESC`
          : `SELECT ${columns} FROM streams s JOIN rows r ON r.stream = s.no
             WHERE s.name = ? AND r.revision >= ? ORDER BY r.revision`,
      )
      .iterate(stream, backwards ? from + ROW_EVENTS_MAX : from) as Iterable<unknown>;
    for (const row of rows) {
      const [last, , , lastRevision] = row as StoredRow;
      // Positions follow each other within a row, as revisions do.
      const at = last - (lastRevision - from);
      const range = backwards ? { after: 0, upTo: at } : { after: at - 1, upTo: Infinity };
      const found = eventsOf([row], { fields, types, sealer: this.#sealer, ...range });
      events.push(...(backwards ? found.reverse() : found));
      if (limit >= 0 && events.length >= limit) break;
    }
    return limit >= 0 ? events.slice(0, limit) : events;
  }

  find(stream: string, id: string): RecordedEvent | undefined {
    // By the ids in the index: only the rows that have these bytes are read. From the last one back, as the last is asked for most often.
    const rows = this.#statements
      .prepare(
        `SELECT ${COLUMNS} FROM streams s JOIN rows r ON r.stream = s.no
         WHERE s.name = ? AND instr(r.ids, ?) > 0 ORDER BY r.revision DESC`,
      )
      .iterate(stream, Buffer.from(id, 'hex')) as Iterable<unknown>;
    for (const row of rows) {
      // A match can also lie across two adjacent ids.
      const found = this.#events(row).find((event) => event.id === id);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  commit(no: number): Commit | undefined {
    const row = this.#statements.get(
      'SELECT recorded_at, actor, correlation, causation FROM commits WHERE no = ?',
      no,
    ) as [string, string, string, string] | undefined;
    return row && { recordedAt: row[0], actor: row[1], correlation: row[2], causation: row[3] };
  }

  linkAt(position: number): string | undefined {
    const row = this.#statements.get(
      `SELECT c.no, c.position, c.link FROM commits c
       WHERE c.no = (SELECT commit_no FROM rows WHERE position >= ? ORDER BY position LIMIT 1)`,
      position,
    ) as [number, number, Uint8Array] | undefined;
    if (row === undefined || position < 1) return undefined;
    return row[1] === position ? hex(row[2]) : linkInside(this.#statements, position, row[0]);
  }

  carriedOver(): CarriedOver | undefined {
    const row = this.#statements.get(CARRIED_OVER) as [number, Uint8Array] | undefined;
    return row && carriedOverAt(row[0], hex(row[1]));
  }

  count(categories?: readonly string[]): number {
    return categories === undefined ? this.end() : countIn(this.#statements, categories);
  }

  refresh(): void {
    this.#streams.forget();
  }

  forget(end: number): void {
    this.#streams.forget();
    this.#known.forget();
    this.#seen.forgetAfter(end);
  }

  #events(row: unknown): RecordedEvent[] {
    return eventsOf([row], { fields: EVERY_FIELD, sealer: this.#sealer, after: 0, upTo: Infinity });
  }

  #last(): LastCommit | undefined {
    return this.#statements.get('SELECT no, position, link, recorded_at FROM commits ORDER BY no DESC LIMIT 1') as
      | LastCommit
      | undefined;
  }

  /** The events that their streams do not have, in rows; for each event given, its position. Moves the streams on. */
  #runsOf(
    events: Entry['events'],
    before: number,
  ): { readonly positions: (number | 'known')[]; readonly runs: readonly Run[]; readonly end: number } {
    const runs: Run[] = [];
    /** Ids of the streams that may already have one of the events. */
    const ids = new Map<StreamHead, Ids>();
    let [end, head]: [number, StreamHead | undefined] = [before, undefined];
    this.#seen.begin(events.length, before);
    const positions = events.map(({ stream, event, row }) => {
      // Consecutive events mostly belong to one stream.
      if (head?.name !== stream) head = this.#streams.of(stream) ?? this.#streams.add(stream);
      if (this.#seen.see(event.id) && this.#idsOf(head, runs, ids).has(event.id)) return 'known';
      ids.get(head)?.add(event.id);
      this.#seen.added();
      const isSealed = row !== undefined || (this.#sealer?.seals(stream, event) ?? false);
      end++;
      head.revision++;
      const run = goingOn(runs.at(-1), head, isSealed);
      if (run === undefined)
        runs.push({ head, position: end, revision: head.revision, events: [event], isSealed, ahead: row });
      else {
        run.events.push(event);
        if (run.ahead !== row) run.ahead = undefined;
      }
      return end;
    });
    for (const [{ no, revision }] of ids) this.#known.added({ no, revision });
    return { positions, runs, end };
  }

  /** The ids of a stream, including those of the rows to come. */
  #idsOf(head: StreamHead, runs: readonly Run[], found: Map<StreamHead, Ids>): Ids {
    const there = found.get(head);
    if (there !== undefined) return there;
    const { no, revision, stored = -1 } = head;
    const ids = this.#known.of({ no, revision: stored });
    if (revision > stored) for (const run of runs) if (run.head === head) for (const { id } of run.events) ids.add(id);
    found.set(head, ids);
    return ids;
  }

  #insertRow(run: Run, no: number, commit: string, digest: RowsDigest): void {
    const { head, position, revision, events, isSealed } = run;
    const place = { stream: head.text, position, revision, commit };
    const ahead = isSealed && run.ahead?.events === events.length ? run.ahead : undefined;
    const { ids, leaves, head: headText, body } = rowText(place, events, ahead?.salt ?? this.#salts.nextDigits());
    const stored = isSealed ? this.#sealed(head.name, body, ahead) : body;
    const last = position + events.length - 1;
    const frame = { stream: head.text, position: last, revision: revision + events.length - 1, events: events.length };
    digest.add({ ...frame, ids, leaves }, headText, stored, isSealed);
    this.#statements
      .prepare('INSERT INTO rows VALUES (?, ?, ?, ?, ?, unhex(?), unhex(?), ?, ?)')
      .run(last, head.no, frame.revision, frame.events, no, ids, leaves, headText, stored);
  }

  /** Throws RangeError if no sealer exists: a row that has to be sealed is not stored in clear. */
  #sealed(stream: string, body: string, ahead: RowAhead | undefined): Uint8Array {
    if (this.#sealer === undefined) throw new RangeError('a sealed row came to a log that seals none');
    return ahead === undefined ? this.#sealer.seal(stream, body) : this.#sealer.sealedAhead(stream, ahead);
  }
}

/** The last run, if one more event of a stream goes to the same row. */
function goingOn(last: Run | undefined, head: StreamHead, isSealed: boolean): Run | undefined {
  return last?.head === head && last.isSealed === isSealed && last.events.length < ROW_EVENTS_MAX ? last : undefined;
}
