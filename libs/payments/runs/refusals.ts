/** Refusals about the names of runs, and about the files for the bank. */
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';
import type { BankFileFault } from '#libs/payments/bank/bank-files.ts';
import type { Checked } from '#libs/payments/bank/checked.ts';
import type { ReferenceFault } from '#libs/payments/bank/refusals.ts';

export type BankFileRefusal =
  | Refusal<
      'INVALID_RUN_NAME',
      {
        readonly run: string;
        readonly faults: readonly ReferenceFault[];
        readonly lengthMax: number;
        readonly suggested: string;
      }
    >
  | Refusal<'INVALID_BANK_FILE', { readonly faults: readonly BankFileFault[] }>
  /** The files are built again from the ledger: bytes other than the released ones must not go out. */
  | Refusal<'FILE_NOT_AS_RELEASED', { readonly run: string; readonly file: string; readonly digest: string }>
  | Refusal<'NOTHING_TO_SEND', { readonly run: string }>;

export const invalid = errorsOf<BankFileRefusal>('invalid');

/** Throws INVALID_BANK_FILE. */
export function valid<T>(checked: Checked<T, BankFileFault>): T {
  if (!checked.ok) throw invalid('INVALID_BANK_FILE', { faults: checked.faults });
  return checked.value;
}
