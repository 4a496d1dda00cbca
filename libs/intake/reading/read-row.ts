/** A row of a file by itself, before it is compared with recorded facts: its fields, its faults, and the fact that it would become. */
import { type ToEvent, toEvent } from '#libs/facts/fact-event.ts';
import { type Fault, fault } from '#libs/facts/fault.ts';
import type { ActIds } from '#libs/intake/kept-acts.ts';
import { idsOfAct } from '#libs/intake/act-check.ts';
import { canonicalFields } from '#libs/intake/csv/canonical-fields.ts';
import { type CheckedFile, dataRows } from '#libs/intake/csv/fact-csv.ts';
import { unmarked } from '#libs/kernel/csv.ts';
import type { CsvRow } from '#libs/intake/csv/rows.ts';
import type { AnyFactKind } from '#libs/intake/fact-kinds.ts';
import type { FactWithPlace } from '#libs/intake/recorder.ts';
import { OF_ERASED, type RowCheck } from '#libs/intake/row-check.ts';

export const IMPORT_BATCH = 10_000;
/** Rows that pass between threads at once: few, so that the thread that records begins soon. A batch is so many whole messages. */
export const MESSAGE_ROWS = 2_000;

export interface ReadRow {
  /** The line of its first character; the header is line 1. */
  readonly line: number;
  /** Exactly as written in the file. */
  readonly row: CsvRow;
  /** In the canonical order and form; empty if the row has another number of fields than columns. */
  readonly fields: readonly string[];
  readonly faults: readonly Fault[];
  /** Undefined if the number of fields is wrong, or if its patient is erased. */
  readonly fact: FactWithPlace | undefined;
  readonly act: ActIds | undefined;
  /** The day of recording on which the row is plausible, has no RPPS number with a wrong key and withdraws nothing; undefined if that is not checked. */
  readonly soundOn: string | undefined;
}

interface Gathering<Batch> {
  readonly rowsMax: number;
  readonly begin: () => Batch;
  /** Returns the new number of rows of the batch. */
  readonly add: (batch: Batch, row: CsvRow) => number;
}

interface Gathered<Batch> {
  readonly batch: Batch;
  readonly isLast: boolean;
}

/** The rows of a file in batches of this size; the last batch has fewer, or none. */
export async function* batchesOf<Batch>(
  checked: CheckedFile,
  { rowsMax, begin, add }: Gathering<Batch>,
  onBytes: (bytes: number) => void,
): AsyncIterable<Gathered<Batch>> {
  let batch = begin();
  for await (const rows of dataRows(checked, onBytes))
    for (const row of rows) {
      if (add(batch, row) < rowsMax) continue;
      yield { batch, isLast: false };
      batch = begin();
    }
  yield { batch, isLast: true };
}

/** The number of batches. */
export function batchCount({ rows }: CheckedFile, rowsMax: number): number {
  return Math.floor(rows / rowsMax) + 1;
}

export class RowReading {
  readonly #checked: CheckedFile;
  readonly #check: RowCheck;
  readonly #isActs: boolean;
  readonly #toEvent: ToEvent;
  /** The columns of the file are in the canonical order, as they mostly are. */
  readonly #inOrder: boolean;
  /** Undefined if the fields are canonical already, as usual. */
  readonly #canonical: ReturnType<typeof canonicalFields>;

  constructor(kind: AnyFactKind, checked: CheckedFile, check: RowCheck) {
    this.#checked = checked;
    this.#check = check;
    this.#isActs = kind.name === 'acts';
    this.#toEvent = toEvent(kind);
    const { places, columns } = checked;
    this.#inOrder = columns === places.length && places.every((place, i) => place === i);
    this.#canonical = canonicalFields(kind, checked.dialect);
  }

  read(row: CsvRow): ReadRow {
    const { places, columns, reference } = this.#checked;
    const nothing = { line: row.line, row, fields: [], fact: undefined, act: undefined, soundOn: undefined };
    if (row.fields.length !== columns) {
      const data = { found: row.fields.length, expected: columns };
      return { ...nothing, faults: [fault('WRONG_COLUMN_COUNT', data, undefined)] };
    }
    const inOrder = this.#inOrder ? row.fields : places.map((place) => row.fields[place] ?? '');
    // A file of rows to mend marks what a spreadsheet program would run as a formula.
    const written = reference === undefined ? inOrder : inOrder.map(unmarked);
    const fields = this.#canonical?.(written) ?? written;
    const faults = this.#check(fields);
    if (faults.some(isErasedFault)) return { ...nothing, fields, faults };
    const act = this.#isActs ? idsOfAct(fields) : undefined;
    return { line: row.line, row, fields, faults, fact: this.#toEvent(fields), act, soundOn: undefined };
  }
}

export function isErasedFault({ code }: Fault): boolean {
  return code === OF_ERASED.code;
}
