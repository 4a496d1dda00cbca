/**
 * Which ids the events of a log may have, in bounded memory (a Bloom filter): most of what an import brings is new, and no stream has to be
 * read to find that out. An id that it has not seen is in no stream; one that it has may still be new.
 */
import { idsOf } from '#libs/event-store/sqlite/form-2/row-text.ts';
import type { Statements } from '#libs/sqlite/statements.ts';

/** 16 MB: of the events of a national log, one new id in some 250 is looked up; with more events more, and nothing else changes. */
const BITS = 2 ** 27;
const HASHES = 3;
/** An id is made of the first digits of a digest. */
const DIGITS_A_HASH = 7;
/** Events that are read to begin; where a log has more, a large import looks up what it brings. */
const READ_MAX = 100_000;
/** Fewer events are looked up one by one. */
const EVENTS_MIN = 1_000;

export class SeenIds {
  readonly #statements: Statements;
  #bits: Uint32Array | undefined;
  /** The ids of all events up to this position are in it. */
  #upTo = 0;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Before so many events are added to a log with this end. */
  begin(events: number, end: number): void {
    if (this.#bits === undefined && events < EVENTS_MIN) return;
    if (this.#upTo > end || end - this.#upTo > READ_MAX) {
      this.#bits = undefined;
      this.#upTo = 0;
      return;
    }
    this.#bits ??= new Uint32Array(BITS / 32);
    if (this.#upTo === end) return;
    const rows = this.#statements.all('SELECT ids FROM rows WHERE position > ?', this.#upTo) as [Uint8Array][];
    this.#upTo = end;
    for (const [ids] of rows) for (const id of idsOf(ids)) this.#set(id);
  }

  /** Whether an event may have it; always where nothing is kept. */
  mayHave(id: string): boolean {
    const bits = this.#bits;
    if (bits === undefined) return true;
    for (let of = 0; of < HASHES; of++) {
      const bit = bitOf(id, of);
      if (((bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }

  /** Of the event at the next position. */
  add(id: string): void {
    if (this.#bits === undefined) return;
    this.#upTo++;
    this.#set(id);
  }

  /** What was added after this position is not there. */
  forgetAfter(end: number): void {
    this.#upTo = Math.min(this.#upTo, Math.max(end, 0));
  }

  #set(id: string): void {
    for (let of = 0; of < HASHES; of++) {
      const bit = bitOf(id, of);
      if (this.#bits !== undefined) this.#bits[bit >>> 5] = (this.#bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
    }
  }
}

function bitOf(id: string, hash: number): number {
  let bits = 0;
  for (let i = DIGITS_A_HASH * hash; i < DIGITS_A_HASH * (hash + 1); i++) {
    const code = id.charCodeAt(i);
    // Digits, and letters from a to f.
    bits = (bits << 4) | ((code & 15) + (code >> 6) * 9);
  }
  return bits & (BITS - 1);
}
