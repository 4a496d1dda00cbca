/**
 * The sentences that an import records and reports: a set-aside row and a refused file are kept with the sentence that gives the right
 * form. They come in as data, since words belong to the edges.
 */
import type { Dialect } from '#libs/csv/dialect.ts';
import type { Fault } from '#libs/facts/fault.ts';
import type { FileRefusal } from '#libs/intake/refusals.ts';
import type { WarningReason } from '#libs/intake/warnings.ts';

export interface IntakeWords {
  /** All faults of a row. */
  readonly ofFaults: (faults: readonly Fault[]) => string;
  /** The same without quotes of the row: it names no patient and shows no data of a patient. */
  readonly ofReasons: (faults: readonly Fault[]) => string;
  /** A person reads it before the rows are recorded. */
  readonly ofDialect: (dialect: Dialect) => string;
  readonly ofWarning: (reason: WarningReason) => string;
  /** `recorded`: rows of the file that were recorded before it had to be refused. */
  readonly ofRefusal: (refusal: FileRefusal, recorded: number) => string;
}
