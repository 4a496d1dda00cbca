/** Refusals about the statements of an account. */
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';
import type { Person } from '#libs/event-store/author.ts';

export type ReconciliationRefusal =
  | Refusal<'NO_SUCH_DIFFERENCE', { readonly difference: string }>
  | Refusal<'DIFFERENCE_ALREADY_EXPLAINED', { readonly difference: string; readonly by: Person }>
  | Refusal<'NO_SUCH_BANK_ACCOUNT', { readonly account: string }>;

export const refused = errorsOf<ReconciliationRefusal>('refused');
/** A command names an account that no statement was taken of. */
export const unknown = errorsOf<ReconciliationRefusal>('unknown');
