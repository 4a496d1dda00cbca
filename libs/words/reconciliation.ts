/** Sentences for the refusals about the statements of an account. */
import type { ReconciliationRefusal } from '#libs/payments/reconciliation/refusals.ts';
import type { Sentences } from '#libs/words/sentences.ts';

export const RECONCILIATION_SENTENCES: Sentences<ReconciliationRefusal> = {
  NO_SUCH_DIFFERENCE: ({ difference }) =>
    `il n’y a pas d’écart ${difference} entre les relevés de compte et le livre ; le rapprochement montre ceux qu’il y a`,
  DIFFERENCE_ALREADY_EXPLAINED: ({ difference, by }) => `l’écart ${difference} est déjà expliqué par ${by.name}`,
  NO_SUCH_BANK_ACCOUNT: ({ account }) => `aucun relevé du compte ${account} n’a été pris`,
};
