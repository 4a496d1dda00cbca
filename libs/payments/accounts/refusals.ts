/** What may be refused of an account. */
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';
import type { AccountNumberFault } from '#libs/payments/bank/refusals.ts';

export interface AccountFault {
  readonly field: 'iban' | 'bic';
  readonly fault: AccountNumberFault;
}

export type AccountRefusal =
  | Refusal<'NO_ACCOUNT_PROPOSED', { readonly holder: string }>
  | Refusal<'INVALID_ACCOUNT', { readonly faults: readonly AccountFault[] }>;

export const refused = errorsOf<AccountRefusal>('refused');
export const invalid = errorsOf<AccountRefusal>('invalid');
