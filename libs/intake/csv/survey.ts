/** What all rows of a facts file show about its dialect, if its bytes do not show it at once. */
import type { Column } from '#libs/facts/column.ts';
import type { FactKind } from '#libs/facts/fact-kind.ts';
import type { DayForm, Encoding } from '#libs/csv/dialect.ts';
import { DayVotes, decimalOf } from '#libs/csv/days.ts';
import type { CsvRow, RowForm } from '#libs/intake/csv/rows.ts';
import { refusedFile } from '#libs/intake/refusals.ts';

const SLASH = 0x2f;
/** The kinds of columns that hold letters of a language. */
const OF_LETTERS: readonly Column['kind'][] = ['text', 'identifier', 'act', 'team', 'patient'];
const NOT_ASCII = /[^\p{ASCII}]/u;

/** Whether bytes may hold a day with slashes, 1/2/2021 or 01/02/2021; only a yes can be wrong. */
export function mayHoldSlashedDay(chunk: Uint8Array): boolean {
  for (let at = chunk.indexOf(SLASH); at >= 0; at = chunk.indexOf(SLASH, at + 1))
    if (chunk[at + 2] === SLASH || chunk[at + 3] === SLASH || at + 3 >= chunk.length) return true;
  return false;
}

/** Whether a file may have numbers with decimals. */
export function hasDecimals({ columns }: FactKind): boolean {
  return columns.some(({ kind }) => kind === 'percent');
}

interface SurveyedFile extends RowForm {
  readonly encoding: Encoding;
  /** For each canonical column, its place in the file. */
  readonly places: readonly number[];
  readonly isDayFirst: boolean;
}

/** Receives the rows one after the other, without the header. */
export class Survey {
  readonly #file: SurveyedFile;
  readonly #votes = new DayVotes();
  readonly #days: readonly number[];
  readonly #percents: readonly number[];
  /** Columns in which a letter beyond ASCII does not depend on the encoding. */
  readonly #noLetters: readonly number[];
  /** Numbers with decimals after each. */
  readonly #decimals = { ',': 0, '.': 0 };
  rows = 0;

  constructor(kind: FactKind, file: SurveyedFile) {
    this.#file = file;
    const placesOf = (is: (column: Column) => boolean): readonly number[] =>
      kind.columns.flatMap((column, i) => (is(column) ? [file.places[i] ?? -1] : []));
    this.#days = placesOf(({ kind: one }) => one === 'day');
    this.#percents = placesOf(({ kind: one }) => one === 'percent');
    // A file with commas is in the canonical form: there, a byte that is not UTF-8 is damage.
    const isChecked = file.encoding !== 'UTF-8' && file.separator === ',';
    this.#noLetters = placesOf(({ kind: one }) => isChecked && !OF_LETTERS.includes(one));
  }

  see({ fields, line }: CsvRow): void {
    this.rows++;
    for (const place of this.#days) this.#votes.see(fields[place] ?? '', line);
    for (const place of this.#percents) {
      const decimal = decimalOf(fields[place] ?? '');
      if (decimal !== undefined) this.#decimals[decimal]++;
    }
    for (const place of this.#noLetters)
      if (NOT_ASCII.test(fields[place] ?? '')) throw refusedFile('NOT_UTF8', { line });
  }

  /** Throws RefusedFile if the days can be read in two ways. */
  verdict(): { readonly days: DayForm; readonly decimal: '.' | ',' } {
    const days = this.#votes.verdict(this.#file);
    if (typeof days === 'object') {
      const { fault, ...lines } = days;
      throw refusedFile(fault, lines);
    }
    const { ',': commas, '.': points } = this.#decimals;
    const isComma = this.#file.separator === ',' ? commas > points : commas > 0;
    return { days, decimal: isComma ? ',' : '.' };
  }
}
