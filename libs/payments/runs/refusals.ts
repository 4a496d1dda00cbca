/** What may be refused of the files that go to the bank. */
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';
import type { Checked } from '#libs/payments/bank/checked.ts';
import type { FileDifference, OrderFault } from '#libs/payments/bank/refusals.ts';

export type BankFileRefusal =
  | Refusal<'INVALID_BANK_FILE', { readonly faults: readonly (OrderFault | FileDifference)[] }>
  | Refusal<'NOTHING_TO_SEND', { readonly run: string }>;

export const invalid = errorsOf<BankFileRefusal>('invalid');

/** Throws INVALID_BANK_FILE. */
export function valid<T>(checked: Checked<T, OrderFault | FileDifference>): T {
  if (!checked.ok) throw invalid('INVALID_BANK_FILE', { faults: checked.faults });
  return checked.value;
}
