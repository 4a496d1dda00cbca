/** Rows of a file that another thread reads, some batches ahead of the thread that records them. */
import { setImmediate } from 'node:timers/promises';
import { patientOf } from '#libs/enrolment/dossiers.ts';
import { type IsErased, NOBODY } from '#libs/event-store/sealed/erased-patients.ts';
import { patientIndex } from '#libs/facts/fact-kind.ts';
import type { CheckedFile } from '#libs/intake/csv/fact-csv.ts';
import type { AnyFactKind } from '#libs/intake/fact-kinds.ts';
import { unpacked } from '#libs/intake/reading/packed-rows.ts';
import { IMPORT_BATCH, MESSAGE_ROWS, type ReadRow, batchCount } from '#libs/intake/reading/read-row.ts';
import { ROWS_THREAD, type RowsGiven, type RowsResult } from '#libs/intake/reading/rows-thread.ts';
import { RefusedFile } from '#libs/intake/refusals.ts';
import { OF_ERASED } from '#libs/intake/row-check.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { Elsewhere } from '#libs/threads/computing.ts';
import type { Threads } from '#libs/threads/threads.ts';

interface FileOfRows {
  readonly kind: AnyFactKind;
  readonly checked: CheckedFile;
}

interface FileElsewhere extends FileOfRows {
  readonly regulation: Regulation;
  /** The day of recording, as far as is known. */
  readonly day: string;
  readonly isErased: IsErased;
  /** Where the thread seals them ahead; undefined: they are sealed when they are recorded, if they are. */
  readonly sealedElsewhere: Elsewhere | undefined;
}

interface RowsRead {
  readonly rows: readonly ReadRow[];
  readonly isLast: boolean;
  /** Of the file, up to here. */
  readonly bytes: number;
}

/** Importing a row takes as long as reading some ten events, by which work for threads is measured. */
const EVENTS_A_ROW = 10;
const MESSAGES_A_BATCH = IMPORT_BATCH / MESSAGE_ROWS;

/**
 * Only rows about patients: those of teams are checked against the rows before them. Nor those of a file made to mend rows, which are
 * compared with the rows that wait.
 */
export function isReadElsewhere({ kind, checked }: FileOfRows, threads: Threads | undefined): boolean {
  if (checked.reference !== undefined || patientIndex(kind) === undefined) return false;
  return threads?.isWorthwhile(EVENTS_A_ROW * checked.rows) === true;
}

/**
 * Gives the batches in their order to `onRows`. Throws what it throws, RefusedFile, what the thread throws, and Error where the thread
 * dies or does not begin.
 */
export async function readElsewhere(
  threads: Threads,
  { kind, checked, regulation, day, isErased, sealedElsewhere }: FileElsewhere,
  onRows: (read: RowsRead) => Promise<void>,
): Promise<void> {
  const given: RowsGiven = { kind: kind.name, checked, regulation, day, sealedElsewhere };
  const place = patientIndex(kind) ?? -1;
  let batch: ReadRow[] = [];
  const done = await threads.share<null, RowsResult, undefined>({
    module: ROWS_THREAD,
    given,
    tasks: Array.from({ length: batchCount(checked, MESSAGE_ROWS) }, () => null),
    inOne: true,
    // While a batch is recorded, the next one is read.
    inHand: 2 * MESSAGES_A_BATCH,
    onResult: async (result) => {
      const { rows, isLast, bytes } = readIn(result);
      const read = unpacked(rows, kind, checked);
      const isKept = (row: ReadRow): boolean =>
        !isErased(row.fact === undefined ? (row.fields[place] ?? '') : patientOf(row.fact));
      const kept = isErased === NOBODY ? read : read.map((row) => (isKept(row) ? row : ofErased(row)));
      for (const row of kept) batch.push(row);
      if (!isLast && batch.length < IMPORT_BATCH) return;
      const whole = batch;
      batch = [];
      await onRows({ rows: whole, isLast, bytes });
      // The next message is mostly there: without a turn of the loop, nothing else of the process would have one.
      await setImmediate();
    },
  });
  // Otherwise the import would end without a row of the file.
  if (done === undefined) throw new Error(`no thread reads ${checked.path}`);
}

/** As the check of rows has it (row-check.ts). */
function ofErased({ line, row, fields }: ReadRow): ReadRow {
  return { line, row, fields, faults: [OF_ERASED], fact: undefined, act: undefined, soundOn: undefined };
}

function readIn(result: RowsResult): Extract<RowsResult, { readonly status: 'read' }> {
  if (result.status === 'refused') throw new RefusedFile(result.refusal);
  return result;
}
