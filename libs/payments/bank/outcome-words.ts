/** The outcomes of a payment as a person writes them, in a file of answers or on the command line; the codes are taken too. */
import type { WordsToType } from '#libs/kernel/code-typed.ts';
import type { PaymentOutcome } from './findings.ts';

export const OUTCOME_WORDS: WordsToType<PaymentOutcome> = { EXECUTED: 'payé', REJECTED: 'rejeté', RETURNED: 'revenu' };
