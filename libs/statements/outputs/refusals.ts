/** Why the act ledger of a statement cannot be listed as it was made. */
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';

/** `entries`: team, period, class and reason of them. */
export type EntriesRefusal =
  | Refusal<'ENTRIES_DIFFER_FROM_LEDGER', { readonly entries: string }>
  | Refusal<'ENTRIES_NOT_IN_LEDGER', { readonly entries: string }>
  | Refusal<'ENTRIES_OF_OTHER_RULES', { readonly calculatedBy: string; readonly present: string }>;

export const refused = errorsOf<EntriesRefusal>('refused');
