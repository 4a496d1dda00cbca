/** Warns of the rows of a file that withdraw nothing, once the file is recorded: the version that a row withdraws may come after it. */
import type { AnyFactKind } from '#libs/intake/fact-kinds.ts';
import type { FileSummary } from '#libs/intake/import-summary.ts';
import type { RowResult } from '#libs/intake/recording/found.ts';
import {
  type IsWithdrawal,
  type RecordedFacts,
  streamsWith,
  vainWithdrawalWarning,
  vainWithdrawals,
  withdrawalTest,
} from '#libs/intake/recording/withdrawals.ts';
import type { RunningImport } from '#libs/intake/running-import.ts';

interface WithdrawalRow {
  readonly stream: string;
  readonly id: string;
  readonly line: number | undefined;
}

interface FileOfRows {
  readonly kind: AnyFactKind;
  readonly summary: FileSummary;
}

export class FileWithdrawals {
  readonly #file: FileOfRows;
  readonly #running: RunningImport;
  readonly #recorded: RecordedFacts;
  readonly #isWithdrawal: IsWithdrawal;
  /** Rows that withdrew nothing when their batch was recorded, by the first of the streams with their versions. */
  readonly #vain = new Map<string, WithdrawalRow[]>();
  /** Those of these streams to which facts came since. */
  readonly #moved = new Set<string>();

  constructor(file: FileOfRows, running: RunningImport) {
    this.#file = file;
    this.#running = running;
    const { settings, idsOfPerson } = running;
    this.#recorded = { logs: settings.sources.map(({ log }) => log), idsOfPerson };
    this.#isWithdrawal = withdrawalTest(file.kind);
  }

  /** Looks at a batch that is recorded: it may have the version that a row of it withdraws. */
  async look(batch: readonly RowResult[]): Promise<void> {
    const rows: WithdrawalRow[] = [];
    for (const { isFact, row, located } of batch) {
      if (!isFact) continue;
      if (this.#vain.size > 0) this.#note(located.stream);
      if (row?.soundOn !== undefined || !this.#isWithdrawal(row?.fields ?? [])) continue;
      rows.push({ stream: located.stream, id: located.event.id, line: row?.line });
    }
    for (const one of await vainWithdrawals(this.#file.kind, rows, this.#recorded)) {
      const first = this.#firstOf(one.stream);
      const others = this.#vain.get(first);
      if (others === undefined) this.#vain.set(first, [one]);
      else others.push(one);
    }
  }

  /** When every row is recorded. */
  async warn(): Promise<void> {
    const { kind, summary } = this.#file;
    const again = [...this.#moved].flatMap((first) => this.#vain.get(first) ?? []);
    const stillVain = await vainWithdrawals(kind, again, this.#recorded);
    const vain = [...this.#vain].flatMap(([first, rows]) =>
      this.#moved.has(first) ? rows.filter((row) => stillVain.has(row)) : rows,
    );
    for (const { line } of vain.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)))
      this.#running.findings.warn({ reason: vainWithdrawalWarning(kind), file: summary.file, line });
  }

  #note(stream: string): void {
    const first = this.#firstOf(stream);
    if (this.#vain.has(first)) this.#moved.add(first);
  }

  #firstOf(stream: string): string {
    return streamsWith(this.#file.kind, stream, this.#recorded)[0] ?? stream;
  }
}
