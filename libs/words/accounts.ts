/** Sentences for what may be refused of an account. */
import type { AccountRefusal } from '#libs/payments/accounts/refusals.ts';
import { accountNumberText } from '#libs/words/bank-files.ts';
import type { Sentences } from '#libs/words/sentences.ts';

export const ACCOUNTS: Sentences<AccountRefusal> = {
  INVALID_ACCOUNT: ({ faults }) => faults.map(({ fault }) => accountNumberText(fault)).join(' '),
  NO_ACCOUNT_PROPOSED: ({ holder }) => `aucun changement de compte n’est proposé pour ${holder}`,
};
