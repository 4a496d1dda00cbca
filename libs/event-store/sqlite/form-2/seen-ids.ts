/**
 * The ids that the events of a log may have, in bounded memory: most events of an import are new, and this shows it without reading a
 * stream.
 */
import { idsOf } from '#libs/event-store/sqlite/form-2/row-text.ts';
import { Seen } from '#libs/kernel/seen.ts';
import type { Statements } from '#libs/sqlite/statements.ts';

/**
 * 16 MB: with the events of a national log, one new id in about 200 is looked up in vain; with more events, more are, without other effect.
 */
const BYTES = 2 ** 24;
/** An id consists of the first digits of a digest. */
const DIGITS_A_NUMBER = 7;
/** Number of events to read at first; if a log has more, a large import looks up every id. */
const READ_MAX = 100_000;
/** Fewer events are looked up one by one. */
const EVENTS_MIN = 1_000;

export class SeenIds {
  readonly #statements: Statements;
  #ids: Seen | undefined;
  /** The ids of all events up to this position are in it. */
  #upTo = 0;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Called before this many events are added to a log with this end. */
  begin(events: number, end: number): void {
    if (this.#ids === undefined && events < EVENTS_MIN) return;
    if (this.#upTo > end || end - this.#upTo > READ_MAX) {
      this.#ids = undefined;
      this.#upTo = 0;
      return;
    }
    this.#ids ??= new Seen(BYTES);
    if (this.#upTo === end) return;
    const rows = this.#statements.all('SELECT ids FROM rows WHERE position > ?', this.#upTo) as [Uint8Array][];
    this.#upTo = end;
    for (const [ids] of rows) for (const id of idsOf(ids)) this.see(id);
  }

  /** Whether an event may have the id: always true if nothing is kept. Then the id counts as seen. */
  see(id: string): boolean {
    return this.#ids === undefined || this.#ids.see(numberIn(id, 0), numberIn(id, 1));
  }

  /** The event of an id that was seen is at the next position. */
  added(): void {
    if (this.#ids !== undefined) this.#upTo++;
  }

  /** Events added after this position do not exist. */
  forgetAfter(end: number): void {
    this.#upTo = Math.min(this.#upTo, Math.max(end, 0));
  }
}

function numberIn(id: string, place: number): number {
  let number = 0;
  for (let i = DIGITS_A_NUMBER * place; i < DIGITS_A_NUMBER * (place + 1); i++) {
    const code = id.charCodeAt(i);
    // Digits, and letters from a to f.
    number = (number << 4) | ((code & 15) + (code >> 6) * 9);
  }
  return number & (2 ** (4 * DIGITS_A_NUMBER) - 1);
}
