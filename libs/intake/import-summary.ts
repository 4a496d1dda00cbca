/** The summary of an import: the rows of each file, and the warnings. */
import { type Dialect, isCanonical } from '#libs/csv/dialect.ts';
import type { Fault, FaultCode } from '#libs/facts/fault.ts';
import type { FileRefusal } from '#libs/intake/refusals.ts';
import type { LocatedWarning, WarningCode } from '#libs/intake/warnings.ts';
import type { IntakeWords } from '#libs/intake/words.ts';

/** Rows set aside for the same fault in the same column. It holds no data of a patient. */
interface SetAsideReason {
  readonly code: FaultCode;
  /** Null where the row as a whole is wrong. */
  readonly column: string | null;
  /** In French, without what stands in the rows. */
  readonly sentence: string;
  readonly rows: number;
  /** The first of them. */
  readonly lines: readonly number[];
}

export interface FileSummary {
  readonly file: string;
  read: number;
  recorded: number;
  known: number;
  setAside: number;
  /** Of these, rows that an earlier import of the file had set aside and that wait no more; left out where there are none. */
  settled?: number;
  /** Of the others, by the first thing that is wrong with each row, most rows first; left out where there are none. */
  reasons?: readonly SetAsideReason[];
  /** Rows set aside of other files that it has again; left out where there are none. */
  mended?: number;
  /** How it is written, where it is not in the canonical form. */
  dialect?: Dialect;
  /** The same in French. */
  readAs?: string;
  /** Why the file was refused, in French; nothing more of it is recorded. */
  refused?: string;
  /** What that is about. */
  refusedFor?: FileRefusal['code'];
}

interface Warning {
  readonly code: WarningCode;
  readonly file: string;
  readonly line: number | undefined;
  /** In French. */
  readonly sentence: string;
}

/** What a statement of a team touched comes to now, and what it would come to. Whole cents, as text in a job's result. */
interface AmountChange {
  readonly team: string;
  readonly teamName: string | null;
  readonly period: string;
  readonly beforeCents: bigint;
  readonly afterCents: bigint;
}

/** What the facts would change, as known on a day. */
export interface ImportEffect {
  /** YYYY-MM-DD */
  readonly knownOn: string;
  /** The largest differences, by period and team. */
  readonly changes: readonly AmountChange[];
  /** How many there are in all, and what they add up to. */
  readonly changed: number;
  readonly differenceCents: bigint;
  /** How many statements would have the same amount with other lines or figures. */
  readonly otherwise: number;
}

export interface ImportSummary {
  readonly files: readonly FileSummary[];
  readonly absent: readonly string[];
  /** In the folder, and not of facts: left alone. */
  readonly ignored: readonly string[];
  readonly warnings: readonly Warning[];
  readonly warningCounts: Readonly<Partial<Record<WarningCode, number>>>;
  /** Of a trial. */
  readonly effect?: ImportEffect;
}

/** Lines named of each reason; all rows are counted. */
const MAX_LINES = 5;

/** Warnings kept with their sentence, by code; all are counted. */
const MAX_WARNINGS = 100;

/** What is gathered on the way. */
export class ImportFindings {
  readonly files: FileSummary[] = [];
  readonly warnings: Warning[] = [];
  readonly counts: Partial<Record<WarningCode, number>> = {};
  /** Doctors and teams whose memberships and credits came in. */
  readonly doctors = new Set<string>();
  readonly creditTeams = new Set<string>();
  /** Streams of patients whom a good row of `patients` describes, among those looked up. */
  readonly described = new Set<string>();
  /** RPPS numbers of a wrong key that were reported. */
  readonly badKeys = new Set<string>();
  readonly #words: IntakeWords;

  constructor(words: IntakeWords) {
    this.#words = words;
  }

  begin(file: string): FileSummary {
    const summary: FileSummary = { file, read: 0, recorded: 0, known: 0, setAside: 0 };
    this.files.push(summary);
    return summary;
  }

  /** Says how a file is written, where that is not the canonical form. */
  readAs(summary: FileSummary, dialect: Dialect): void {
    if (isCanonical(dialect)) return;
    summary.dialect = dialect;
    summary.readAs = this.#words.ofDialect(dialect);
  }

  /** Counts a row that was set aside. */
  setAside(summary: FileSummary, first: Fault, line: number): void {
    const { code, at } = first;
    const [column, sentence] = [at?.column ?? null, this.#words.ofReason(first)];
    const others = summary.reasons ?? [];
    const same = others.find((one) => one.code === code && one.sentence === sentence);
    const { rows = 0, lines = [] } = same ?? {};
    const counted = {
      code,
      column,
      sentence,
      rows: rows + 1,
      lines: lines.length < MAX_LINES ? [...lines, line] : lines,
    };
    summary.setAside++;
    summary.reasons = [...others.filter((one) => one !== same), counted].sort((a, b) => b.rows - a.rows);
  }

  /** Counts a row that was set aside before, and was mended, recorded or dismissed since. */
  settled(summary: FileSummary): void {
    summary.setAside++;
    summary.settled = (summary.settled ?? 0) + 1;
  }

  /** Gives the sentence that says why. */
  refuse(summary: FileSummary, refusal: FileRefusal): string {
    summary.refusedFor = refusal.code;
    return (summary.refused = this.#words.ofRefusal(refusal, summary.recorded));
  }

  warn({ reason, file, line }: LocatedWarning): void {
    const count = (this.counts[reason.code] ?? 0) + 1;
    this.counts[reason.code] = count;
    if (count <= MAX_WARNINGS)
      this.warnings.push({ code: reason.code, file, line, sentence: this.#words.ofWarning(reason) });
  }
}
