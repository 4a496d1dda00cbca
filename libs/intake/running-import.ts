/** The settings of an import, and its state from file to file. */
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import type { Commit } from '#libs/event-store/event.ts';
import type { IsOnePerson } from '#libs/intake/act-check.ts';
import type { FileSummary, ImportFindings } from '#libs/intake/import-summary.ts';
import type { Source } from '#libs/intake/recorded-teams.ts';
import type { Recorder } from '#libs/intake/recorder.ts';
import type { IntakeWords } from '#libs/intake/words.ts';
import type { Threads } from '#libs/threads/threads.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';

export interface ImportSettings {
  readonly folder: string;
  readonly regulation: Regulation;
  readonly recorder: Recorder;
  readonly words: IntakeWords;
  /** Called between two batches, to let others record; returns whether they recorded anything. */
  readonly giveTurn?: () => Promise<boolean>;
  /** The places of the known teams and received files: the log, and in a dry run also the temporary one. */
  readonly sources: readonly Source[];
  /** The person and the correlation; the time and the cause are added per batch. */
  readonly actor: string;
  readonly correlation: string;
  /** ISO 8601 instant. */
  readonly now: () => string;
  /** A person said that days are written DD/MM/YYYY; used if a file does not show it. */
  readonly isDayFirst?: boolean;
  /** SHA-256 of each file as the request for the import has it in the log; another file, or another content, is refused. */
  readonly sent?: ReadonlyMap<string, string> | undefined;
  /** A trial keeps nothing. */
  readonly isTrial?: boolean;
  /** Other threads read the rows of large files. */
  readonly threads?: Threads | undefined;
  /** Called when a file begins; the argument shows the progress of the file during the import. */
  readonly onFile?: (summary: Readonly<FileSummary>) => void;
  /** Called before the rows of a file that is not in the canonical form are recorded. */
  readonly onRead?: (file: string, readAs: string) => void;
  readonly onProgress?: (file: string, bytes: number, total: number) => void;
}

/** An import on its way. */
export interface RunningImport {
  readonly settings: ImportSettings;
  readonly findings: ImportFindings;
  /** The scheme of each team recorded before or in this import. */
  readonly schemes: Map<string, string>;
  /** By the merges recorded at its begin. */
  readonly isOnePerson: IsOnePerson;
  /** By the same merges, the ids of one person, with the given one. */
  readonly idsOfPerson: (patient: string) => readonly string[];
}

export function importCommit({ actor, correlation, now }: ImportSettings, file: string): Commit {
  return { recordedAt: now(), actor, correlation, causation: file };
}

export function dayOfCommit({ recordedAt }: Commit): string {
  return dayText(dayOfInstant(recordedAt));
}
