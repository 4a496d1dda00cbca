/** The messages of a bank about a file, as data. */

/**
 * STATUS: which payments it rejects (pain.002). DEBITS: what it booked, one entry for each payment; BATCH: one entry for all
 * (camt.054). RETURNS: what came back (camt.054). DAY: the statement of the account, credits first, with a fee (camt.053).
 * DUPLICATE: the second upload is rejected (pain.002). OTHERS: amounts and payments that are not ours. LIE: it rejects all that it
 * executed. AGAIN: it debited all once more, under other references; BACK: and credited that back. FORGED_STATUS, FORGED_RETURNS: files
 * that it never wrote, which say that all it paid was rejected, or came back. HALF: a file cut off.
 */
export const BANK_MESSAGES = [
  'STATUS',
  'DEBITS',
  'BATCH',
  'RETURNS',
  'DAY',
  'DUPLICATE',
  'OTHERS',
  'LIE',
  'AGAIN',
  'BACK',
  'FORGED_STATUS',
  'FORGED_RETURNS',
  'HALF',
] as const;

export type BankMessage = (typeof BANK_MESSAGES)[number];
