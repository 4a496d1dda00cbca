/** Sentences for entries that must not reach the general ledger. */
import type { UnbalancedEntries } from '#libs/week/accounting-entry.ts';
import type { Sentences } from '#libs/words/sentences.ts';

export const WEEK_SENTENCES: Sentences<UnbalancedEntries> = {
  ENTRY_UNBALANCED: ({ number, debitCents, creditCents }) =>
    `l’écriture ${number} n’est pas équilibrée : débit ${debitCents}, crédit ${creditCents} centimes`,
  ENTRIES_UNBALANCED: ({ debitCents, creditCents }) =>
    `les écritures ne sont pas équilibrées : ${debitCents}, ${creditCents} centimes`,
};
