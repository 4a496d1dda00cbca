/** What may be refused of the files that go to the bank and come from it. */
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';
import type { Checked } from '#libs/payments/bank/checked.ts';

export type BankFileRefusal =
  /** `faults`: in French, what is wrong and what would be right. */
  | Refusal<'INVALID_BANK_FILE', { readonly faults: readonly string[] }>
  | Refusal<'NOTHING_TO_SEND', { readonly run: string }>;

export const invalid = errorsOf<BankFileRefusal>('invalid');

/** Throws INVALID_BANK_FILE. */
export function valid<T>(checked: Checked<T>): T {
  if (!checked.ok) throw invalid('INVALID_BANK_FILE', { faults: checked.faults });
  return checked.value;
}
