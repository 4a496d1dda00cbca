/**
 * Reads the rows of a file about patients for the thread that records them, batch by batch: the check of a single row does not depend on
 * recorded facts. Whether its patient is erased does, and the recording thread decides that.
 */
import type { AheadElsewhere } from '#libs/event-store/sealed/sealed-ahead.ts';
import type { RowContext } from '#libs/facts/checked-row.ts';
import { rppsIndexes } from '#libs/facts/fact-kind.ts';
import { type PlausibilityCheck, plausibilityCheck } from '#libs/facts/plausibility.ts';
import { hasLuhnKey } from '#libs/facts/identifiers.ts';
import { type CheckedFile, checkFile } from '#libs/intake/csv/fact-csv.ts';
import type { CsvRow } from '#libs/intake/csv/rows.ts';
import { type AnyFactKind, type FactName, factKindOf } from '#libs/intake/fact-kinds.ts';
import { PLAUSIBILITY_RULES } from '#libs/intake/plausibility-rules.ts';
import { type PackedRows, Packing, type SealsAhead } from '#libs/intake/reading/packed-rows.ts';
import { MESSAGE_ROWS, type ReadRow, RowReading, batchesOf } from '#libs/intake/reading/read-row.ts';
import { withdrawalTest } from '#libs/intake/recording/withdrawals.ts';
import { type FileRefusal, RefusedFile } from '#libs/intake/refusals.ts';
import { rowCheck } from '#libs/intake/row-check.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { type Begin, type Elsewhere, openAt } from '#libs/threads/computing.ts';

export const ROWS_THREAD = import.meta.url;

export interface RowsGiven {
  readonly regulation: Regulation;
  /** Place in which facts are sealed ahead, if at all: it opens as an AheadElsewhere. */
  readonly sealedElsewhere: Elsewhere | undefined;
}

export type RowsTask =
  | { readonly do: 'check'; readonly path: string; readonly kind: FactName; readonly isDayFirst: boolean }
  /** Several files may be open: `file` gives the number. */
  | ({ readonly do: 'open'; readonly file: number } & FileGiven)
  | { readonly do: 'read'; readonly file: number }
  | { readonly do: 'close'; readonly file: number };

interface FileGiven {
  readonly kind: FactName;
  readonly checked: CheckedFile;
  /** The day of recording, as far as it is known. */
  readonly day: string;
}

export type RowsResult =
  /** Undefined if it was refused, or cannot be read: the importing thread checks it again, and gives the reason. */
  | { readonly status: 'checked'; readonly checked: CheckedFile | undefined }
  | { readonly status: 'opened' | 'closed' }
  | { readonly status: 'read'; readonly rows: PackedRows; readonly isLast: boolean; readonly bytes: number }
  /** The file, and not the import. */
  | { readonly status: 'refused'; readonly refusal: FileRefusal };

export const begin: Begin<RowsGiven, RowsTask, RowsResult, undefined> = (given) => {
  const open = new Map<number, FileReading>();
  return {
    run: async (task) => {
      switch (task.do) {
        case 'check':
          return { status: 'checked', checked: await checkedAhead(task) };
        case 'open':
          open.set(task.file, await openedFile(task, given));
          return { status: 'opened' };
        case 'read': {
          const file = open.get(task.file);
          if (file === undefined) throw new RangeError(`file ${task.file} is not open`);
          return file.read();
        }
        case 'close':
          await open.get(task.file)?.close();
          open.delete(task.file);
          return { status: 'closed' };
      }
    },
    end: () => undefined,
    close: async () => {
      for (const file of open.values()) await file.close();
      forgetLater();
    },
  };
};

async function checkedAhead({
  path,
  kind,
  isDayFirst,
}: Extract<RowsTask, { readonly do: 'check' }>): Promise<CheckedFile | undefined> {
  try {
    return await checkFile(path, factKindOf(kind), { isDayFirst });
  } catch {
    return undefined;
  }
}

/** The rows of one file, batch by batch. */
interface FileReading {
  readonly read: () => Promise<RowsResult>;
  readonly close: () => Promise<void>;
}

async function openedFile(
  { kind: name, checked, day }: FileGiven,
  { regulation, sealedElsewhere }: RowsGiven,
): Promise<FileReading> {
  const rowsOf = sealedElsewhere && (await aheadAt(sealedElsewhere));
  const sealsAhead: SealsAhead | undefined = rowsOf && ((facts) => rowsOf.sealed(facts));
  const kind = factKindOf(name);
  const reading = new RowReading(kind, checked, rowCheck(kind, byThemselves(regulation)));
  const isSound = soundness(kind, day);
  let bytes = 0;
  const packing = {
    rowsMax: MESSAGE_ROWS,
    begin: () => new Packing(MESSAGE_ROWS, sealsAhead),
    // Added at once, so that its objects are not kept.
    add: (batch: Packing, row: CsvRow) => {
      const read = reading.read(row);
      return batch.add(read, isSound(read));
    },
  };
  const batches = batchesOf(checked, packing, (done) => (bytes = done))[Symbol.asyncIterator]();
  let refused: RowsResult | undefined;
  return {
    read: async () => {
      if (refused !== undefined) return refused;
      try {
        const next = await batches.next();
        if (next.done === true) throw new RangeError('the file has no more rows');
        const { batch, isLast } = next.value;
        return { status: 'read', rows: await batch.packed(day), isLast, bytes: isLast ? checked.bytes : bytes };
      } catch (error) {
        if (!(error instanceof RefusedFile)) throw error;
        return (refused = { status: 'refused', refusal: error.refusal });
      }
    },
    close: async () => {
      await batches.return?.();
    },
  };
}

/** The place of the previous import: the next one mostly has the same patients, whose keys are in memory. */
let opened: { readonly place: string; readonly rows: AheadElsewhere | undefined } | undefined;
let forgetting: NodeJS.Timeout | undefined;
/** After an import the thread may do other work, which needs no keys. */
const HELD_MS = 2_000;

function forget(): void {
  opened?.rows?.close();
  opened = undefined;
}

/** Counts from the end of the last import: one between two others may need no keys. */
function forgetLater(): void {
  clearTimeout(forgetting);
  forgetting = setTimeout(forget, HELD_MS).unref();
}

async function aheadAt(elsewhere: Elsewhere): Promise<AheadElsewhere | undefined> {
  clearTimeout(forgetting);
  if (opened?.place !== elsewhere.place) {
    forget();
    opened = { place: elsewhere.place, rows: await openAt<AheadElsewhere>(elsewhere) };
  }
  return opened.rows;
}

/** The context for checking a single row about a patient. */
function byThemselves(regulation: Regulation): RowContext {
  return {
    regulation,
    get schemes(): never {
      throw new Error('a row about a patient is held against no team');
    },
  };
}

/** Whether a row needs no message besides its fact. */
function soundness(kind: AnyFactKind, day: string): (row: ReadRow) => boolean {
  const plausible: PlausibilityCheck = plausibilityCheck(kind, PLAUSIBILITY_RULES, dayFromText(day));
  const rpps = rppsIndexes(kind);
  const isWithdrawal = withdrawalTest(kind);
  return ({ fields, faults }) => {
    if (faults.length > 0 || isWithdrawal(fields)) return false;
    const found = plausible(fields);
    if (found.faults.length > 0 || found.warnings.length > 0) return false;
    return rpps.every((i) => fields[i] === '' || hasLuhnKey(fields[i] ?? ''));
  };
}
