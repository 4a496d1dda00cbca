/** The streams of the log in SQLite: their positions, kept in memory as long as no other process appends. */
import { categoryOf } from '#libs/event-store/event.ts';
import { ownText } from '#libs/kernel/text.ts';
import type { Statements } from '#libs/sqlite/statements.ts';

/** Streams whose number and revision are cached; up to 300 bytes each. */
const STREAM_CACHE = 100_000;

export interface StreamHead {
  readonly no: number;
  readonly name: string;
  /** The name as JSON, for the links. */
  readonly text: string;
  revision: number;
  /** The revision that is stored; undefined if the stream is not. */
  stored: number | undefined;
}

export class StreamHeads {
  readonly #statements: Statements;
  readonly #heads = new Map<string, StreamHead>();
  /** Number of the last stream, if it is known. */
  #last: number | undefined;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Undefined for a stream without events. */
  of(stream: string): StreamHead | undefined {
    const cached = this.#heads.get(stream);
    if (cached !== undefined) return cached;
    const row = this.#statements.prepare('SELECT no, revision FROM streams WHERE name = ?').get(stream) as
      | [number, number]
      | undefined;
    return row === undefined ? undefined : this.#cache(stream, row[0], row[1]);
  }

  /** Adds the stream, before its first event; it is there once it is stored. */
  add(stream: string): StreamHead {
    this.#last ??= (this.#statements.get('SELECT coalesce(max(no), 0) FROM streams') as [number])[0];
    return this.#cache(stream, ++this.#last, undefined);
  }

  /** Stores the moved streams in the order of the file: each of its pages is changed at once. */
  store(heads: Iterable<StreamHead>): void {
    const insert = this.#statements.prepare('INSERT INTO streams (no, name, category, revision) VALUES (?, ?, ?, ?)');
    const update = this.#statements.prepare('UPDATE streams SET revision = ? WHERE no = ?');
    for (const head of [...heads].sort((a, b) => a.no - b.no)) {
      const { no, name, revision, stored } = head;
      if (stored === undefined) insert.run(no, name, categoryOf(name), revision);
      else if (stored !== revision) update.run(revision, no);
      head.stored = revision;
    }
  }

  /** Bounds the cache before the next look-ups. Not called while a moved head is unstored: it must not be read again. */
  trim(): void {
    if (this.#heads.size >= STREAM_CACHE) this.#heads.clear();
  }

  /** Clears the memory: another process appended, or a transaction was rolled back. */
  forget(): void {
    this.#heads.clear();
    this.#last = undefined;
  }

  #cache(stream: string, no: number, stored: number | undefined): StreamHead {
    const name = ownText(stream);
    const head = { no, name, revision: stored ?? -1, stored, text: JSON.stringify(name) };
    this.#heads.set(name, head);
    return head;
  }
}
