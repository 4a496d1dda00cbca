/** The streams of the log in SQLite: where each stands, kept in memory as long as no other process appends. */
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
}

export class StreamHeads {
  readonly #statements: Statements;
  readonly #heads = new Map<string, StreamHead>();

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

  /** Adds the stream, before its first event. */
  add(stream: string): StreamHead {
    const { lastInsertRowid } = this.#statements
      .prepare('INSERT INTO streams (name, category, revision) VALUES (?, ?, -1)')
      .run(stream, categoryOf(stream));
    return this.#cache(stream, Number(lastInsertRowid), -1);
  }

  /** Stores the revisions that changed. */
  store(moved: Iterable<StreamHead>): void {
    const update = this.#statements.prepare('UPDATE streams SET revision = ? WHERE no = ?');
    for (const { no, revision } of moved) update.run(revision, no);
  }

  /** Bounds the cache, before more are looked up. Not while a head has moved and is not stored: it must not be read again. */
  trim(): void {
    if (this.#heads.size >= STREAM_CACHE) this.#heads.clear();
  }

  /** Forgets what is in memory: another process appended, or a transaction was undone. */
  forget(): void {
    this.#heads.clear();
  }

  #cache(stream: string, no: number, revision: number): StreamHead {
    const name = ownText(stream);
    const head = { no, name, revision, text: JSON.stringify(name) };
    this.#heads.set(name, head);
    return head;
  }
}
