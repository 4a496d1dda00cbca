/** Exports the latest calculation of each period as files in a folder. */
import { periodsOf } from '#libs/kernel/period.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CsvForm } from '#libs/kernel/csv.ts';
import { makeFolder } from '#libs/files/make-folder.ts';
import { wholeFile } from '#libs/files/whole-file.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { openRowSorter } from '#libs/runtime/row-sorter.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { latestStatements } from '#libs/statements/calculation/latest.ts';
import { ENTRIES_FILE, writeEntries } from '#libs/statements/outputs/entries-file.ts';
import { STATEMENT_FILES, fileText, present } from '#libs/statements/outputs/statement-files.ts';

interface ExportAsked {
  /** Folder, created if needed. */
  readonly out: string;
  /** Undefined for all periods. */
  readonly range: QuarterRange | undefined;
  /** Day known, YYYY-MM-DD; undefined for the latest calculations. */
  readonly knownOn: string | undefined;
  readonly simulation: string | undefined;
  /** The form of the files: as documented, or for French Excel. */
  readonly form: CsvForm;
}

interface Exported {
  readonly statements: number;
  /** Names of the files. */
  readonly files: readonly string[];
}

export class ExportStatements extends Command<Exported> {
  readonly asked: ExportAsked;
  readonly onProgress: Progress;

  constructor(asked: ExportAsked, onProgress: Progress) {
    super();
    this.asked = asked;
    this.onProgress = onProgress;
  }
}

@CommandHandler(ExportStatements)
export class ExportStatementsHandler implements ICommandHandler<ExportStatements> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_SUCH_SIMULATION, and the errors of `writeEntries`. */
  async execute({ asked: { out, range, knownOn, simulation, form }, onProgress }: ExportStatements): Promise<Exported> {
    const { statements, regulationOf } = await latestStatements(this.#stores, knownOn, simulation);
    const periods = range === undefined ? undefined : periodsOf(range);
    const chosen = present(statements.filter(({ period }) => periods?.has(period) ?? true));
    makeFolder(out);
    const entries = wholeFile(join(out, ENTRIES_FILE));
    const others = STATEMENT_FILES.map((file) => ({ file, ...wholeFile(join(out, file.name)) }));
    const all = [...others, entries];
    try {
      const written = { path: entries.path, form, openSorter: openRowSorter };
      await writeEntries(written, chosen, this.#stores, regulationOf, onProgress);
      for (const { file, path, isAside } of others)
        await writeFile(path, fileText(file, chosen, form), { flush: isAside });
      // All are whole before the first gets its name: a full disk leaves the files of an earlier export together.
      for (const one of all) one.complete();
    } finally {
      for (const one of all) one.end();
    }
    return { statements: chosen.length, files: [...STATEMENT_FILES.map(({ name }) => name), ENTRIES_FILE] };
  }
}
