/**
 * The content of a letter, ready for typesetting: every word, amount and day is a text. Templates place these texts and add none, so a name
 * that looks like markup stays a name.
 */

/** `end` for figures. */
interface LetterColumn {
  readonly label: string;
  readonly align: 'start' | 'end';
}

interface LetterRow {
  /** One for each column; the first names the row. */
  readonly cells: readonly string[];
  /** In small type under the first cell. */
  readonly detail?: string;
  readonly total?: boolean;
}

export interface LetterTable {
  readonly title: string;
  /** Under the title. */
  readonly note?: string;
  readonly columns: readonly LetterColumn[];
  readonly rows: readonly LetterRow[];
}

interface LetterPair {
  readonly label: string;
  readonly value: string;
}

interface LetterPairs {
  readonly title: string;
  readonly pairs: readonly LetterPair[];
}

export interface LetterPassage {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** The fields of every letter. */
export interface LetterFrame {
  /** Heading, and title of the document. */
  readonly title: string;
  readonly subtitle: string;
  /** Its lines; the first is the author of the document. */
  readonly sender: readonly string[];
  readonly recipient: readonly string[];
  readonly date: string;
  /** The subject of the letter. */
  readonly references: readonly LetterPair[];
  /** Set if nothing is decided; shown on every page. */
  readonly provisional: string | null;
  readonly amount: { readonly label: string; readonly value: string };
  /** One sentence with the amount, and its consequences. */
  readonly opening: readonly string[];
  readonly closing: readonly LetterPassage[];
  /** The basis of the amounts, at the foot of each page. */
  readonly proof: readonly string[];
  /** ISO 8601 instant, for the document's date. */
  readonly madeAt: string;
}

/** Parts that may be missing are null; a list of parts may be empty. */
export interface StatementLetter extends LetterFrame {
  readonly template: 'statement';
  readonly lines: LetterTable;
  readonly instalments: LetterTable | null;
  readonly rates: LetterTable | null;
  readonly acts: LetterTable | null;
  readonly notices: LetterPassage | null;
  readonly uncertain: LetterTable | null;
}

export interface RegularisationLetter extends LetterFrame {
  readonly template: 'regularisation';
  readonly changes: LetterTable;
  readonly figures: LetterTable | null;
  readonly instalments: LetterTable | null;
  readonly moves: LetterTable | null;
  readonly notices: LetterPassage | null;
  readonly uncertain: LetterTable | null;
}

export interface DemandLetter extends LetterFrame {
  readonly template: 'demand';
  readonly debts: LetterTable;
  readonly account: LetterPairs | null;
  readonly request: readonly string[];
}

export interface YearLetter extends LetterFrame {
  readonly template: 'year';
  readonly periods: LetterTable;
  readonly lines: LetterTable;
  readonly payments: LetterTable | null;
}

export type Letter = StatementLetter | RegularisationLetter | DemandLetter | YearLetter;

/** The installation's own details in its letters; undefined if not set. */
export interface Letterhead {
  readonly sender: readonly string[] | undefined;
  readonly contact: readonly string[] | undefined;
  readonly appeal: readonly string[] | undefined;
}
