/** Refusals about letters. */
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';

export type LetterRefusal =
  /** No decision exists for the period. */
  | Refusal<'NO_LETTERS', { readonly period: string }>
  /** A decision was withdrawn, or the program sets letters in another way, since the list was made. */
  | Refusal<'LETTER_CHANGED', { readonly file: string }>;

export const refused = errorsOf<LetterRefusal>('refused');
