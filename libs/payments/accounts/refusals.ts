/** The refusals of an account. */
import type { Day } from '#libs/kernel/day.ts';
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';
import type { AccountNumberFault, NewHolderFault } from '#libs/payments/bank/refusals.ts';

export interface AccountFault {
  readonly field: 'name' | 'iban' | 'bic';
  readonly fault: AccountNumberFault | NewHolderFault;
}

export type AccountRefusal =
  | Refusal<'NO_ACCOUNT_PROPOSED', { readonly holder: string }>
  | Refusal<'INVALID_ACCOUNT', { readonly faults: readonly AccountFault[] }>
  /** The text cannot be the name of a team or of an envelope. */
  | Refusal<'HOLDER_NAME', { readonly side: 'payee' | 'debtor' }>
  /** Teams are recorded, and no team has this id. */
  | Refusal<'PAYEE_OF_NO_TEAM', { readonly team: string }>
  /** No envelope of this name is proposed or confirmed. */
  | Refusal<'DEBTOR_OF_NO_ENVELOPE', { readonly envelope: string }>
  | Refusal<'VERIFICATION_INCOMPLETE'>
  | Refusal<'VERIFIED_IN_FUTURE', { readonly on: Day; readonly today: Day }>;

export const refused = errorsOf<AccountRefusal>('refused');
export const invalid = errorsOf<AccountRefusal>('invalid');
