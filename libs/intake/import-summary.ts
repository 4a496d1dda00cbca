/** The summary of an import: the rows of each file, and the warnings. */
import { type Dialect, isCanonical } from '#libs/csv/dialect.ts';
import type { Fault, FaultCode } from '#libs/facts/fault.ts';
import type { FileRefusal } from '#libs/intake/refusals.ts';
import type { LocatedWarning, WarningCode } from '#libs/intake/warnings.ts';
import type { IntakeWords } from '#libs/intake/words.ts';

/** Rows set aside for the same fault in the same column. It holds no data of a patient. */
interface SetAsideReason {
  readonly code: FaultCode;
  /** Null if the row as a whole is wrong. */
  readonly column: string | null;
  /** In French, without data of the rows. */
  readonly sentence: string;
  readonly rows: number;
  /** The first few lines. */
  readonly lines: readonly number[];
}

export interface FileSummary {
  readonly file: string;
  read: number;
  recorded: number;
  known: number;
  setAside: number;
  /** The number of these rows that an earlier import of the file had set aside and that no longer wait; omitted if there are none. */
  settled?: number;
  /** The reasons of the others, by the first fault of each row, most rows first; omitted if there are none. */
  reasons?: readonly SetAsideReason[];
  /** The number of set-aside rows of other files that this file repeats; omitted if there are none. */
  mended?: number;
  /** The dialect, if the file is not in the canonical form. */
  dialect?: Dialect;
  /** The same in French. */
  readAs?: string;
  /** Why the file was refused, in French; the rest of it is not recorded. */
  refused?: string;
  /** The code of that refusal. */
  refusedFor?: FileRefusal['code'];
}

interface Warning {
  readonly code: WarningCode;
  readonly file: string;
  readonly line: number | undefined;
  /** In French. */
  readonly sentence: string;
}

/** The present amount of a touched statement, and the amount that it would have. Whole cents, as text in a job's result. */
interface AmountChange {
  readonly team: string;
  readonly teamName: string | null;
  readonly period: string;
  readonly beforeCents: bigint;
  readonly afterCents: bigint;
}

/** The effect of the facts, as known on a day. */
export interface ImportEffect {
  /** YYYY-MM-DD */
  readonly knownOn: string;
  /** The largest differences, by period and team. */
  readonly changes: readonly AmountChange[];
  /** The number of changes, and their sum. */
  readonly changed: number;
  readonly differenceCents: bigint;
  /** The number of statements with the same amount and other lines or figures. */
  readonly otherwise: number;
}

export interface ImportSummary {
  readonly files: readonly FileSummary[];
  readonly absent: readonly string[];
  /** Files in the folder that are not files of facts: they stay untouched. */
  readonly ignored: readonly string[];
  readonly warnings: readonly Warning[];
  readonly warningCounts: Readonly<Partial<Record<WarningCode, number>>>;
  /** Only for a trial. */
  readonly effect?: ImportEffect;
}

/** Lines named of each reason; all rows are counted. */
const MAX_LINES = 5;

/** Warnings kept with their sentence, by code; all are counted. */
const MAX_WARNINGS = 100;

/** The findings of an import in progress. */
export class ImportFindings {
  readonly files: FileSummary[] = [];
  readonly warnings: Warning[] = [];
  readonly counts: Partial<Record<WarningCode, number>> = {};
  /** Doctors and teams whose memberships and credits came in. */
  readonly doctors = new Set<string>();
  readonly creditTeams = new Set<string>();
  /** Streams of patients with a good row in `patients`, among the looked-up ones. */
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

  /** Reports the dialect of a file that is not in the canonical form. */
  readAs(summary: FileSummary, dialect: Dialect): void {
    if (isCanonical(dialect)) return;
    summary.dialect = dialect;
    summary.readAs = this.#words.ofDialect(dialect);
  }

  /** Counts a row that was set aside. `ordered`: its faults, in the order of their codes. */
  setAside(summary: FileSummary, ordered: readonly [Fault, ...Fault[]], line: number): void {
    const [{ code, at }] = ordered;
    const [column, sentence] = [at?.column ?? null, this.#words.ofReasons(ordered)];
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

  /** Returns the sentence with the reason. */
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
