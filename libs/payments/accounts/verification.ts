/**
 * Verification of payee: the bank of an account says whether the holder's name matches. We ask before money goes there.
 * Source: regulation (EU) 2024/886, article 5c; EPC218-23, verification of payee scheme rulebook.
 */
import type { Day } from '#libs/kernel/day.ts';
import { day, oneOf, record, typed } from '#libs/kernel/field.ts';

/** The name matches the account, nearly matches, differs, or could not be compared. */
export const VERIFICATION_RESULTS = ['MATCH', 'CLOSE_MATCH', 'NO_MATCH', 'NOT_POSSIBLE'] as const;

export type VerificationResult = (typeof VERIFICATION_RESULTS)[number];

export interface AccountVerification {
  readonly result: VerificationResult;
  readonly on: Day;
  /** The person or the service that asked. */
  readonly by: string;
}

export const VERIFICATION = record<AccountVerification>({ result: oneOf(...VERIFICATION_RESULTS), on: day, by: typed });
