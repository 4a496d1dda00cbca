/** The letters of all decisions of a period, with the digest of each. */
import type { Letterhead } from '#libs/letters/letter.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import type { DecisionNumber } from '#libs/statements/workflow/events.ts';

export interface ListedLetter extends TeamPeriod {
  readonly number: DecisionNumber;
  readonly file: string;
  readonly bytes: number;
  /** SHA-256 of the file. */
  readonly digest: string;
}

export interface LetterList {
  readonly period: string;
  /** The letterhead at the time of the list. */
  readonly letterhead: Letterhead;
  /** Ordered by team, then by number. */
  readonly letters: readonly ListedLetter[];
}
