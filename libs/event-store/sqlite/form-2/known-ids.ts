/**
 * The ids of a stream of form 2. Those of long streams that are written to again and again stay in memory: they are read once, then only
 * the added ones. A calculation of a day adds one event to each of thousands of statements, which have a thousand each in a few years: there
 * one id is looked for, and nothing stays.
 */
import { LRUCache } from 'lru-cache';
import { ID_DIGITS } from '#libs/event-store/sqlite/form-2/row-text.ts';
import { ownText } from '#libs/kernel/text.ts';
import type { Statements } from '#libs/sqlite/statements.ts';

/** Streams with more events may stay in memory: the ledger, imports. */
const LONG_STREAM = 256;
/** Ids in memory; about 100 bytes each. */
const IDS_MAX = 1_000_000;
/** A stream stays in memory if it is asked for again among as many others. */
const RECENT = 100;

export interface Ids {
  has(id: string): boolean;
  add(id: string): unknown;
}

export class KnownIds {
  readonly #statements: Statements;
  readonly #long = new Map<number, LongIds>();
  readonly #recent = new LRUCache<number, true>({ max: RECENT });
  #inMemory = 0;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** The ids of a stream up to its last revision. The caller may add the ids that it inserts, and reports them by `added`. */
  of(stream: { readonly no: number; readonly revision: number }): Ids {
    const { no, revision } = stream;
    if (revision < 0) return new FewIds();
    if (revision < LONG_STREAM)
      return new FewIds({
        has: (id) => this.#has(no, revision, id),
        read: () => this.#read(no, -1, revision),
      });
    const isAgain = this.#long.has(no) || this.#recent.has(no);
    this.#recent.set(no, true);
    if (isAgain) return this.#longOf(no, revision);
    return new OnceAskedIds({
      has: (id) => this.#has(no, revision, id),
      all: () => this.#longOf(no, revision),
    });
  }

  #longOf(no: number, revision: number): LongIds {
    const kept = this.#long.get(no);
    if (kept?.revision === revision) return kept;
    const long = kept ?? new LongIds();
    const before = long.size;
    const more = this.#read(no, long.revision, revision);
    for (let at = 0; at < more.length; at += ID_DIGITS) long.add(more.slice(at, at + ID_DIGITS));
    long.revision = revision;
    this.#keep(no, long, long.size - before);
    return long;
  }

  /** The caller inserted the events up to this revision, and added their ids. */
  added(stream: { readonly no: number; readonly revision: number }): void {
    const kept = this.#long.get(stream.no);
    if (kept === undefined) return;
    this.#keep(stream.no, kept, stream.revision - kept.revision);
    kept.revision = stream.revision;
  }

  /** Called after a rollback: the added ids do not exist. */
  forget(): void {
    this.#long.clear();
    this.#inMemory = 0;
  }

  /** The ids after a revision, up to another: concatenated in hexadecimal, read from the index only. */
  #read(no: number, after: number, upTo: number): string {
    const [ids] = this.#statements.get(
      "SELECT coalesce(group_concat(lower(hex(ids)), ''), '') FROM rows WHERE stream = ? AND revision > ? AND revision <= ?",
      no,
      after,
      upTo,
    ) as [string];
    return ids;
  }

  /** Looks one id up without reading the others. */
  #has(no: number, upTo: number, id: string): boolean {
    const rows = this.#statements.all(
      'SELECT lower(hex(ids)) FROM rows WHERE stream = ? AND revision <= ? AND instr(ids, unhex(?)) > 0',
      no,
      upTo,
      id,
    ) as [string][];
    return rows.some(([ids]) => isAmong(id, ids));
  }

  #keep(no: number, long: LongIds, more: number): void {
    if (this.#inMemory + more > IDS_MAX) this.forget();
    const isNew = !this.#long.has(no);
    this.#long.set(no, long);
    this.#inMemory += isNew ? long.size : more;
  }
}

/** The ids that a short stream has in the file. */
interface StoredIds {
  has(id: string): boolean;
  /** The ids, concatenated. */
  read(): string;
}

/**
 * Ids of a short stream. Making and searching a text is faster than a set. Looking the first requested id up is faster than reading all.
 */
class FewIds implements Ids {
  readonly #stored: StoredIds | undefined;
  #isAsked = false;
  /** Undefined before they are read. */
  #ids: string | undefined;
  #added = '';

  constructor(stored?: StoredIds) {
    this.#stored = stored;
  }

  has(id: string): boolean {
    return isAmong(id, this.#added) || this.#isStored(id);
  }

  add(id: string): void {
    this.#added += id;
  }

  #isStored(id: string): boolean {
    if (this.#stored === undefined) return false;
    const isFirst = !this.#isAsked;
    this.#isAsked = true;
    return isFirst ? this.#stored.has(id) : isAmong(id, (this.#ids ??= this.#stored.read()));
  }
}

function isAmong(id: string, ids: string): boolean {
  let at = ids.indexOf(id);
  // A match can also lie across two adjacent ids.
  while (at % ID_DIGITS > 0) at = ids.indexOf(id, at + 1);
  return at >= 0;
}

/** Ids of a long stream, of which mostly one is asked for. */
class OnceAskedIds implements Ids {
  readonly #stored: { readonly has: (id: string) => boolean; readonly all: () => Ids };
  #isAsked = false;
  /** Undefined before they are read. */
  #all: Ids | undefined;
  readonly #added = new Set<string>();

  constructor(stored: { readonly has: (id: string) => boolean; readonly all: () => Ids }) {
    this.#stored = stored;
  }

  has(id: string): boolean {
    if (this.#added.has(id)) return true;
    const isFirst = !this.#isAsked;
    this.#isAsked = true;
    if (isFirst) return this.#stored.has(id);
    if (this.#all === undefined) {
      this.#all = this.#stored.all();
      for (const added of this.#added) this.#all.add(added);
    }
    return this.#all.has(id);
  }

  add(id: string): void {
    this.#added.add(id);
    this.#all?.add(id);
  }
}

class LongIds implements Ids {
  readonly #ids = new Set<string>();
  /** The ids are those up to this revision. */
  revision = -1;

  get size(): number {
    return this.#ids.size;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  add(id: string): void {
    this.#ids.add(ownText(id));
  }
}
