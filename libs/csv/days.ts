/**
 * Days in the form of a spreadsheet program, 28/02/2021. All days of a file together decide whether the day or the month comes first; a
 * file in which no day decides has two readings.
 */
import { parseDay } from '#libs/kernel/day.ts';
import type { DayForm, Separator } from '#libs/csv/dialect.ts';

const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?: 00:00(?::00)?)?$/;
const MONTHS = 12;

/** `day`: the part `03/02` of the field; a whole day may be the birth date of a patient. */
export type DaysFault =
  | { readonly fault: 'DAY_OR_MONTH_FIRST'; readonly line: number; readonly day: string }
  | { readonly fault: 'MONTH_FIRST'; readonly line: number }
  | { readonly fault: 'DAY_AND_MONTH_FIRST'; readonly line: number; readonly other: number }
  | { readonly fault: 'YEARS_OF_TWO_DIGITS'; readonly line: number };

interface DaysAsked {
  readonly separator: Separator;
  /** Whether a person stated that the day comes first. */
  readonly isDayFirst: boolean;
}

/** Fewer than one in this many counts as few. */
const FEW = 10;

/** Takes the days of a file, one after the other. */
export class DayVotes {
  #canonical = 0;
  #slashed = 0;
  #short = 0;
  /** The first line of each case: day first, month first, undecidable with different readings, and a short year. */
  #dayFirst: number | undefined;
  #monthFirst: number | undefined;
  #either: { readonly line: number; readonly day: string } | undefined;
  #firstShort: number | undefined;

  see(field: string, line: number): void {
    const parts = SLASHED.exec(field);
    if (parts === null) {
      if (parseDay(field) !== undefined) this.#canonical++;
      return;
    }
    this.#slashed++;
    this.#seeSlashed(parts, line);
  }

  #seeSlashed(parts: RegExpExecArray, line: number): void {
    const [, one = '', two = '', year = ''] = parts;
    if (year.length === 2) {
      this.#short++;
      this.#firstShort ??= line;
    }
    const [first, second] = [Number(one), Number(two)];
    if (first > MONTHS && second <= MONTHS) this.#dayFirst ??= line;
    else if (second > MONTHS && first <= MONTHS) this.#monthFirst ??= line;
    else if (first !== second) this.#either ??= { line, day: `${one}/${two}` };
  }

  verdict({ separator, isDayFirst }: DaysAsked): DayForm | DaysFault {
    // A few days in another form are slips of their rows; in a file with commas, more than a few.
    if (this.#slashed * (separator === ',' ? 1 : FEW) <= this.#canonical) return 'YYYY-MM-DD';
    if (this.#firstShort !== undefined && this.#short * 2 > this.#slashed)
      return { fault: 'YEARS_OF_TWO_DIGITS', line: this.#firstShort };
    if (isDayFirst) return 'DD/MM/YYYY';
    if (this.#monthFirst !== undefined)
      return this.#dayFirst === undefined
        ? { fault: 'MONTH_FIRST', line: this.#monthFirst }
        : { fault: 'DAY_AND_MONTH_FIRST', line: this.#dayFirst, other: this.#monthFirst };
    if (this.#dayFirst === undefined && this.#either !== undefined)
      return { fault: 'DAY_OR_MONTH_FIRST', ...this.#either };
    return 'DD/MM/YYYY';
  }
}

/** The day in the canonical form; unchanged if it is not a date. */
export function canonicalDay(field: string): string {
  const [, day = '', month = '', year = ''] = SLASHED.exec(field) ?? [];
  if (year.length !== 4) return field;
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return parseDay(text) === undefined ? field : text;
}

/** Replaces a decimal comma by a point; unchanged if it is not a number with decimals. */
export function canonicalDecimal(field: string): string {
  return decimalOf(field) === ',' ? field.replace(',', '.') : field;
}

/** The decimal separator of a number; undefined if it has none. */
export function decimalOf(field: string): '.' | ',' | undefined {
  return /^-?\d+([.,])\d+$/.exec(field)?.[1] as '.' | ',' | undefined;
}
