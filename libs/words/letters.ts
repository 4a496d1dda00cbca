/** Sentences for the refusals about letters. */
import { periodInFrench } from '#libs/kernel/french-days.ts';
import type { LetterRefusal } from '#libs/letters/refusals.ts';
import type { Sentences } from '#libs/words/sentences.ts';

export const LETTER_SENTENCES: Sentences<LetterRefusal> = {
  NO_LETTERS: ({ period }) => `rien n’est décidé pour ${periodInFrench(period)} ; il n’y a pas de lettre à écrire`,
  LETTER_CHANGED: ({ file }) =>
    `la lettre ${file} n’est plus celle de la liste : sa décision a été retirée, ou le programme a changé ; demandez les lettres de nouveau`,
};
