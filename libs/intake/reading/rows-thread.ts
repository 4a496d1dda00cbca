/**
 * Reads the rows of a file about patients for the thread that records them, batch by batch: what a row is by itself does not depend on what
 * is recorded. Whether its patient is erased does, and is left to that thread.
 */
import type { PatientRows } from '#libs/event-store/sealed/patient-rows.ts';
import type { RowContext } from '#libs/facts/checked-row.ts';
import { rppsIndexes } from '#libs/facts/fact-kind.ts';
import { type PlausibilityCheck, plausibilityCheck } from '#libs/facts/plausibility.ts';
import { hasLuhnKey } from '#libs/facts/identifiers.ts';
import type { CheckedFile } from '#libs/intake/csv/fact-csv.ts';
import type { CsvRow } from '#libs/intake/csv/rows.ts';
import { type AnyFactKind, type FactName, factKindOf } from '#libs/intake/fact-kinds.ts';
import { PLAUSIBILITY_RULES } from '#libs/intake/plausibility-rules.ts';
import { type PackedRows, Packing, type SealsAhead } from '#libs/intake/reading/packed-rows.ts';
import { MESSAGE_ROWS, type ReadRow, RowReading, batchesOf } from '#libs/intake/reading/read-row.ts';
import { type FileRefusal, RefusedFile } from '#libs/intake/refusals.ts';
import { rowCheck } from '#libs/intake/row-check.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { type Begin, type Elsewhere, openAt } from '#libs/threads/computing.ts';

export const ROWS_THREAD = import.meta.url;

export interface RowsGiven {
  readonly kind: FactName;
  readonly checked: CheckedFile;
  readonly regulation: Regulation;
  /** The day of recording, as far as is known. */
  readonly day: string;
  /** Where the facts are sealed ahead, if they are: what is opened there are PatientRows. */
  readonly sealedElsewhere: Elsewhere | undefined;
}

export type RowsResult =
  | { readonly status: 'read'; readonly rows: PackedRows; readonly isLast: boolean; readonly bytes: number }
  /** An error does not pass between threads whole. */
  | { readonly status: 'refused'; readonly refusal: FileRefusal }
  | { readonly status: 'failed'; readonly message: string; readonly of: Partial<NodeJS.ErrnoException> };

export const begin: Begin<RowsGiven, null, RowsResult, undefined> = async (given) => {
  const { kind: name, checked, regulation, day, sealedElsewhere } = given;
  const rowsOf = sealedElsewhere && (await patientRowsAt(sealedElsewhere));
  const sealsAhead: SealsAhead | undefined = rowsOf && ((facts) => rowsOf.ahead(facts));
  const kind = factKindOf(name);
  const reading = new RowReading(kind, checked, rowCheck(kind, byThemselves(regulation)));
  const isSound = soundness(kind, day);
  let bytes = 0;
  const packing = {
    rowsMax: MESSAGE_ROWS,
    begin: () => new Packing(MESSAGE_ROWS, sealsAhead),
    // At once, so that what is made of each row is not kept.
    add: (batch: Packing, row: CsvRow) => {
      const read = reading.read(row);
      return batch.add(read, isSound(read));
    },
  };
  const batches = batchesOf(checked, packing, (done) => (bytes = done))[Symbol.asyncIterator]();
  return {
    run: async () => {
      try {
        const next = await batches.next();
        if (next.done === true) throw new RangeError('the file has no more rows');
        const { batch, isLast } = next.value;
        return { status: 'read', rows: await batch.packed(day), isLast, bytes: isLast ? checked.bytes : bytes };
      } catch (error) {
        if (error instanceof RefusedFile) return { status: 'refused', refusal: error.refusal };
        const { code, path, syscall } = error as NodeJS.ErrnoException;
        if (syscall === undefined) throw error;
        const of = { syscall, ...(code !== undefined && { code }), ...(path !== undefined && { path }) };
        return { status: 'failed', message: (error as Error).message, of };
      }
    },
    end: () => undefined,
    close: async () => {
      await batches.return?.();
      forgetLater();
    },
  };
};

/** Of the file before: the next one is mostly of the same patients, whose keys are in memory. */
let opened: { readonly place: string; readonly rows: PatientRows | undefined } | undefined;
let forgetting: NodeJS.Timeout | undefined;
/** The thread may do other work after an import, for which it needs no keys. */
const HELD_MS = 2_000;

function forget(): void {
  opened?.rows?.close();
  opened = undefined;
}

function forgetLater(): void {
  forgetting = setTimeout(forget, HELD_MS).unref();
}

async function patientRowsAt(elsewhere: Elsewhere): Promise<PatientRows | undefined> {
  clearTimeout(forgetting);
  if (opened?.place !== elsewhere.place) {
    forget();
    opened = { place: elsewhere.place, rows: await openAt<PatientRows>(elsewhere) };
  }
  return opened.rows;
}

/** What a row about a patient is held against. */
function byThemselves(regulation: Regulation): RowContext {
  return {
    regulation,
    get schemes(): never {
      throw new Error('a row about a patient is held against no team');
    },
  };
}

/** Whether nothing is to be said of a row but its fact. */
function soundness(kind: AnyFactKind, day: string): (row: ReadRow) => boolean {
  const plausible: PlausibilityCheck = plausibilityCheck(kind, PLAUSIBILITY_RULES, dayFromText(day));
  const rpps = rppsIndexes(kind);
  return ({ fields, faults }) => {
    if (faults.length > 0) return false;
    const found = plausible(fields);
    if (found.faults.length > 0 || found.warnings.length > 0) return false;
    return rpps.every((i) => fields[i] === '' || hasLuhnKey(fields[i] ?? ''));
  };
}
