/** Counts the lines of a file (its rows, if it has no quote) without parsing it. */
import { lineBreakByte } from '#libs/csv/bytes.ts';
import type { LineBreak } from '#libs/csv/dialect.ts';
import { MAX_ROW_BYTES } from '#libs/intake/csv/rows.ts';

const CARRIAGE_RETURN = 0x0d;
const BOM_BYTES = Buffer.from('\uFEFF');

export class LineCounter {
  #lines = 0;
  #first = true;
  /** The length of the line in which the chunks so far end, and whether it is a single carriage return. */
  #length = 0;
  #onlyReturn = false;
  #line = 1;
  readonly #break: number;
  /** Empty lines, or lines with a carriage return only. */
  blank = 0;
  /** The first line longer than a row may be. */
  tooLong: number | undefined;

  constructor(lineBreak: LineBreak) {
    this.#break = lineBreakByte(lineBreak);
  }

  count(chunk: Buffer): void {
    let start = this.#first && chunk.subarray(0, BOM_BYTES.length).equals(BOM_BYTES) ? BOM_BYTES.length : 0;
    this.#first = false;
    for (let end = chunk.indexOf(this.#break, start); end >= 0; end = chunk.indexOf(this.#break, start)) {
      this.#extend(chunk, start, end);
      this.#endLine();
      start = end + 1;
    }
    this.#extend(chunk, start, chunk.length);
  }

  notBlank(): number {
    this.#endLine();
    return this.#lines;
  }

  #extend(chunk: Buffer, start: number, end: number): void {
    if (end === start) return;
    this.#onlyReturn = this.#length === 0 && end - start === 1 && chunk[start] === CARRIAGE_RETURN;
    this.#length += end - start;
    if (this.#length > MAX_ROW_BYTES) this.tooLong ??= this.#line;
  }

  #endLine(): void {
    this.#line++;
    if (this.#length > 0 && !this.#onlyReturn) this.#lines++;
    else this.blank++;
    this.#length = 0;
    this.#onlyReturn = false;
  }
}
