/** What may be refused of an account. */
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';

export type AccountRefusal = Refusal<'NO_ACCOUNT_PROPOSED', { readonly holder: string }>;

export const refused = errorsOf<AccountRefusal>('refused');
